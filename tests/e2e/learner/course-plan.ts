import type { Db } from '../../../db/client.ts';
import { student } from '../../world/study.ts';

interface ModulePlan {
  lessons: string[];
  /** Keys of its tests. */
  tests: string[];
}
export interface CoursePlan {
  title: string;
  modules: ModulePlan[];
}

const courses = ['de-an-06', 'an-toan-thong-tin'] as const;
type Course = (typeof courses)[number];

/** WHOLE=1 walks every way through every module of both courses, which takes half an hour. */
const isWhole = Boolean(process.env['WHOLE']);

/** The courses that a way of working (mouse, keyboard, no scripts) is tried on: one in every run, as the pages are the same for both. */
export const coursesWalked = (usual: Course): readonly Course[] => (isWhole ? courses : [usual]);

/** How many modules a journey walks through in the browser. */
const walked = isWhole ? Number.POSITIVE_INFINITY : 1;

/**
 * What there is to walk in a course: its first module, and at the end its final test. The modules after it are done beforehand
 * with the product's own commands, because walking through the twentieth lesson finds nothing that the fifth has not.
 */
export async function planJourney(db: Db, learner: string, slug: string): Promise<CoursePlan> {
  const course = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['v.id', 'v.title']).where('c.slug', '=', slug).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).executeTakeFirstOrThrow();
  const [modules, lessons, tests] = await Promise.all([
    db.selectFrom('course_module').select('key').where('course_version_id', '=', course.id).orderBy('position').execute(),
    db.selectFrom('lesson_version as v').innerJoin('lesson as l', 'l.id', 'v.lesson_id').select(['l.slug', 'v.module_key']).where('v.course_version_id', '=', course.id).orderBy('v.position').execute(),
    db.selectFrom('assessment_version as v').innerJoin('assessment as a', 'a.id', 'v.assessment_id').select(['a.key', 'v.module_key']).where('v.course_version_id', '=', course.id).where('v.module_key', 'is not', null).execute(),
  ]);
  const plans = modules.map(({ key }) => ({ lessons: lessons.filter((one) => one.module_key === key).map((one) => one.slug), tests: tests.filter((one) => one.module_key === key).map((one) => one.key) }));
  const studies = student(db, learner, slug, { secret: 'unused-because-no-certificate-comes-of-it', now: new Date().toISOString() });
  for (const plan of plans.slice(walked)) {
    for (const lesson of plan.lessons) await studies.complete(lesson);
    await studies.pass(...plan.tests);
  }
  return { title: course.title, modules: plans.slice(0, walked) };
}
