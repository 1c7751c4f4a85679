import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { compareTexts, fold } from '../../platform/text/fold.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';
import { dueUnlessExempt } from './exemptions.server.ts';
import { missingPrerequisites, type Prerequisite } from './prerequisites.server.ts';

export interface CatalogueCourse {
  slug: string;
  title: string;
  summary: string;
  periods: number;
  minutes: number;
  lessons: number;
  lessonsCompleted: number;
  isEnrolled: boolean;
  isMandatory: boolean;
  dueOn: string | null;
  completedAt: string | null;
  /** What must be completed before this person can begin; empty once the course is open for her. */
  first: Pick<Prerequisite, 'slug' | 'title'>[];
}

/** Every released course with this person's standing in it; on a day on which she is exempted from one it has no due day for her. */
export async function listCatalogue(db: Db, userId: string, today: Day = '9999-12-31'): Promise<CatalogueCourse[]> {
  const rows = await db
    .selectFrom('course_version as v')
    .innerJoin('course as c', 'c.id', 'v.course_id')
    .leftJoin('enrollment as e', (join) => join.onRef('e.course_id', '=', 'c.id').on('e.user_id', '=', userId).on('e.cancelled_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.course_id', '=', 'c.id').on('p.user_id', '=', userId))
    .select((select) => [
      'c.id as courseId',
      'c.slug',
      'v.title',
      'v.summary',
      'v.settings',
      'e.id as enrollmentId',
      'e.locked_at as lockedAt',
      'e.is_mandatory as isMandatory',
      dueUnlessExempt('e', today),
      'p.completed_at as completedAt',
      select.selectFrom('lesson_version as l').select((inner) => inner.fn.countAll<number>().as('n')).whereRef('l.course_version_id', '=', 'v.id').as('lessons'),
      select.selectFrom('lesson_version as l').select((inner) => inner.fn.sum<number>('l.minutes').as('n')).whereRef('l.course_version_id', '=', 'v.id').as('minutes'),
      // Of the version that is shown: what was read in lessons that are gone is no step of it any more.
      select.selectFrom('lesson_version as l').innerJoin('lesson_progress as r', 'r.lesson_id', 'l.lesson_id').select((inner) => inner.fn.countAll<number>().as('n')).whereRef('l.course_version_id', '=', 'v.id').where('r.user_id', '=', userId).where(({ fn }) => fn.coalesce('r.completed_at', 'r.credited_at'), 'is not', null).as('lessonsCompleted'),
    ])
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .execute();
  const asking = rows.filter(({ settings, enrollmentId, lockedAt }) => (enrollmentId === null || lockedAt !== null) && (JSON.parse(settings) as CourseSettings).prerequisites);
  const missing = new Map<string, Prerequisite[]>();
  for (const { courseId } of asking) missing.set(courseId, await missingPrerequisites(db, userId, courseId));
  return rows.toSorted((a, b) => compareTexts(a.title, b.title)).map(({ courseId, settings, enrollmentId, lockedAt: _lockedAt, isMandatory, lessons, minutes, lessonsCompleted, ...row }) => ({
    ...row,
    periods: (JSON.parse(settings) as CourseSettings).periods,
    first: (missing.get(courseId) ?? []).map(({ slug, title }) => ({ slug, title })),
    lessons: lessons ?? 0,
    minutes: minutes ?? 0,
    lessonsCompleted: lessonsCompleted ?? 0,
    isEnrolled: enrollmentId !== null,
    isMandatory: isMandatory === 1,
  }));
}

export interface FoundLesson {
  courseSlug: string;
  courseTitle: string;
  slug: string;
  title: string;
  summary: string;
  minutes: number;
}

/**
 * Lessons of released courses whose title or summary holds every word of the question, folded. Words typed with marks rank the lessons
 * that carry the same marks first.
 */
export async function searchLessons(db: Db, question: string, limit = 20): Promise<FoundLesson[]> {
  const words = fold(question).split(' ').filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const rows = await db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .innerJoin('course_version as cv', 'cv.id', 'v.course_version_id')
    .innerJoin('course as c', 'c.id', 'cv.course_id')
    .select(['c.slug as courseSlug', 'cv.title as courseTitle', 'l.slug', 'v.title', 'v.summary', 'v.minutes'])
    .where('cv.released_at', 'is not', null)
    .where('cv.superseded_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .execute();
  const marked = question.normalize('NFC').toLocaleLowerCase('vi').trim();
  const scored = rows.map((row) => ({ row, score: scoreOf(row, words, marked) })).filter(({ score }) => score > 0);
  return scored.sort((a, b) => b.score - a.score).slice(0, limit).map(({ row }) => row);
}

function scoreOf(row: { title: string; summary: string; courseTitle: string }, words: readonly string[], marked: string): number {
  const [title, rest] = [` ${fold(row.title)}`, ` ${fold(row.summary)} ${fold(row.courseTitle)}`];
  if (!words.every((word) => title.includes(` ${word}`) || rest.includes(` ${word}`))) return 0;
  const inTitle = words.filter((word) => title.includes(` ${word}`)).length;
  const exact = row.title.toLocaleLowerCase('vi').includes(marked) ? 10 : row.summary.toLocaleLowerCase('vi').includes(marked) ? 5 : 0;
  return 1 + inTitle * 2 + exact + (title.includes(` ${words.join(' ')}`) ? 3 : 0);
}
