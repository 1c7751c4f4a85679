import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { checkedContent } from '../publishing/content-folder.server.ts';
import type { ContentFolder } from '../publishing/compile-course.server.ts';
import { hasErrors, type Problem } from '../../platform/content/problems.ts';
import type { LessonDetails } from '../rules/lesson-body.ts';

export interface EditedCourse {
  slug: string;
  title: string;
  lessons: number;
  currentAt: Instant | null;
  waitingAt: Instant | null;
  /** Whether the files on disk are the waiting or current version, differ from both, have errors, or are gone. */
  disk: 'stored' | 'differs' | 'errors' | 'missing';
}

export interface ReviewDue {
  courseSlug: string;
  courseTitle: string;
  slug: string;
  title: string;
  reviewBy: Day;
  appraiserRole: string;
  state: 'late' | 'soon' | 'later';
}

/** What the editors' first page shows: courses, what is wrong with their files, and which lessons are due for review. */
export async function editingOverview(db: Db, folder: ContentFolder): Promise<{ courses: EditedCourse[]; problems: Problem[]; reviews: ReviewDue[] }> {
  const checks = await checkedContent(folder);
  const versions = await liveVersions(db);
  const slugs = [...new Set([...checks.map((check) => check.slug), ...versions.map((version) => version.slug)])].sort();
  const courses = slugs.map((slug): EditedCourse => {
    const check = checks.find((one) => one.slug === slug);
    const current = versions.find((version) => version.slug === slug && version.releasedAt !== null);
    const waiting = versions.find((version) => version.slug === slug && version.releasedAt === null);
    const known = [current?.hash, waiting?.hash].includes(check?.course?.contentHash);
    const disk = !check ? 'missing' : !check.course || hasErrors(check.problems) ? 'errors' : known ? 'stored' : 'differs';
    return { slug, title: (waiting ?? current)?.title ?? check?.course?.settings.title ?? slug, lessons: (current ?? waiting)?.lessons ?? check?.course?.lessons.length ?? 0, currentAt: current?.releasedAt ?? null, waitingAt: waiting?.compiledAt ?? null, disk };
  });
  return { courses, problems: checks.flatMap((check) => check.problems), reviews: await reviewCalendar(db, folder.today) };
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

const soonDays = 30;

/** Lessons that learners see now, the one whose review is due first at the top. */
async function reviewCalendar(db: Db, today: Day): Promise<ReviewDue[]> {
  const rows = await db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .innerJoin('course_version as cv', 'cv.id', 'v.course_version_id')
    .innerJoin('course as c', 'c.id', 'cv.course_id')
    .select(['c.slug as courseSlug', 'cv.title as courseTitle', 'l.slug', 'v.title', 'v.details'])
    .where('cv.released_at', 'is not', null)
    .where('cv.superseded_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .orderBy('c.slug')
    .orderBy('v.position')
    .execute();
  const soon = plusDays(today, soonDays);
  return rows
    .map(({ details, ...row }): ReviewDue => {
      const { reviewBy, appraiserRole } = JSON.parse(details) as LessonDetails;
      return { ...row, reviewBy, appraiserRole, state: reviewBy < today ? 'late' : reviewBy <= soon ? 'soon' : 'later' };
    })
    .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : a.reviewBy > b.reviewBy ? 1 : 0));
}
