import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { waitingIf, type WaitingWork } from '../../platform/waiting-work.ts';
import { canOrganiseContests, canPublishResults } from '../policy.ts';
import { listDeskWork, type DeskWork } from './desk-work.server.ts';
import { isJudge, listOwnContests } from './own-reviews.server.ts';

export type ContestWork = DeskWork | 'judge.invited' | 'judge.review' | 'judge.duel' | 'contest.question' | 'contest.appeal' | 'contest.publish';

/** What waits for this person in contests: as a judge, as an organiser, as whoever publishes what others decided. */
export async function listContestWork(db: Db, actor: Actor): Promise<WaitingWork<ContestWork>[]> {
  return [
    ...((await isJudge(db, actor.id)) ? await judgeWork(db, actor.id) : []),
    ...(canOrganiseContests(actor) ? [...byContest('contest.question', 'questions', await countQuestions(db)), ...byContest('contest.appeal', 'appeals', await countAppeals(db)), ...(await listDeskWork(db, actor.id))] : []),
    ...(canPublishResults(actor) ? byContest('contest.publish', 'publication', await countUnpublished(db, actor.id)) : []),
  ];
}

async function judgeWork(db: Db, userId: string): Promise<WaitingWork<ContestWork>[]> {
  return (await listOwnContests(db, userId)).filter(({ isClosed }) => !isClosed).flatMap((contest): WaitingWork<ContestWork>[] => {
    if (contest.state === 'INVITED') return waitingIf('judge.invited', 1, `/judging/invitations/${contest.judgeId}`, { subject: contest.title });
    const open = contest.reviews.filter(({ state }) => state === 'NEW' || state === 'DRAFT');
    const [dueAt = null] = open.map((review): Instant | null => review.dueAt ?? contest.scoringEnds).filter((at) => at !== null).toSorted();
    if (contest.state !== 'ACCEPTED') return [];
    const { count, decided, next } = contest.duels;
    return [...waitingIf('judge.review', open.length, '/judging', { subject: contest.title, dueAt }), ...waitingIf('judge.duel', count - decided, `/judging/duels/${next}`, { subject: contest.title })];
  });
}

interface Counted { id: string; title: string; count: number | string | bigint }

function byContest<Kind extends ContestWork>(kind: Kind, page: string, found: readonly Counted[]) {
  return found.flatMap(({ id, title, count }) => waitingIf(kind, Number(count), `/contest-desk/${id}/${page}`, { subject: title }));
}

function countQuestions(db: Db): Promise<Counted[]> {
  return db.selectFrom('contest_question as q').innerJoin('contest as c', 'c.id', 'q.contest_id').select((row) => ['c.id', 'c.title', row.fn.countAll<number>().as('count')]).where('q.answered_at', 'is', null).where('q.hidden_at', 'is', null).groupBy(['c.id', 'c.title']).orderBy('c.title').execute();
}

function countAppeals(db: Db): Promise<Counted[]> {
  return db
    .selectFrom('result_appeal as a')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .select((row) => ['c.id', 'c.title', row.fn.countAll<number>().as('count')])
    .where('a.answered_at', 'is', null)
    .groupBy(['c.id', 'c.title'])
    .orderBy('c.title')
    .execute();
}

/** Prizes that others decided, of contests whose results do not stand in public. */
function countUnpublished(db: Db, userId: string): Promise<Counted[]> {
  return db
    .selectFrom('contest_decision as d')
    .innerJoin('contest as c', 'c.id', 'd.contest_id')
    .select((row) => ['c.id', 'c.title', row.fn.countAll<number>().as('count')])
    .where('d.revoked_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('contest_publication as p').select('p.contest_id').whereRef('p.contest_id', '=', 'c.id').where('p.withdrawn_at', 'is', null))))
    .where((where) => where.not(where.exists(where.selectFrom('contest_decision as o').select('o.id').whereRef('o.contest_id', '=', 'c.id').where('o.decided_by', '=', userId))))
    .groupBy(['c.id', 'c.title'])
    .orderBy('c.title')
    .execute();
}
