import type { Db, Tx } from '../../db/client.ts';
import type { ContestTerms, PairReasons, PublicVote } from './rules/terms.ts';

/** What a contest promises beside its timetable. */
export async function readTerms(handle: Db | Tx, contestId: string): Promise<ContestTerms> {
  return termsOf(await handle.selectFrom('contest').select(['late_upload_minutes', 'public_vote', 'pair_reasons']).where('id', '=', contestId).executeTakeFirstOrThrow());
}

export function termsOf(row: { late_upload_minutes: number; public_vote: string; pair_reasons: string }): ContestTerms {
  return { lateUploadMinutes: row.late_upload_minutes, publicVote: row.public_vote as PublicVote, pairReasons: row.pair_reasons as PairReasons };
}
