import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { judgesMessages } from '../messages/judges.ts';

/** A contest as screening and judging need it. */
export interface JudgingContest {
  id: string;
  slug: string;
  title: string;
  /** Who may take part, as the call says it. */
  eligibility: string;
  isBlind: boolean;
  reviewsPerEntry: number;
  createdAt: Instant;
  /** The last second for score sheets; null while the timetable has none. */
  scoringEnds: Instant | null;
  /** From then on it is only read. */
  closedAt: Instant | null;
  /** When identities may be seen beside scores. */
  unblindedAt: Instant | null;
}

/** The contest of an address. @throws AppError not-found */
export async function getJudgingContest(db: Db, id: string): Promise<JudgingContest> {
  const row = await contests(db).where('c.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return contestOf(row);
}

/** The contest of an address for its desk. A role may come after the seat: while identities are closed, whoever judges sees nothing of the desk. @throws AppError not-found, forbidden */
export async function getDeskContest(db: Db, actor: Actor, id: string): Promise<JudgingContest> {
  const contest = await getJudgingContest(db, id);
  const seat = contest.unblindedAt ? undefined : await db.selectFrom('judge').select('id').where('contest_id', '=', id).where('user_id', '=', actor.id).where('declined_at', 'is', null).where('removed_at', 'is', null).executeTakeFirst();
  if (seat) throw new AppError('forbidden', judgesMessages.both('fault.judge-at-desk'));
  return contest;
}

/** The contests in whose jury somebody sits while identities are closed. */
export async function listContestsJudged(db: Db, userId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('judge as j')
    .leftJoin('review_round as r', (join) => join.onRef('r.contest_id', '=', 'j.contest_id').on('r.kind', '=', 'PRELIMINARY'))
    .select('j.contest_id')
    .where('j.user_id', '=', userId)
    .where('j.declined_at', 'is', null)
    .where('j.removed_at', 'is', null)
    .where('r.unblinded_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.contest_id));
}

function contests(db: Db) {
  return db
    .selectFrom('contest as c')
    .leftJoin('contest_moment as m', (join) => join.onRef('m.contest_id', '=', 'c.id').on('m.kind', '=', 'SCORING_ENDS'))
    .leftJoin('review_round as r', (join) => join.onRef('r.contest_id', '=', 'c.id').on('r.kind', '=', 'PRELIMINARY'))
    .select(['c.id', 'c.slug', 'c.title', 'c.eligibility', 'c.blind', 'c.reviews_per_entry', 'c.created_at', 'c.closed_at', 'm.at as scoringEnds', 'r.unblinded_at']);
}

interface Row {
  id: string;
  slug: string;
  title: string;
  eligibility: string;
  blind: number;
  reviews_per_entry: number;
  created_at: string;
  closed_at: string | null;
  scoringEnds: string | null;
  unblinded_at: string | null;
}

const contestOf = (row: Row): JudgingContest => ({ id: row.id, slug: row.slug, title: row.title, eligibility: row.eligibility, isBlind: row.blind === 1, reviewsPerEntry: row.reviews_per_entry, createdAt: row.created_at, scoringEnds: row.scoringEnds, closedAt: row.closed_at, unblindedAt: row.unblinded_at });

export interface Track {
  id: string;
  title: string;
}

export async function listTracks(db: Db, contestId: string): Promise<Track[]> {
  return db.selectFrom('contest_track').select(['id', 'title']).where('contest_id', '=', contestId).orderBy('position').orderBy('id').execute();
}
