import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { isInTime } from '../rules/deadline.ts';
import { entryNeeds, fewestReviews, groupAround, linkedJudges, mostExtra, proposeJudges, type FreeJudge, type Need } from '../rules/extra-review.ts';
import type { OpenScreening } from '../rules/screening-state.ts';
import { findRound, judgesAtHand, type Round } from './assignment.server.ts';
import { getContestHead } from './contest-round.server.ts';
import { getDeskContest, type JudgingContest } from './judging-contest.server.ts';
import { countLateScreening, listLateEntries } from './late-entries.server.ts';
import { demandUntied } from './organiser-ties.server.ts';
import { readStanding } from './standing.server.ts';

/** An entry of a round with how many judge it; released reviews and abstentions count as none. */
export interface CountedEntry {
  entryId: string;
  number: string;
  trackId: string | null;
  label: string;
  /** Withdrawn or erased: it needs nothing, but links its judges. */
  isGone: boolean;
  judges: string[];
  locked: number;
  /** Everybody who has or had it, so that nobody gets it twice. */
  seenBy: string[];
  excuse: string | null;
  /** Eligible, but given to nobody so far: without a label. */
  isLate: boolean;
}

/** The entries of a round by number, whatever became of their reviews, with those that belong to it and came late. */
export async function listCountedEntries(db: Db, roundId: string): Promise<CountedEntry[]> {
  const given = await listGivenEntries(db, roundId);
  const late = await listLateEntries(db, roundId);
  if (late.length === 0) return given;
  const excuses = new Map((await db.selectFrom('review_excuse').select(['entry_id', 'reason']).where('round_id', '=', roundId).execute()).map((row) => [row.entry_id, row.reason]));
  const added = late.map(({ id, number, trackId }): CountedEntry => ({ entryId: id, number, trackId, label: '', isGone: false, judges: [], locked: 0, seenBy: [], excuse: excuses.get(id) ?? null, isLate: true }));
  return [...given, ...added].toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

async function listGivenEntries(db: Db, roundId: string): Promise<CountedEntry[]> {
  const rows = await db
    .selectFrom('review_assignment as a')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .leftJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .leftJoin('review_excuse as x', (join) => join.onRef('x.entry_id', '=', 'a.entry_id').onRef('x.round_id', '=', 'a.round_id'))
    .select(['a.entry_id', 'a.judge_id', 'a.label', 'a.released_at', 'e.number', 'e.track_id', 'e.withdrawn_at', 'e.erased_at', 's.locked_at', 's.abstained_reason', 'x.reason'])
    .where('a.round_id', '=', roundId)
    .orderBy('e.number')
    .orderBy('a.id')
    .execute();
  return [...Map.groupBy(rows, (row) => row.entry_id)].map(([entryId, own]): CountedEntry => {
    const [first] = own as [(typeof own)[number]];
    const counting = own.filter((row) => row.released_at === null && row.abstained_reason === null);
    return { entryId, number: first.number, trackId: first.track_id, label: first.label, isGone: Boolean(first.withdrawn_at || first.erased_at), judges: counting.map((row) => row.judge_id), locked: counting.filter((row) => row.locked_at !== null).length, seenBy: own.map((row) => row.judge_id), excuse: first.reason, isLate: false };
  });
}

/** Numbers of the entries that have too few scores for a commitment and no reason for it. */
export async function listThinEntries(db: Db, roundId: string): Promise<string[]> {
  return (await listCountedEntries(db, roundId)).filter(({ isGone, locked, excuse }) => !isGone && locked < fewestReviews && excuse === null).map(({ number }) => number);
}

export interface NeedShown {
  entryId: string;
  number: string;
  label: string;
  have: number;
  locked: number;
  needs: Need[];
  /** How many reviews the contest promises. */
  wanted: number;
  /** Who may take it, whoever is proposed first. */
  judges: { id: string; fullName: string; load: number; maxReviews: number }[];
  excuse: string | null;
}

/** The entries of a round that lack something, by number: the order says nothing of their places. */
export async function listReviewNeeds(db: Db, contest: JudgingContest, round: Round): Promise<NeedShown[]> {
  const entries = await listCountedEntries(db, round.id);
  const { judges, conflicts } = await judgesAtHand(db, contest);
  const names = new Map((await db.selectFrom('judge as j').innerJoin('user_account as u', 'u.id', 'j.user_id').select(['j.id', 'u.full_name']).where('j.contest_id', '=', contest.id).execute()).map((row) => [row.id, row.full_name]));
  const loads = Map.groupBy(await db.selectFrom('review_assignment').select('judge_id').where('round_id', '=', round.id).where('released_at', 'is', null).execute(), (row) => row.judge_id);
  const barred = new Set(conflicts.map((one) => `${one.judgeId} ${one.entryId}`));
  const atHand = judges.map((judge): FreeJudge => ({ ...judge, load: loads.get(judge.id)?.length ?? 0 }));
  const linked = linkedJudges(entries);
  const needs = entryNeeds(entries, { wanted: contest.reviewsPerEntry, nearCut: await nearCut(db, contest) });
  return entries.flatMap((entry, at): NeedShown[] => {
    const own = needs[at]?.needs ?? [];
    if (entry.isGone || own.length === 0) return [];
    const free = atHand.filter(({ id }) => !entry.seenBy.includes(id) && !barred.has(`${id} ${entry.entryId}`));
    const linkless = new Set([...groupAround(entry, entries), ...free.filter(({ id }) => !linked.has(id)).map(({ id }) => id)]);
    const proposed = proposeJudges({ trackId: entry.trackId, needs: own }, free, linkless);
    return [{ entryId: entry.entryId, number: entry.number, label: entry.label, have: entry.judges.length, locked: entry.locked, wanted: contest.reviewsPerEntry, needs: own, excuse: entry.excuse, judges: proposed.map(({ id, load, maxReviews }) => ({ id, fullName: names.get(id) ?? '', load, maxReviews })) }];
  });
}

/** Entries whose band crosses the border of the prizes: known only while every sheet is locked, and only until it is too late to do something about it. */
async function nearCut(db: Db, contest: JudgingContest): Promise<Set<string>> {
  const view = await readStanding(db, await getContestHead(db, contest.id));
  if (view.state !== 'READY' || view.round.commitment) return new Set();
  return new Set(view.standing.lines.filter(({ crossesCut, sheets }) => crossesCut && sheets < contest.reviewsPerEntry + mostExtra).map(({ entry }) => entry));
}

export interface ReviewNeeds {
  contest: JudgingContest;
  /** Nothing given out yet, reviews may change, or the commitment is public. */
  state: 'NONE' | 'OPEN' | 'COMMITTED';
  /** Judging has ended: a further review needs a day of its own. */
  isOver: boolean;
  rows: NeedShown[];
  /** What screening has still to say about entries that came late; null before the round and after its commitment. */
  screening: OpenScreening | null;
}

/** What the organiser sees before the commitment. @throws AppError forbidden for judges, and for organisers with a tie to an entry */
export async function readReviewNeeds(db: Db, actor: Actor, contestId: string, { at, today }: { at: Instant; today: Day }): Promise<ReviewNeeds> {
  const contest = await getDeskContest(db, actor, contestId);
  await demandUntied(db, contest, actor);
  const round = await findRound(db, contest.id);
  const state = !round ? 'NONE' : round.committedAt === null ? 'OPEN' : 'COMMITTED';
  return { contest, state, isOver: isScoringOver(contest, at), rows: round && state === 'OPEN' ? await listReviewNeeds(db, contest, round) : [], screening: round && state === 'OPEN' ? await countLateScreening(db, contest.id, round.id, today) : null };
}

export const isScoringOver = ({ scoringEnds }: JudgingContest, at: Instant): boolean => scoringEnds !== null && !isInTime(at, { announced: scoringEnds, extensions: [], graceSeconds: 0 });
