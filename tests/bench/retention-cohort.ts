import { publishAll, releaseCourseVersion } from '../../app/learning/index.server.ts';
import { nameColumns } from '../../app/people/rules/sort-key.ts';
import type { Db } from '../../db/client.ts';
import { insertMany, type NewRow } from '../../db/seeds/bulk.ts';
import { idFromKey } from '../../db/seeds/ids.ts';
import { learntQuestions, questionsByModule, type DoneModule } from '../../db/seeds/demo/recall.ts';
import { readDemoCourses, type DemoCourse } from '../../db/seeds/demo/read-courses.ts';
import { randomFor } from '../../db/seeds/demo/rules/random.ts';
import { liveRecall } from '../../db/seeds/demo/rules/recall.ts';
import { atLocal, plusDays, workingDayFrom } from '../../db/seeds/demo/rules/working-time.ts';
import { makeUnit } from '../world/people.ts';

/** The first day of the cohort's year, a Monday; the year ends before `lastMs`. */
export const firstDay = '2025-11-24';
export const lastMs = atLocal('2026-11-23', 480);

export interface CohortPerson {
  id: string;
  fullName: string;
  diligence: number;
  modules: (DoneModule & { course: DemoCourse })[];
}

/** Stores and releases the real courses as they were on the first day. */
export async function releaseRealCourses(db: Db, contentDir: string): Promise<DemoCourse[]> {
  const clock = { now: () => new Date(atLocal(firstDay, 0)) };
  for (const outcome of await publishAll(db, contentDir, { clock, timeZone: 'Asia/Ho_Chi_Minh' })) {
    if (outcome.state === 'refused') throw new Error(`${outcome.slug} has errors`);
    await releaseCourseVersion(db, null, outcome.versionId, clock.now().toISOString());
  }
  return readDemoCourses(db);
}

/** People who do all modules of the security course in their first weeks, and those of the other course after it, a module every few days. */
export async function makeCohort(db: Db, courses: readonly DemoCourse[], count: number, name: string): Promise<CohortPerson[]> {
  const unitId = await makeUnit(db, { name });
  const people = Array.from({ length: count }, (_, at): CohortPerson => {
    const random = randomFor(`${name}:${at}`);
    let day = workingDayFrom(plusDays(firstDay, random.int(0, 40)));
    const modules = courses.flatMap((course) => [...new Set(course.lessons.map(({ module }) => module))].map((module) => {
      day = workingDayFrom(plusDays(day, random.int(1, 9)));
      return { course, module, doneOn: day };
    }));
    return { id: idFromKey(`${name}:${at}`), fullName: `Người học ${at}`, diligence: Math.min(1, Math.max(0.1, random.around(0.7, 0.22))), modules };
  });
  await db.transaction().execute((tx) => storePeople(tx, people, unitId));
  await db.transaction().execute((tx) => storeProgress(tx, people, courses));
  return people;
}

async function storePeople(db: Db, people: readonly CohortPerson[], unitId: string): Promise<void> {
  const at = new Date(atLocal(firstDay, 0)).toISOString();
  await insertMany(db, 'user_account', people.map(({ id, fullName }): NewRow<'user_account'> => ({ id, account_kind: 'OPERATOR', ...nameColumns(fullName), staff_category: 'CIVIL_SERVANT', joined_on: firstDay, created_at: at })));
  await insertMany(db, 'membership', people.map(({ id }): NewRow<'membership'> => ({ id: idFromKey(`membership:${id}`), user_id: id, unit_id: unitId, position_title: 'Công chức', is_primary: 1, valid_from: firstDay, valid_to: null })));
}

async function storeProgress(db: Db, people: readonly CohortPerson[], courses: readonly DemoCourse[]): Promise<void> {
  const at = new Date(atLocal(firstDay, 480)).toISOString();
  const enrolment = (user_id: string, course_id: string) => ({ id: idFromKey(`enrollment:${user_id}:${course_id}`), user_id, course_id, source: 'ASSIGNED', is_mandatory: 1, reason: 'Kế hoạch', due_on: null, enrolled_by: null, enrolled_at: at, cancelled_at: null });
  await insertMany(db, 'enrollment', people.flatMap(({ id }) => courses.map(({ courseId }) => enrolment(id, courseId))));
  const doneAt = (doneOn: string) => new Date(atLocal(doneOn, 600)).toISOString();
  await insertMany(db, 'lesson_progress', people.flatMap(({ id, modules }) => modules.flatMap(({ course, module, doneOn }) => course.lessons.filter((lesson) => lesson.module === module).map((lesson) => ({ user_id: id, lesson_id: lesson.id, course_id: course.courseId, opened_at: doneAt(doneOn), completed_at: doneAt(doneOn), seconds: 600, position: 1000, position_at: doneAt(doneOn) })))));
  const tests = people.flatMap(({ id, modules }) => modules.flatMap(({ course, module, doneOn }) => course.assessments.filter((test) => test.kind === 'MODULE' && test.module === module).map((test) => ({ user_id: id, assessment_id: test.id, course_id: course.courseId, attempts: 1, best_score: 9, last_score: 9, last_submitted_at: doneAt(doneOn), passed_at: doneAt(doneOn) }))));
  await insertMany(db, 'assessment_progress', tests);
}

/** Lives through the year by the program's own rules and writes the answers down. @returns how many answers */
export async function liveYear(db: Db, people: readonly CohortPerson[]): Promise<number> {
  const banks = new Map<DemoCourse, ReturnType<typeof questionsByModule>>();
  const bankOf = (course: DemoCourse) => banks.get(course) ?? banks.set(course, questionsByModule(course)).get(course) ?? new Map();
  let count = 0;
  const atOnce = 250;
  for (let start = 0; start < people.length; start += atOnce) {
    const lives = people.slice(start, start + atOnce).map(({ id, diligence, modules }) => {
      const questions = modules.flatMap((module) => learntQuestions(id, module.course.courseId, module, bankOf(module.course)));
      return liveRecall({ userId: id, questions, diligence, endMs: lastMs }, randomFor(`year:${id}`));
    });
    await db.transaction().execute(async (tx) => {
      await insertMany(tx, 'recall_answer', lives.flatMap((life) => life.answers));
      await insertMany(tx, 'recall_card', lives.flatMap((life) => life.cards));
    });
    count += lives.reduce((sum, life) => sum + life.answers.length, 0);
  }
  return count;
}
