import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { appealDays, appealEnds, type AppealOutcome } from '../rules/appeal.ts';
import { listCriteria, listRounds } from './contest-round.server.ts';
import { findPublication } from './publications.server.ts';

/** One sheet as the entrant sees it: points and words, nobody's name. */
export interface SheetShown {
  comment: string;
  abstained: boolean;
  points: (number | null)[];
}
export interface Feedback {
  publishedAt: string;
  rank: number | null;
  score: number | null;
  se: number | null;
  of: number;
  prize: string | null;
  criteria: { title: string; maxScore: number; weight: number }[];
  rounds: { kind: 'PRELIMINARY' | 'FINAL'; sheets: SheetShown[] }[];
  appealUntil: string;
  appeal: { words: string; raisedAt: string; answer: string | null; outcome: AppealOutcome | null; answeredAt: string | null } | null;
}

/** What an entry came to, once the results are out; undefined before. */
export async function readFeedback(db: Db, entry: { id: string; contestId: string }, today: Day): Promise<Feedback | undefined> {
  const publication = await findPublication(db, entry.contestId);
  if (!publication) return undefined;
  const line = publication.standing.find(({ entryId }) => entryId === entry.id);
  const criteria = await listCriteria(db, entry.contestId);
  const rounds = [];
  for (const round of await listRounds(db, entry.contestId)) rounds.push({ kind: round.kind, sheets: await sheetsOf(db, round.id, entry.id, criteria.map(({ id }) => id)) });
  const appeal = await db.selectFrom('result_appeal').select(['words', 'raised_at as raisedAt', 'answer', 'outcome', 'answered_at as answeredAt']).where('entry_id', '=', entry.id).where('version', '=', publication.version).executeTakeFirst();
  return {
    publishedAt: publication.publishedAt, rank: line?.rank ?? null, score: line?.score ?? null, se: line?.se ?? null, of: publication.standing.length, prize: line?.prizeTitle ?? null,
    criteria: criteria.map(({ title, maxScore, weight }) => ({ title, maxScore, weight })),
    rounds: rounds.filter(({ sheets }) => sheets.length > 0),
    appealUntil: appealEnds(publication.publishedAt, await readSetting(db, appealDays, today)),
    appeal: appeal ? { ...appeal, outcome: appeal.outcome as AppealOutcome | null } : null,
  };
}

/** In the order of the points, so that neither the invitation nor the time of writing tells who it was. */
async function sheetsOf(db: Db, roundId: string, entryId: string, criteria: readonly string[]): Promise<SheetShown[]> {
  const sheets = await db
    .selectFrom('review_assignment as a')
    .innerJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['a.id', 's.comment', 's.abstained_reason'])
    .where('a.round_id', '=', roundId)
    .where('a.entry_id', '=', entryId)
    .where('a.released_at', 'is', null)
    .where('s.locked_at', 'is not', null)
    .execute();
  if (sheets.length === 0) return [];
  const scores = await db.selectFrom('score').select(['assignment_id', 'criterion_id', 'value']).where('assignment_id', 'in', sheets.map(({ id }) => id)).execute();
  const valueOf = new Map(scores.map((row) => [`${row.assignment_id} ${row.criterion_id}`, row.value]));
  const shown = sheets.map((sheet) => ({ comment: sheet.comment, abstained: sheet.abstained_reason !== null, points: criteria.map((id) => (sheet.abstained_reason === null ? (valueOf.get(`${sheet.id} ${id}`) ?? null) : null)) }));
  const sum = ({ points }: SheetShown) => points.reduce<number>((total, value) => total + (value ?? 0), 0);
  return shown.toSorted((a, b) => sum(b) - sum(a) || (a.comment < b.comment ? -1 : 1));
}
