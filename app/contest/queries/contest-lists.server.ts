import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { largeFirst } from '../../platform/i18n/first-letter.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import type { Cell, CellKind } from '../../platform/sheets/sheet.ts';
import type { ContestList } from '../forms/contest-list.ts';
import { adoptionMessages } from '../messages/adoption.ts';
import { exportMessages } from '../messages/exports.ts';
import { judgesMessages } from '../messages/judges.ts';
import { resultsMessages } from '../messages/results.ts';
import { screeningMessages } from '../messages/screening.ts';
import { listGaps } from './adoption-gaps.server.ts';
import { adoptionRows } from './adoptions.server.ts';
import { getContestHead } from './contest-round.server.ts';
import { listJudges } from './judges.server.ts';
import { getDeskContest } from './judging-contest.server.ts';
import { readResultsDesk } from './results-desk.server.ts';
import { allEntries } from './screening.server.ts';
import { listSimilar } from './similar-entries.server.ts';
import { listContestTwins } from './twin-entries.server.ts';

type Head = Parameters<ReturnType<typeof exportMessages.in>>[0] & `head.${string}`;

export interface ContestTable {
  columns: readonly (readonly [Head, CellKind])[];
  rows: Cell[][];
  /** Somebody can be known by it: then it is written down who takes it. */
  namesPeople: boolean;
}

interface Asked {
  contest: string;
  locale: Locale;
  today: Day;
}

/** A list of a contest with everything in it. @throws AppError forbidden for whoever judges, conflict for a ranking before the commitment */
export function readContestList(db: Db, actor: Actor, list: ContestList, asked: Asked): Promise<ContestTable> {
  return { entries: entriesTable, similar: similarTable, jury: juryTable, ranking: rankingTable, adoptions: adoptionsTable }[list](db, actor, asked);
}

async function entriesTable(db: Db, actor: Actor, { contest, locale, today }: Asked): Promise<ContestTable> {
  const { id } = await getDeskContest(db, actor, contest);
  const t = screeningMessages.in(locale);
  const rows = (await allEntries(db, id, today)).map((row): Cell[] => [row.number, row.title, row.owner, row.track, row.submittedAt, t(`state.${row.state}`)]);
  return { columns: [['head.number', 'text'], ['head.title', 'text'], ['head.owner', 'text'], ['head.track', 'text'], ['head.submitted', 'moment'], ['head.state', 'text']], rows, namesPeople: true };
}

/** Entries that are alike by their words, then those that share a file or the title with an entry of this or another contest. */
async function similarTable(db: Db, actor: Actor, { contest, locale }: Asked): Promise<ContestTable> {
  const { id, title } = await getDeskContest(db, actor, contest);
  const t = exportMessages.in(locale);
  const alike = (await listSimilar(db, id)).map(({ one, other, share }): Cell[] => [one.number, one.title, other.number, other.title, title, largeFirst(t('alike.WORDS')), share]);
  const twins = (await listContestTwins(db, actor, id)).map(({ one, entry, contest: of, why }): Cell[] => [one.number, one.title, entry.number, entry.title, of.title, largeFirst(why.map((reason) => t(`alike.${reason}`)).join(', ')), null]);
  return { columns: [['head.number', 'text'], ['head.title', 'text'], ['head.other-number', 'text'], ['head.other-title', 'text'], ['head.other-contest', 'text'], ['head.alike', 'text'], ['head.share', 'percent']], rows: [...alike, ...twins], namesPeople: true };
}

async function juryTable(db: Db, actor: Actor, { contest, locale, today }: Asked): Promise<ContestTable> {
  const { id } = await getDeskContest(db, actor, contest);
  const t = judgesMessages.in(locale);
  const rows = (await listJudges(db, id, today)).map((row): Cell[] => [row.fullName, row.employer ?? row.unitName, row.email, t(`state.${row.state}`), row.maxReviews, row.reviews, row.locked, row.conflicts]);
  return { columns: [['head.name', 'text'], ['head.unit', 'text'], ['head.email', 'text'], ['head.state', 'text'], ['head.most', 'number'], ['head.reviews', 'number'], ['head.locked', 'number'], ['head.conflicts', 'number']], rows, namesPeople: true };
}

/** By number alone as long as identities are closed. */
async function rankingTable(db: Db, actor: Actor, { contest }: Asked): Promise<ContestTable> {
  const { view, decisions } = await readResultsDesk(db, actor, contest);
  if (view.state !== 'READY' || !view.round.commitment) throw new AppError('conflict', resultsMessages.both('fault.not-committed'));
  const prizeOf = new Map(decisions.map(({ entry, prize }) => [entry, view.prizes.find(({ id }) => id === prize)?.title ?? null]));
  const rows = view.standing.lines.map((line): Cell[] => {
    const entry = view.entries[line.entry];
    return [line.rank, entry?.number ?? '', entry?.title ?? null, entry?.owner ?? null, line.score, line.se, line.se === null ? null : line.low, line.se === null ? null : line.high, line.sheets, prizeOf.get(line.entry) ?? null];
  });
  return { columns: [['head.rank', 'number'], ['head.number', 'text'], ['head.title', 'text'], ['head.owner', 'text'], ['head.score', 'decimal'], ['head.se', 'decimal'], ['head.low', 'decimal'], ['head.high', 'decimal'], ['head.sheets', 'number'], ['head.prize', 'text']], rows, namesPeople: view.isOpen };
}

/** Prizes with their units, then those that were given to none. */
async function adoptionsTable(db: Db, _actor: Actor, { contest, locale }: Asked): Promise<ContestTable> {
  const { id } = await getContestHead(db, contest);
  const t = adoptionMessages.in(locale);
  const given = (await adoptionRows(db, id)).map((row): Cell[] => [row.number, row.title, row.unitName, t(`state.${row.state}`), row.reason, row.recognitionTitle ?? t(`recognition.${row.recognition}`), row.startedAt, row.changedAt]);
  const gaps = (await listGaps(db, id)).map((gap): Cell[] => [gap.number, gap.title, null, exportMessages.in(locale)('no-unit'), gap.reason, null, null, null]);
  return { columns: [['head.number', 'text'], ['head.title', 'text'], ['head.unit', 'text'], ['head.state', 'text'], ['head.reason', 'text'], ['head.recognition', 'text'], ['head.started', 'moment'], ['head.changed', 'moment']], rows: [...given, ...gaps], namesPeople: false };
}
