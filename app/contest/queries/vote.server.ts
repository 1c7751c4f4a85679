import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { readTerms } from '../contest-terms.server.ts';
import { isInTime } from '../rules/deadline.ts';
import { anomaliesOf, rankedByVotes, type Anomaly, type Turnout, type VoteRefusal, type VoteReport } from '../rules/vote.ts';
import { getPublicContest, type ContestHead } from './contest-round.server.ts';
import { shownEntries, type Winner } from './gallery.server.ts';
import { findPublication } from './publications.server.ts';

export interface Vote {
  opensAt: Instant;
  closesAt: Instant;
  closedAt: Instant | null;
  rollKey: string | null;
  report: string | null;
}

export async function findVote(db: Db, contestId: string): Promise<Vote | undefined> {
  return db.selectFrom('public_vote').select(['opens_at as opensAt', 'closes_at as closesAt', 'closed_at as closedAt', 'roll_key as rollKey', 'report']).where('contest_id', '=', contestId).executeTakeFirst();
}

/** The announced second still counts, as everywhere in a contest. */
export const isVoteOpen = (vote: Pick<Vote, 'closesAt' | 'closedAt'>, at: Instant): boolean => vote.closedAt === null && isInTime(at, { announced: vote.closesAt, extensions: [], graceSeconds: 0 });

/** Awarded entries that may be shown now, with their words. */
async function shownWinners(db: Db, contestId: string): ReturnType<typeof shownEntries> {
  const publication = await findPublication(db, contestId);
  return shownEntries(db, (publication?.standing ?? []).filter(({ prizeId }) => prizeId !== null).map(({ entryId }) => entryId));
}

/** Those that can stand in a vote, and for which votes are taken: nobody votes for what nobody can read, or what won nothing after all. */
export async function votable(db: Db, contestId: string): Promise<string[]> {
  return [...(await shownWinners(db, contestId)).keys()];
}

export interface Candidate {
  entryId: string;
  number: string;
  /** Null once the consent to be shown was taken back, or the prize was. */
  shown: Winner['shown'];
}
interface Counted extends Candidate {
  votes: number;
  rank: number;
}

async function listCandidates(db: Db, contestId: string): Promise<(Candidate & { votes: number })[]> {
  const rows = await db.selectFrom('vote_candidate as v').innerJoin('entry as e', 'e.id', 'v.entry_id').select(['v.entry_id as entryId', 'v.votes', 'e.number']).where('v.contest_id', '=', contestId).orderBy('v.position').execute();
  const shown = await shownWinners(db, contestId);
  return rows.map((row) => ({ ...row, shown: shown.get(row.entryId) ?? null }));
}

/** Whether results that are voted on stand; while they are taken back the vote rests. */
export async function isResting(db: Db, contestId: string): Promise<boolean> {
  return (await findPublication(db, contestId)) === undefined;
}

export interface VotePage {
  contest: ContestHead;
  state: 'NONE' | 'OPEN' | 'RESTING' | 'OVER';
  closesAt: Instant | null;
  candidates: Candidate[];
  /** Only when it is over: before, nobody is told a number. */
  counts: Counted[] | null;
}

/** What everybody sees of a vote. */
export async function readVotePage(db: Db, slug: string, at: Instant): Promise<VotePage> {
  const contest = await getPublicContest(db, slug);
  return { contest, ...(await stateOfVote(db, contest.id, await findVote(db, contest.id), at)) };
}

/** Over or not, a vote rests with its counts while the results are taken back: they order winners who are none at that time. */
async function stateOfVote(db: Db, contestId: string, vote: Vote | undefined, at: Instant): Promise<Omit<VotePage, 'contest'>> {
  if (!vote) return { state: 'NONE', closesAt: null, candidates: [], counts: null };
  const rows = await listCandidates(db, contestId);
  const page = { closesAt: vote.closesAt, candidates: rows.map(({ entryId, number, shown }) => ({ entryId, number, shown })), counts: null };
  if (await isResting(db, contestId)) return { ...page, state: 'RESTING' };
  return isVoteOpen(vote, at) ? { ...page, state: 'OPEN' } : { ...page, state: 'OVER', counts: rankedByVotes(rows) };
}

/** Everything that was counted beside the choices. */
export async function computeReport(db: Db, contestId: string): Promise<VoteReport> {
  const { voters } = await db.selectFrom('vote_roll').select(({ fn }) => fn.countAll<number>().as('voters')).where('contest_id', '=', contestId).executeTakeFirstOrThrow();
  const { counted } = await db.selectFrom('vote_candidate').select(({ fn }) => fn.sum<number | null>('votes').as('counted')).where('contest_id', '=', contestId).executeTakeFirstOrThrow();
  const turnout = await db.selectFrom('vote_turnout').select(['day', 'kind', 'votes']).where('contest_id', '=', contestId).orderBy('day').orderBy('kind').execute();
  const addresses = await db.selectFrom('vote_address').select(({ fn }) => [fn.countAll<number>().as('count'), fn.max<number | null>('votes').as('busiest')]).where('contest_id', '=', contestId).executeTakeFirstOrThrow();
  const refused = await db.selectFrom('vote_refusal').select(['why', 'count']).where('contest_id', '=', contestId).execute();
  return { voters, counted: counted ?? 0, turnout: turnout as Turnout[], addresses: { count: addresses.count, busiest: addresses.busiest ?? 0 }, refused: Object.fromEntries(refused.map(({ why, count }) => [why as VoteRefusal, count])) };
}

export interface VoteDesk {
  page: Omit<VotePage, 'contest'>;
  /** How many awarded entries may be shown: a vote needs two. */
  votable: number;
  /** Whether the contest was announced with a vote. */
  isPlanned: boolean;
  /** When it is over and its results stand. */
  report: (VoteReport & { anomalies: Anomaly[] }) | null;
}

/** The desk's page of the vote: as long as it is open no more than what everybody sees. */
export async function readVoteDesk(db: Db, contest: ContestHead, at: Instant): Promise<VoteDesk> {
  const vote = await findVote(db, contest.id);
  const page = await stateOfVote(db, contest.id, vote, at);
  const report = page.state !== 'OVER' ? null : vote?.report ? (JSON.parse(vote.report) as VoteReport) : await computeReport(db, contest.id);
  return { page, votable: (await votable(db, contest.id)).length, isPlanned: (await readTerms(db, contest.id)).publicVote !== 'NONE', report: report && { ...report, anomalies: anomaliesOf(report) } };
}
