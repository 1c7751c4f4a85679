import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { unitScopeOf } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { grantsOf } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { waitingIf, type WaitingWork } from '../../platform/waiting-work.ts';
import { canAssign, canReleaseContent } from '../policy.ts';
import { countBroken, countReviews } from '../rules/review-calendar.ts';
import { countStuck } from './attempt-grants.server.ts';
import { isExempt } from './exemptions.server.ts';
import { moderationCounts } from './moderation.server.ts';
import { countWaitingRequests } from './recognition-desk.server.ts';
import { listReviews } from './review-calendar.server.ts';

export type TrainingWork = 'training.late' | 'content.release' | 'training.stuck' | 'training.recognition' | 'content.review' | 'content.lapse' | 'lessons.question' | 'lessons.report';

/** What waits for this person in training: people of her units who are late, out of attempts or ask for recognition, versions to be released, lessons to be looked at again, questions below lessons. */
export async function listTrainingWork(db: Db, actor: Actor, today: Day): Promise<WaitingWork<TrainingWork>[]> {
  return [...(await lateWork(db, actor, today)), ...(canAssign(actor) ? await deskWork(db, actor, today) : []), ...(canReleaseContent(actor) ? [...(await talkWork(db)), ...(await contentWork(db, today))] : [])];
}

/** Only whoever administers training can help these people. */
async function deskWork(db: Db, actor: Actor, today: Day): Promise<WaitingWork<TrainingWork>[]> {
  return [...waitingIf('training.recognition', await countWaitingRequests(db, actor, today), '/admin/exemptions/requests'), ...waitingIf('training.stuck', await countStuck(db, actor, today), '/admin/attempts')];
}

/** For leaders only: whoever administers the training of a province would always find somebody late. */
async function lateWork(db: Db, actor: Actor, today: Day): Promise<WaitingWork<TrainingWork>[]> {
  const grants = grantsOf(actor, 'UNIT_LEADER');
  if (grants.length === 0) return [];
  const scope = await unitScopeOf(db, grants, today);
  const rows = await db
    .selectFrom('enrollment as e')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'e.user_id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'e.user_id').on('u.disabled_at', 'is', null))
    .innerJoin('course as c', (join) => join.onRef('c.id', '=', 'e.course_id').on('c.retired_at', 'is', null))
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'e.user_id').onRef('p.course_id', '=', 'e.course_id'))
    .select((row) => ['c.slug', 'v.title', row.fn.countAll<number>().as('count')])
    .where('e.cancelled_at', 'is', null)
    .where('e.due_on', '<', today)
    .where('p.completed_at', 'is', null)
    .where((where) => where.not(isExempt('e.user_id', 'e.course_id', today)))
    .$if(scope !== 'ALL', (query) => query.where('m.unit_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(scope === 'ALL' ? [] : [...scope])}))`))
    .groupBy(['c.slug', 'v.title'])
    .orderBy('v.title')
    .execute();
  return rows.flatMap(({ slug, title, count }) => waitingIf('training.late', Number(count), `/units?course=${slug}&state=late#people`, { subject: title }));
}

/** Somebody waits for a word of an editor: what was asked below lessons, and what others reported. */
async function talkWork(db: Db): Promise<WaitingWork<TrainingWork>[]> {
  const { waiting, reported } = await moderationCounts(db);
  return [...waitingIf('lessons.question', waiting, '/admin/lesson-questions'), ...waitingIf('lessons.report', reported, '/admin/lesson-questions?tab=reported')];
}

async function contentWork(db: Db, today: Day): Promise<WaitingWork<TrainingWork>[]> {
  const waiting = await db.selectFrom('course_version as v').innerJoin('course as c', 'c.id', 'v.course_id').select(['c.slug', 'v.title']).where('v.released_at', 'is', null).where('v.superseded_at', 'is', null).where('c.retired_at', 'is', null).orderBy('v.title').execute();
  const reviews = await listReviews(db, today, { isNear: true });
  return [...waiting.flatMap(({ slug, title }) => waitingIf('content.release', 1, `/admin/courses/${slug}`, { subject: title })), ...waitingIf('content.review', countReviews(reviews).late, '/admin/reviews'), ...waitingIf('content.lapse', countBroken(reviews), '/admin/reviews?kind=questions')];
}
