import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { appealDays, appealEnds, type AppealOutcome } from '../rules/appeal.ts';
import { listCriteria, listRounds } from './contest-round.server.ts';
import { maskIdentities } from '../rules/mask-identities.ts';
import { feedbackMessages } from '../messages/feedback.ts';
import { juryNames, listPairReasons, type PairReason } from './pair-reasons.server.ts';
import { findPublication } from './publications.server.ts';
import { listSheetWords, type SheetWords } from './sheet-words.server.ts';

/** One sheet as the entrant sees it: points and words, nobody's name. */
export interface SheetShown {
  comment: string;
  abstained: boolean;
  points: (number | null)[];
  /** Why these points, by criterion; empty where nothing was said. */
  reasons: string[];
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
  /** Of a finalist, where the terms give her team the judges' reasons; null where they do not, and for whoever was in no final. */
  pairs: PairReason[] | null;
  appealUntil: string;
  appeal: { words: string; raisedAt: string; answer: string | null; outcome: AppealOutcome | null; answeredAt: string | null } | null;
}

/** What an entry came to, once the results are out; undefined before. */
export async function readFeedback(db: Db, entry: { id: string; contestId: string }, today: Day): Promise<Feedback | undefined> {
  const publication = await findPublication(db, entry.contestId);
  if (!publication) return undefined;
  const line = publication.standing.find(({ entryId }) => entryId === entry.id);
  const criteria = await listCriteria(db, entry.contestId);
  const jury = await juryNames(db, entry.contestId);
  const rounds = [];
  for (const round of await listRounds(db, entry.contestId)) rounds.push({ kind: round.kind, sheets: (await listSheetWords(db, round.id, entry.id, criteria.map(({ id }) => id))).map((sheet) => forEntrant(sheet, jury)) });
  const appeal = await db.selectFrom('result_appeal').select(['words', 'raised_at as raisedAt', 'answer', 'outcome', 'answered_at as answeredAt']).where('entry_id', '=', entry.id).where('version', '=', publication.version).executeTakeFirst();
  return {
    publishedAt: publication.publishedAt, rank: line?.rank ?? null, score: line?.score ?? null, se: line?.se ?? null, of: publication.standing.length, prize: line?.prizeTitle ?? null,
    criteria: criteria.map(({ title, maxScore, weight }) => ({ title, maxScore, weight })),
    rounds: rounds.filter(({ sheets }) => sheets.length > 0),
    pairs: await listPairReasons(db, entry.contestId, entry.id),
    appealUntil: appealEnds(publication.publishedAt, await readSetting(db, appealDays, today)),
    appeal: appeal ? { ...appeal, outcome: appeal.outcome as AppealOutcome | null } : null,
  };
}

/** Judges are never named, not even by themselves. */
function forEntrant({ comment, abstained, points, reasons }: SheetWords, jury: readonly string[]): SheetShown {
  const masked = (text: string) => maskIdentities(text, { names: jury, organisations: [] }, feedbackMessages.both('mask.hidden').vi);
  return { comment: masked(comment), abstained, points, reasons: reasons.map(masked) };
}
