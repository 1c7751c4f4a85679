import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { feedbackSums, mayChange } from '../rules/feedback.ts';
import { feedbackPolicy } from '../rules/talk-policy.ts';
import { getCurrentCourse } from './course-page.server.ts';

/** What somebody has said of a course in the round that she is in or completed last, and whether she may say it. */
export async function getOwnFeedback(db: Db, userId: string, courseSlug: string, { at, today }: { at: Instant; today: Day }) {
  const course = await getCurrentCourse(db, courseSlug);
  const { changeDays, least } = await readSetting(db, feedbackPolicy, today);
  const progress = await db.selectFrom('course_progress').select(['round', 'completed_at as completedAt']).where('user_id', '=', userId).where('course_id', '=', course.courseId).executeTakeFirst();
  const round = progress?.round ?? 1;
  const given = await db.selectFrom('course_feedback').select(['useful', 'clear', 'length_right as length', 'comment', 'given_at as givenAt']).where('user_id', '=', userId).where('course_id', '=', course.courseId).where('round', '=', round).executeTakeFirst();
  return { courseId: course.courseId, slug: course.slug, title: course.title, round, isCompleted: Boolean(progress?.completedAt), least, given: given ?? null, mayChange: given ? mayChange(given.givenAt, at, changeDays) : true, until: given ? plusMinutes(given.givenAt, changeDays * 24 * 60) : null };
}
export type OwnFeedback = Awaited<ReturnType<typeof getOwnFeedback>>;

/** What editors see of a course: sums and comments without names in random order, from enough people up; of fewer nothing, not even how many. */
export async function courseFeedback(db: Db, courseSlug: string, today: Day) {
  const course = await db.selectFrom('course as c').leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null)).select(['c.id', 'c.slug', 'v.title']).where('c.slug', '=', courseSlug).executeTakeFirst();
  if (!course) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { least } = await readSetting(db, feedbackPolicy, today);
  // Whoever has answered in several rounds counts once, with her newest answer: the threshold is one of people.
  const rows = await db.selectFrom('course_feedback as f').select(['f.useful', 'f.clear', 'f.length_right as length']).where('f.course_id', '=', course.id).where('f.round', '=', (newest) => newest.selectFrom('course_feedback as n').whereRef('n.user_id', '=', 'f.user_id').whereRef('n.course_id', '=', 'f.course_id').select((of) => of.fn.max('n.round').as('round'))).execute();
  const sums = feedbackSums(rows, least);
  const comments = sums ? await db.selectFrom('course_feedback').select('comment').where('course_id', '=', course.id).where('comment', '<>', '').orderBy(sql`random()`).limit(200).execute() : [];
  return { slug: course.slug, title: course.title ?? course.slug, least, sums, count: sums ? rows.length : null, comments: comments.map(({ comment }) => comment) };
}
export type CourseFeedback = Awaited<ReturnType<typeof courseFeedback>>;
