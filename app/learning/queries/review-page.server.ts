import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { LessonDetails } from '../rules/lesson-body.ts';
import { latestReviewBy, reviewState, type ReviewState } from '../rules/review-calendar.ts';
import { heldReview, readHeldReview, withReview } from './lesson-reviews.server.ts';

export interface RecordedReview {
  id: string;
  checkedOn: Day;
  reviewBy: Day;
  note: string;
  by: string;
  at: Instant;
  /** Whether it was made for the text that learners read now. */
  isOfThisText: boolean;
}

export interface ReviewPage {
  courseSlug: string;
  courseTitle: string;
  slug: string;
  title: string;
  lessonId: string;
  versionId: string;
  /** As the file says. */
  details: LessonDetails;
  /** As it counts now. */
  checkedOn: Day;
  reviewBy: Day;
  state: ReviewState;
  latest: Day;
  history: RecordedReview[];
}

/**
 * What an editor sees before she says that a lesson has been reviewed.
 * @throws AppError not-found when learners have no such lesson now
 */
export async function getReviewPage(db: Db, at: { course: string; lesson: string }, today: Day): Promise<ReviewPage> {
  const row = await db
    .selectFrom('course as c')
    .innerJoin('course_version as cv', (join) => join.onRef('cv.course_id', '=', 'c.id').on('cv.released_at', 'is not', null).on('cv.superseded_at', 'is', null))
    .innerJoin('lesson_version as v', 'v.course_version_id', 'cv.id')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .select(['c.slug as courseSlug', 'cv.title as courseTitle', 'l.slug', 'l.id as lessonId', 'v.id as versionId', 'v.title', 'v.details', heldReview.as('review')])
    .where('c.slug', '=', at.course)
    .where('c.retired_at', 'is', null)
    .where('l.slug', '=', at.lesson)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { review, details: json, ...own } = row;
  const details = JSON.parse(json) as LessonDetails;
  const { checkedOn, reviewBy } = withReview(details, readHeldReview(review));
  return { ...own, details, checkedOn, reviewBy, state: reviewState(reviewBy, today), latest: latestReviewBy(details, today), history: await listHistory(db, own) };
}

async function listHistory(db: Db, { lessonId, versionId }: { lessonId: string; versionId: string }): Promise<RecordedReview[]> {
  const rows = await db
    .selectFrom('lesson_review as r')
    .innerJoin('user_account as u', 'u.id', 'r.reviewed_by')
    .innerJoin('lesson_version as o', 'o.id', 'r.lesson_version_id')
    .innerJoin('lesson_version as v', (join) => join.on('v.id', '=', versionId))
    .select(({ and, eb, ref }) => ['r.id', 'r.checked_on as checkedOn', 'r.review_by as reviewBy', 'r.note', 'u.full_name as by', 'r.reviewed_at as at', and([eb('o.details', '=', ref('v.details')), eb('o.body', '=', ref('v.body'))]).as('isOfThisText')])
    .where('r.lesson_id', '=', lessonId)
    .orderBy('r.reviewed_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, isOfThisText: Boolean(row.isOfThisText) }));
}
