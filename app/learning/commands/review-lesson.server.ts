import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { reviewMessages as messages } from '../messages/reviews.ts';
import { canReleaseContent } from '../policy.ts';
import { getReviewPage } from '../queries/review-page.server.ts';

export interface LessonReview {
  course: string;
  lesson: string;
  /** The version that she has looked at. */
  versionId: string;
  note: string;
  reviewBy: Day;
}

/**
 * Records that a content editor has reviewed a lesson and found it right as it stands. Nothing that learners read changes but its two days.
 * @throws AppError forbidden for others than content editors, not-found when learners have no such lesson
 */
export async function reviewLesson(ports: Ports, actor: Actor, review: LessonReview): Promise<Outcome> {
  if (!canReleaseContent(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const page = await getReviewPage(tx, review, today);
    if (page.versionId !== review.versionId) return refuse('form', messages.both('fault.changed'));
    if (review.reviewBy <= today || review.reviewBy > page.latest) return refuse('reviewBy', messages.both('fault.day', { latest: dayWords(page.latest) }));
    const id = newId();
    await tx.insertInto('lesson_review').values({ id, lesson_id: page.lessonId, lesson_version_id: page.versionId, checked_on: today, review_by: review.reviewBy, note: review.note, reviewed_by: actor.id, reviewed_at: at }).execute();
    const details = { course: page.courseSlug, lesson: page.slug, before: page.reviewBy, reviewBy: review.reviewBy, note: review.note };
    await recordAudit(tx, { at, actor, action: 'lesson.review', objectType: 'lesson', objectId: page.lessonId, details });
    return { ok: true };
  });
}
