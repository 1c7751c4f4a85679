import { sql } from 'kysely';
import type { Day } from '../../platform/clock.ts';
import type { LessonDetails } from '../rules/lesson-body.ts';

/** A review that was recorded between two versions. */
export interface HeldReview {
  checkedOn: Day;
  reviewBy: Day;
  by: string;
}

/**
 * The newest review that holds for the lesson version `v`: of this version, or of one in which the lesson is word for word the same. Other words or other days in
 * the file are something that nobody has reviewed yet, and go by the file.
 */
export const heldReview = sql<string | null>`(
  select json_object('checkedOn', r.checked_on, 'reviewBy', r.review_by, 'by', u.full_name)
  from lesson_review r join lesson_version o on o.id = r.lesson_version_id join user_account u on u.id = r.reviewed_by
  where r.lesson_id = v.lesson_id and (o.id = v.id or (o.details = v.details and o.body = v.body))
  order by r.reviewed_at desc, r.id desc limit 1
)`;

export function readHeldReview(json: string | null): HeldReview | null {
  return json === null ? null : (JSON.parse(json) as HeldReview);
}

/** What a lesson says of its review: as its file does, until somebody has reviewed just this text. */
export function withReview<T extends Pick<LessonDetails, 'checkedOn' | 'reviewBy'>>(details: T, review: HeldReview | null): T {
  return review ? { ...details, checkedOn: review.checkedOn, reviewBy: review.reviewBy } : details;
}
