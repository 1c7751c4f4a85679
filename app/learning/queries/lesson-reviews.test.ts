import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse, sampleDetails } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { plusDays } from '../../platform/days.ts';
import { readHeldReview, withReview } from './lesson-reviews.server.ts';
import { getPublishedLesson } from './lesson-page.server.ts';
import { listReviews } from './review-calendar.server.ts';

/** What may happen to a lesson: a version with one of three texts goes out, or the text of the moment is reviewed. */
const deeds = fc.array(fc.oneof(fc.constantFrom('text a', 'text b', 'text c').map((text) => ({ text })), fc.integer({ min: 1, max: 90 }).map((days) => ({ days }))), { maxLength: 8 });

it('the newest review of just this text counts, whatever versions came between', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (history) => {
      await using db = await freshDb();
      const editor = await makePerson(db);
      let course = await makeCourse(db, { slug: 'khoa-x', lessons: [{ slug: 'bai' }] });
      const [lesson] = course.lessons;
      const newest = new Map<string, string>();
      let text = 'text 0';
      const write = async () => db.updateTable('lesson_version').set({ body: JSON.stringify({ blocks: [{ kind: 'html', html: text }], outline: [], anchors: [], islands: [] }) }).where('course_version_id', '=', course.versionId).execute();
      await write();
      for (const [at, deed] of history.entries()) {
        const minute = `2026-11-23T01:${String(at).padStart(2, '0')}:00.000Z`;
        if ('text' in deed) {
          text = deed.text;
          course = await makeCourse(db, { of: course, lessons: [{ slug: 'bai' }] });
          await write();
        } else {
          const reviewBy = plusDays('2026-11-23', deed.days);
          newest.set(text, reviewBy);
          await db.insertInto('lesson_review').values({ id: newId(), lesson_id: lesson!.id, lesson_version_id: course.lessons[0]!.versionId, checked_on: '2026-11-23', review_by: reviewBy, note: 'Đã đối chiếu nguồn.', reviewed_by: editor.id, reviewed_at: minute }).execute();
        }
      }
      const expected = newest.get(text) ?? sampleDetails.reviewBy;
      expect((await getPublishedLesson(db, 'khoa-x', 'bai')).details.reviewBy).toBe(expected);
      expect((await listReviews(db, '2026-11-23')).map(({ reviewBy }) => reviewBy)).toEqual([expected]);
    }),
    { numRuns: 25 },
  );
});

it('a lesson without a review says what its file says', () => {
  expect(readHeldReview(null)).toBeNull();
  expect(withReview(sampleDetails, null)).toBe(sampleDetails);
  const held = readHeldReview('{"checkedOn":"2026-12-01","reviewBy":"2027-01-01","by":"Lê Thị Ánh"}');
  expect(withReview(sampleDetails, held)).toEqual({ ...sampleDetails, checkedOn: '2026-12-01', reviewBy: '2027-01-01' });
});
