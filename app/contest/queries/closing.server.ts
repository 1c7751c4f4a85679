import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { appealDays, appealEnds } from '../rules/appeal.ts';
import { listAppeals } from './appeals.server.ts';
import { findPublication } from './publications.server.ts';
import { findVote, isVoteOpen } from './vote.server.ts';

/** What people may still do about results, or are owed: as long as one of these stands, closing would take it from them. */
export interface OpenEnds {
  appeals: number;
  /** Upheld, with the results that they object to still standing. */
  upheld: number;
  /** The last moment of objections; null once it has passed. */
  windowUntil: Instant | null;
  /** Published prizes, none of which is recorded as awarded. */
  unawarded: number;
  voteUntil: Instant | null;
}
export interface Closing {
  /** Without published results closing is calling off. */
  hasResults: boolean;
  open: OpenEnds;
}

export async function readClosing(db: Db, contestId: string, { at, today }: { at: Instant; today: Day }): Promise<Closing> {
  const publication = await findPublication(db, contestId);
  const vote = await findVote(db, contestId);
  const appeals = publication ? await listAppeals(db, contestId) : [];
  const until = publication ? appealEnds(publication.publishedAt, await readSetting(db, appealDays, today)) : at;
  return {
    hasResults: publication !== undefined,
    open: {
      appeals: appeals.filter(({ answeredAt }) => answeredAt === null).length,
      upheld: appeals.filter(({ outcome, version }) => outcome === 'UPHELD' && version === publication?.version).length,
      windowUntil: at < until ? until : null,
      unawarded: publication && publication.awardedAt === null ? publication.standing.filter(({ prizeId }) => prizeId !== null).length : 0,
      voteUntil: publication && vote && isVoteOpen(vote, at) ? vote.closesAt : null,
    },
  };
}
