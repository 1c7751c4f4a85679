import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { resultsMessages } from '../messages/results.ts';
import { listCriteria, listRounds } from './contest-round.server.ts';
import { getDeskContest } from './judging-contest.server.ts';
import { teamOf } from './own-entry.server.ts';
import { listPairWords, type PairWords } from './pair-words.server.ts';
import { canAwardPrizes } from '../policy.ts';

/** One locked sheet with everything that its judge wrote; never who it was. */
export interface SheetWords {
  comment: string;
  abstained: boolean;
  abstainedReason: string;
  /** By criterion, in the order of the rubric. */
  points: (number | null)[];
  reasons: string[];
  confidence: number | null;
  note: string;
}

/** In the order of the points, so that neither the invitation nor the time of writing tells who it was. */
export async function listSheetWords(db: Db, roundId: string, entryId: string, criteria: readonly string[]): Promise<SheetWords[]> {
  const sheets = await db
    .selectFrom('review_assignment as a')
    .innerJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['a.id', 's.comment', 's.abstained_reason', 's.confidence', 's.note_to_organiser'])
    .where('a.round_id', '=', roundId)
    .where('a.entry_id', '=', entryId)
    .where('a.released_at', 'is', null)
    .where('s.locked_at', 'is not', null)
    .execute();
  if (sheets.length === 0) return [];
  const scores = await db.selectFrom('score').select(['assignment_id', 'criterion_id', 'value', 'reason']).where('assignment_id', 'in', sheets.map(({ id }) => id)).execute();
  const scoreOf = new Map(scores.map((row) => [`${row.assignment_id} ${row.criterion_id}`, row]));
  const shown = sheets.map(({ id, comment, abstained_reason, confidence, note_to_organiser: note }): SheetWords => {
    const own = criteria.map((criterion) => (abstained_reason === null ? scoreOf.get(`${id} ${criterion}`) : undefined));
    return { comment, abstained: abstained_reason !== null, abstainedReason: abstained_reason ?? '', points: own.map((score) => score?.value ?? null), reasons: own.map((score) => score?.reason ?? ''), confidence, note };
  });
  const sum = ({ points }: SheetWords) => points.reduce<number>((total, value) => total + (value ?? 0), 0);
  return shown.toSorted((a, b) => sum(b) - sum(a) || (a.comment < b.comment ? -1 : 1));
}

export interface EntrySheets {
  contest: { id: string; title: string };
  number: string;
  criteria: { title: string; maxScore: number }[];
  sheets: SheetWords[];
  /** Of a finalist, once the final is committed. */
  pairs: PairWords[];
}

/** What the judges wrote about an entry, in the first round and in the pairs of the final, for whoever decides or publishes; an inspector gets the pairs alone. @throws forbidden for judges of a contest whose identities are closed and for the entry's own team, conflict before the commitment, not-found for an entry of no such round */
export async function readEntrySheets(db: Db, actor: Actor, contestId: string, entryId: string): Promise<EntrySheets> {
  const contest = await getDeskContest(db, actor, contestId);
  if ((await teamOf(db, entryId)).includes(actor.id)) throw new AppError('forbidden', resultsMessages.both('fault.own-entry'));
  const [readsSheets, pairs] = [canAwardPrizes(actor), await listPairWords(db, contestId, entryId, actor.id)];
  if (!readsSheets && pairs.length === 0) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const round = (await listRounds(db, contestId)).find(({ kind }) => kind === 'PRELIMINARY');
  if (!round?.commitment) throw new AppError('conflict', resultsMessages.both('fault.not-committed'));
  const entry = await db.selectFrom('entry').select('number').where('id', '=', entryId).where('contest_id', '=', contestId).executeTakeFirst();
  const criteria = await listCriteria(db, contestId);
  const sheets = entry ? await listSheetWords(db, round.id, entryId, criteria.map(({ id }) => id)) : [];
  if (!entry || sheets.length === 0) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { contest: { id: contest.id, title: contest.title }, number: entry.number, criteria: criteria.map(({ title, maxScore }) => ({ title, maxScore })), sheets: readsSheets ? sheets : [], pairs };
}
