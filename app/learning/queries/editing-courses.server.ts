import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { checkedContent } from '../publishing/content-folder.server.ts';
import type { ContentFolder } from '../publishing/compile-course.server.ts';
import { hasErrors, type Problem } from '../../platform/content/problems.ts';
import { countReviews, type ReviewCounts } from '../rules/review-calendar.ts';
import { listReviews } from './review-calendar.server.ts';

export interface EditedCourse {
  slug: string;
  title: string;
  lessons: number;
  currentAt: Instant | null;
  waitingAt: Instant | null;
  /** Whether the files on disk are the waiting or current version, differ from both, have errors, or are gone. */
  disk: 'stored' | 'differs' | 'errors' | 'missing';
  /** How much of what learners see is overdue for review. */
  overdue: number;
}

/** What the editors' first page shows: courses, what is wrong with their files, and how much is due for review. */
export async function editingOverview(db: Db, folder: ContentFolder): Promise<{ courses: EditedCourse[]; problems: Problem[]; reviews: ReviewCounts }> {
  const checks = await checkedContent(folder);
  const versions = await liveVersions(db);
  const reviews = await listReviews(db, folder.today);
  const slugs = [...new Set([...checks.map((check) => check.slug), ...versions.map((version) => version.slug)])].sort();
  const courses = slugs.map((slug): EditedCourse => {
    const check = checks.find((one) => one.slug === slug);
    const current = versions.find((version) => version.slug === slug && version.releasedAt !== null);
    const waiting = versions.find((version) => version.slug === slug && version.releasedAt === null);
    const known = [current?.hash, waiting?.hash].includes(check?.course?.contentHash);
    const disk = !check ? 'missing' : !check.course || hasErrors(check.problems) ? 'errors' : known ? 'stored' : 'differs';
    return { slug, title: (waiting ?? current)?.title ?? check?.course?.settings.title ?? slug, lessons: (current ?? waiting)?.lessons ?? check?.course?.lessons.length ?? 0, currentAt: current?.releasedAt ?? null, waitingAt: waiting?.compiledAt ?? null, disk, overdue: countReviews(reviews.filter(({ courseSlug }) => courseSlug === slug)).late };
  });
  return { courses, problems: checks.flatMap((check) => check.problems), reviews: countReviews(reviews) };
}

/** The released and the waiting version of each course. */
async function liveVersions(db: Db) {
  return db
    .selectFrom('course_version as v')
    .innerJoin('course as c', 'c.id', 'v.course_id')
    .select(['c.slug', 'v.title', 'v.content_hash as hash', 'v.released_at as releasedAt', 'v.compiled_at as compiledAt'])
    .select(({ selectFrom }) => selectFrom('lesson_version as l').whereRef('l.course_version_id', '=', 'v.id').select(({ fn }) => fn.countAll<number>().as('n')).as('lessons'))
    .where('v.superseded_at', 'is', null)
    .execute();
}
