import { recallRank } from '../../../app/learning/index.server.ts';
import type { Day } from '../../../app/platform/clock.ts';
import type { Db } from '../../client.ts';
import { insertMany } from '../bulk.ts';
import type { CourseHistory } from './history.ts';
import type { DemoCourse, DemoQuestion } from './read-courses.ts';
import { randomFor } from './rules/random.ts';
import { liveRecall, type LearntQuestion } from './rules/recall.ts';
import { atLocal, localDay } from './rules/working-time.ts';

/** Of each module, the first questions in somebody's order: more than come back, because a few of them lapse. */
const looked = 6;

export interface DoneModule {
  module: string;
  doneOn: Day;
}

/** A year of answers to questions that came back, of everybody who has done a module. @returns how many answers */
export async function seedRecall(db: Db, histories: readonly CourseHistory[], nowMs: number): Promise<number> {
  const banks = new Map(histories.map(({ course }) => [course, questionsByModule(course)]));
  const lives = [...Map.groupBy(histories, ({ person }) => person).entries()].flatMap(([person, own]) => {
    const questions = own
      .filter(({ enrollment }) => !enrollment.cancelled_at)
      .flatMap(({ course, events }) => doneModules(course, events).flatMap((module) => learntQuestions(person.id, course.courseId, module, banks.get(course) ?? new Map())));
    if (questions.length === 0) return [];
    const random = randomFor(`recall:${person.staffNo}`);
    const diligence = person.cast ? 0.9 : Math.min(0.98, Math.max(0.15, random.around(0.72, 0.2)));
    return [liveRecall({ userId: person.id, questions, diligence, endMs: person.leftOn ? Math.min(nowMs, atLocal(person.leftOn, 0)) : nowMs }, random)];
  });
  const answers = lives.flatMap((life) => life.answers).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await db.transaction().execute(async (tx) => {
    await insertMany(tx, 'recall_answer', answers);
    await insertMany(tx, 'recall_card', lives.flatMap((life) => life.cards));
  });
  return answers.length;
}

/** The questions of a course that one tap answers, by module. */
export function questionsByModule(course: DemoCourse): Map<string, DemoQuestion[]> {
  const questions = new Map(course.assessments.flatMap((assessment) => assessment.questions).map((question) => [question.questionId, question]));
  return Map.groupBy([...questions.values()].filter(({ body }) => body.type === 'single' || body.type === 'true_false'), ({ module }) => module);
}

/** The questions of a module that may come back to somebody who has done it. */
export function learntQuestions(userId: string, courseId: string, { module, doneOn }: DoneModule, bank: ReadonlyMap<string, readonly DemoQuestion[]>): LearntQuestion[] {
  return (bank.get(module) ?? [])
    .map(({ versionId, questionId, expiresOn, body }) => ({ versionId, questionId, expiresOn, body, courseId, moduleKey: module, moduleDoneOn: doneOn, rank: recallRank(userId, questionId) }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, looked);
}

/** Modules whose lessons are all read and whose test is passed, with the day on which the last of it was done. */
function doneModules(course: DemoCourse, events: CourseHistory['events']): DoneModule[] {
  const done = new Map<string, string>();
  for (const event of events) {
    const isDone = event.verb === 'lesson.completed' || (event.verb === 'attempt.submitted' && event.result.passed);
    if (isDone && !done.has(event.objectId)) done.set(event.objectId, event.occurredAt);
  }
  return [...Map.groupBy(course.lessons, ({ module }) => module)].flatMap(([module, lessons]) => {
    const steps = [...lessons, ...course.assessments.filter((assessment) => assessment.kind === 'MODULE' && assessment.module === module)].map(({ id }) => done.get(id));
    return steps.every((at) => at !== undefined) ? [{ module, doneOn: localDay(Date.parse(steps.reduce((last, at) => (at > last ? at : last), ''))) }] : [];
  });
}
