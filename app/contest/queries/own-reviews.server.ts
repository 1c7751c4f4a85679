import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { isInTime } from '../rules/deadline.ts';
import { sheetState, type Criterion, type SheetState } from '../rules/score-sheet.ts';
import { judgeState, type JudgeState } from './judges.server.ts';
import { getJudgingContest, listTracks, type Track } from './judging-contest.server.ts';
import { duelProgress, type DuelProgress } from './own-duels.server.ts';

export interface OwnReview {
  id: string;
  label: string;
  track: string | null;
  state: SheetState;
  /** The last second of a review that was added late; null where the contest's counts. */
  dueAt: Instant | null;
}
export interface OwnContest {
  judgeId: string;
  title: string;
  state: JudgeState;
  hasDeclared: boolean;
  scoringEnds: Instant | null;
  /** It is only read. */
  isClosed: boolean;
  reviews: OwnReview[];
  duels: DuelProgress;
}

/** The contests that somebody judges, with the own reviews; nothing that says who entered or who else judges. */
export async function listOwnContests(db: Db, userId: string): Promise<OwnContest[]> {
  const judges = await db.selectFrom('judge as j').innerJoin('contest as c', 'c.id', 'j.contest_id').selectAll('j').select('c.title').where('j.user_id', '=', userId).where('j.removed_at', 'is', null).orderBy('j.invited_at', 'desc').orderBy('j.id').execute();
  return Promise.all(
    judges.map(async (judge) => {
      const contest = await getJudgingContest(db, judge.contest_id);
      return { judgeId: judge.id, title: judge.title, state: judgeState(judge), hasDeclared: judge.declared_at !== null, scoringEnds: contest.scoringEnds, isClosed: contest.closedAt !== null, reviews: await ownReviews(db, judge.id), duels: await duelProgress(db, judge.id) };
    }),
  );
}

/** Whether somebody was asked to judge, in any contest. */
export async function isJudge(db: Db, userId: string): Promise<boolean> {
  return (await db.selectFrom('judge').select('id').where('user_id', '=', userId).where('removed_at', 'is', null).limit(1).executeTakeFirst()) !== undefined;
}

async function ownReviews(db: Db, judgeId: string): Promise<OwnReview[]> {
  const rows = await db
    .selectFrom('review_assignment as a')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .leftJoin('contest_track as t', 't.id', 'e.track_id')
    .leftJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['a.id', 'a.label', 'a.due_at', 't.title as track', 's.locked_at', 's.abstained_reason', 's.revision'])
    .where('a.judge_id', '=', judgeId)
    .where('a.released_at', 'is', null)
    .orderBy('a.label')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ id: row.id, label: row.label, track: row.track, state: sheetState(row.revision === null ? null : { lockedAt: row.locked_at, abstainedReason: row.abstained_reason }), dueAt: row.due_at }));
}

export interface Seat {
  id: string;
  contestId: string;
  title: string;
  state: JudgeState;
  maxReviews: number;
  answeredAt: Instant | null;
  declaredAt: Instant | null;
  tracks: Track[];
  wished: string[];
  declared: { name: string; reason: string }[];
  /** The entries have been given out: the answer and the limit stand. */
  isAssigned: boolean;
}

/** The own seat in a jury. @throws AppError not-found for anybody else's */
export async function getSeat(db: Db, userId: string, judgeId: string): Promise<Seat> {
  const row = await db.selectFrom('judge as j').innerJoin('contest as c', 'c.id', 'j.contest_id').leftJoin('review_round as r', (join) => join.onRef('r.contest_id', '=', 'c.id').on('r.kind', '=', 'PRELIMINARY')).selectAll('j').select(['c.title', 'r.id as round_id']).where('j.id', '=', judgeId).where('j.user_id', '=', userId).where('j.removed_at', 'is', null).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const wished = await db.selectFrom('judge_preference').select('track_id').where('judge_id', '=', judgeId).execute();
  const declared = await db.selectFrom('declared_tie').select(['name', 'reason']).where('judge_id', '=', judgeId).orderBy('declared_at').orderBy('id').execute();
  return { id: row.id, contestId: row.contest_id, title: row.title, state: judgeState(row), maxReviews: row.max_reviews, answeredAt: row.declined_at ?? row.accepted_at, declaredAt: row.declared_at, tracks: await listTracks(db, row.contest_id), wished: wished.map((wish) => wish.track_id), declared, isAssigned: row.round_id !== null };
}

