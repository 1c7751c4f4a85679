import { createHash } from 'node:crypto';
import type { Db } from '../../../db/client.ts';
import { assignReviews, type AssignmentPlan, type JudgeAtHand } from '../rules/assign-reviews.ts';
import type { JudgingContest } from './judging-contest.server.ts';
import { tiesOf } from './parties.server.ts';
import { eligibleIds } from './screening.server.ts';

export interface Planned {
  plan: AssignmentPlan;
  seed: number;
  /** What the organiser has seen: a plan that has changed in the meantime is not the one that was confirmed. */
  fingerprint: string;
  entries: number;
  /** Handed in, but not found eligible yet. */
  unscreened: number;
  judges: number;
}

/** Gives the eligible entries to the judges who accepted. The same seed and rows give the same plan. */
export async function planAssignment(db: Db, contest: JudgingContest, seed: number): Promise<Planned> {
  const handedIn = await db.selectFrom('entry').select(['id', 'track_id as trackId']).where('contest_id', '=', contest.id).where('submitted_at', 'is not', null).where('withdrawn_at', 'is', null).execute();
  const eligible = await eligibleIds(db, contest.id);
  const entries = handedIn.filter(({ id }) => eligible.has(id));
  const { judges, conflicts } = await judgesAtHand(db, contest);
  const plan = assignReviews({ entries, judges, conflicts, reviewsPerEntry: contest.reviewsPerEntry, seed });
  const fingerprint = createHash('sha256').update(JSON.stringify([seed, plan.reviews])).digest('hex');
  return { plan, seed, fingerprint, entries: entries.length, unscreened: handedIn.length - entries.length, judges: judges.length };
}

/** Judges who accepted, with everything that keeps them from entries. */
export async function judgesAtHand(db: Db, contest: JudgingContest): Promise<{ judges: JudgeAtHand[]; conflicts: { judgeId: string; entryId: string }[] }> {
  const rows = await db.selectFrom('judge as j').innerJoin('user_account as u', 'u.id', 'j.user_id').select(['j.id', 'j.user_id', 'j.max_reviews', 'j.employer', 'u.full_name', 'u.email']).where('j.contest_id', '=', contest.id).where('j.accepted_at', 'is not', null).where('j.declined_at', 'is', null).where('j.removed_at', 'is', null).where('u.disabled_at', 'is', null).execute();
  const wishes = Map.groupBy(await db.selectFrom('judge_preference as p').innerJoin('judge as j', 'j.id', 'p.judge_id').select(['p.judge_id', 'p.track_id']).where('j.contest_id', '=', contest.id).execute(), (wish) => wish.judge_id);
  const named = Map.groupBy(await db.selectFrom('declared_tie as d').innerJoin('judge as j', 'j.id', 'd.judge_id').select(['d.judge_id', 'd.name']).where('j.contest_id', '=', contest.id).execute(), (tie) => tie.judge_id);
  const pinned = await db.selectFrom('conflict_of_interest as c').innerJoin('judge as j', 'j.id', 'c.judge_id').select(['c.judge_id as judgeId', 'c.entry_id as entryId']).where('j.contest_id', '=', contest.id).execute();
  // Entries may have come, teams may have grown since the ties were pinned.
  const found = await tiesOf(db, contest, rows.map((row) => ({ userId: row.user_id, fullName: row.full_name, email: row.email, employer: row.employer, named: (named.get(row.id) ?? []).map((tie) => tie.name) })));
  const fresh = found.flatMap((ties, at) => ties.map(({ entryId }) => ({ judgeId: rows[at]?.id ?? '', entryId })));
  return { judges: rows.map((row) => ({ id: row.id, maxReviews: row.max_reviews, tracks: (wishes.get(row.id) ?? []).map((wish) => wish.track_id) })), conflicts: [...pinned, ...fresh] };
}

export interface Round {
  id: string;
  assignedAt: string;
  committedAt: string | null;
}

/** The round of blind judging; undefined until the entries have been given out. */
export async function findRound(db: Db, contestId: string): Promise<Round | undefined> {
  return db.selectFrom('review_round').select(['id', 'assigned_at as assignedAt', 'committed_at as committedAt']).where('contest_id', '=', contestId).where('kind', '=', 'PRELIMINARY').executeTakeFirst();
}

export interface ReviewRow {
  id: string;
  entryId: string;
  number: string;
  title: string;
  label: string;
  judgeId: string;
  judgeName: string;
  lockedAt: string | null;
  isAbstained: boolean;
  hasBegun: boolean;
  /** A tie turned up after the entry was given out. */
  isTied: boolean;
}

/** Who reads what, for the organiser: never a score. */
export async function listReviews(db: Db, roundId: string): Promise<ReviewRow[]> {
  const rows = await db
    .selectFrom('review_assignment as a')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .innerJoin('judge as j', 'j.id', 'a.judge_id')
    .innerJoin('user_account as u', 'u.id', 'j.user_id')
    .leftJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['a.id', 'a.entry_id', 'a.label', 'a.judge_id', 'e.number', 'e.title', 'u.full_name', 's.locked_at', 's.abstained_reason', 's.saved_at'])
    .select((eb) => eb.selectFrom('conflict_of_interest as c').whereRef('c.judge_id', '=', 'a.judge_id').whereRef('c.entry_id', '=', 'a.entry_id').select((one) => one.fn.countAll<number>().as('n')).as('ties'))
    .where('a.round_id', '=', roundId)
    .where('a.released_at', 'is', null)
    .orderBy('e.number')
    .orderBy('u.sort_key')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ id: row.id, entryId: row.entry_id, number: row.number, title: row.title, label: row.label, judgeId: row.judge_id, judgeName: row.full_name, lockedAt: row.locked_at, isAbstained: row.abstained_reason !== null, hasBegun: row.saved_at !== null, isTied: Number(row.ties) > 0 }));
}

export interface Replacement {
  id: string;
  fullName: string;
  reviews: number;
  maxReviews: number;
}

/** Judges who may take over a review: without a tie to the entry, not reading it yet, with room left; the least busy first. */
export async function listReplacements(db: Db, contestId: string, roundId: string, entryId: string): Promise<Replacement[]> {
  const rows = await db
    .selectFrom('judge as j')
    .innerJoin('user_account as u', 'u.id', 'j.user_id')
    .select(['j.id', 'u.full_name', 'j.max_reviews'])
    .select((eb) => eb.selectFrom('review_assignment as a').whereRef('a.judge_id', '=', 'j.id').where('a.round_id', '=', roundId).where('a.released_at', 'is', null).select((one) => one.fn.countAll<number>().as('n')).as('reviews'))
    .where('j.contest_id', '=', contestId)
    .where('j.accepted_at', 'is not', null)
    .where('j.declined_at', 'is', null)
    .where('j.removed_at', 'is', null)
    .where('u.disabled_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('conflict_of_interest as c').whereRef('c.judge_id', '=', 'j.id').where('c.entry_id', '=', entryId).select('c.id'))))
    .where((where) => where.not(where.exists(where.selectFrom('review_assignment as a').whereRef('a.judge_id', '=', 'j.id').where('a.round_id', '=', roundId).where('a.entry_id', '=', entryId).select('a.id'))))
    .orderBy('u.sort_key')
    .orderBy('j.id')
    .execute();
  return rows.map((row) => ({ id: row.id, fullName: row.full_name, reviews: Number(row.reviews), maxReviews: row.max_reviews })).filter((judge) => judge.reviews < judge.maxReviews).toSorted((a, b) => a.reviews - b.reviews);
}