export interface OwnSheet {
  revision: number;
  comment: string;
  note: string;
  confidence: number | null;
  abstainedReason: string | null;
  savedAt: Instant | null;
  lockedAt: Instant | null;
  scores: { criterionId: string; value: number; reason: string }[];
}
export interface ReviewDesk {
  id: string;
  label: string;
  judgeId: string;
  entryId: string;
  contestId: string;
  contestTitle: string;
  track: string | null;
  isBlind: boolean;
  scoringEnds: Instant | null;
  isOver: boolean;
  /** The contest is only read. */
  isClosed: boolean;
  criteria: Criterion[];
  sheet: OwnSheet;
}

/** One review for the judge who has it. @throws AppError not-found for anybody else, and once it was released */
export async function getReviewDesk(db: Db, userId: string, assignmentId: string, at: Instant): Promise<ReviewDesk> {
  const row = await db
    .selectFrom('review_assignment as a')
    .innerJoin('judge as j', 'j.id', 'a.judge_id')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .leftJoin('contest_track as t', 't.id', 'e.track_id')
    .select(['a.id', 'a.label', 'a.judge_id', 'a.entry_id', 'a.due_at', 'e.contest_id', 't.title as track'])
    .where('a.id', '=', assignmentId)
    .where('j.user_id', '=', userId)
    .where('a.released_at', 'is', null)
    .where('j.removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const contest = await getJudgingContest(db, row.contest_id);
  const scoringEnds = row.due_at ?? contest.scoringEnds;
  return { id: row.id, label: row.label, judgeId: row.judge_id, entryId: row.entry_id, contestId: contest.id, contestTitle: contest.title, track: row.track, isBlind: contest.isBlind && contest.unblindedAt === null, scoringEnds, isOver: contest.closedAt !== null || isOver(scoringEnds, at), isClosed: contest.closedAt !== null, criteria: await listCriteria(db, contest.id), sheet: await ownSheet(db, row.id) };
}

const isOver = (ends: Instant | null, at: Instant): boolean => ends !== null && !isInTime(at, { announced: ends, extensions: [], graceSeconds: 0 });

async function listCriteria(db: Db, contestId: string): Promise<Criterion[]> {
  const rows = await db.selectFrom('criterion').selectAll().where('contest_id', '=', contestId).orderBy('position').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, title: row.title, weight: row.weight, maxScore: row.max_score, anchors: anchorsOf(row.anchors) }));
}

/** Anchors are kept as a list of sentences. */
function anchorsOf(stored: string): string[] {
  const anchors: unknown = JSON.parse(stored);
  return Array.isArray(anchors) ? anchors.map((anchor) => (typeof anchor === 'string' ? anchor : Object.values(anchor as object).join(': '))) : [];
}

async function ownSheet(db: Db, assignmentId: string): Promise<OwnSheet> {
  const row = await db.selectFrom('score_sheet').selectAll().where('assignment_id', '=', assignmentId).executeTakeFirst();
  const scores = await db.selectFrom('score').select(['criterion_id as criterionId', 'value', 'reason']).where('assignment_id', '=', assignmentId).execute();
  return { revision: row?.revision ?? 0, comment: row?.comment ?? '', note: row?.note_to_organiser ?? '', confidence: row?.confidence ?? null, abstainedReason: row?.abstained_reason ?? null, savedAt: row?.saved_at ?? null, lockedAt: row?.locked_at ?? null, scores };
}
