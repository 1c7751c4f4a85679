import type { Tx } from '../../../db/client.ts';
import { newId } from '../../platform/ids.ts';
import type { BlueprintRow } from '../rules/question.ts';
import { pretestKey } from './check-course.ts';
import type { CompiledCourse } from './compile-course.server.ts';
import type { AssessmentYaml } from './schemas.ts';

/** Rows of one version. What progress hangs on (lesson, question, assessment) keeps its identity from version to version. */

export async function writeModules(tx: Tx, versionId: string, { settings }: CompiledCourse): Promise<void> {
  const rows = settings.modules.map(({ key, title, aim }, at) => ({ id: newId(), course_version_id: versionId, key, title, aim, position: at + 1 }));
  await tx.insertInto('course_module').values(rows).execute();
}

export async function writeLessons(tx: Tx, courseId: string, versionId: string, { lessons }: CompiledCourse): Promise<void> {
  const known = await tx.selectFrom('lesson').select(['id', 'slug as key']).where('course_id', '=', courseId).execute();
  const identity = identities(known);
  for (const [at, lesson] of lessons.entries()) {
    const { id, isNew } = identity(lesson.slug);
    if (isNew) await tx.insertInto('lesson').values({ id, course_id: courseId, slug: lesson.slug }).execute();
    await tx
      .insertInto('lesson_version')
      .values({
        id: newId(),
        course_version_id: versionId,
        lesson_id: id,
        module_key: lesson.moduleKey,
        // Counted through the whole course, so that one order serves the course and its modules.
        position: at + 1,
        title: lesson.title,
        summary: lesson.summary,
        minutes: lesson.minutes,
        word_count: lesson.words,
        details: JSON.stringify(lesson.details),
        body: JSON.stringify(lesson.body),
      })
      .execute();
  }
}

export async function writeQuestions(tx: Tx, courseId: string, versionId: string, { questions }: CompiledCourse): Promise<void> {
  const known = await tx.selectFrom('question').select(['id', 'key']).where('course_id', '=', courseId).execute();
  const identity = identities(known);
  for (const question of questions) {
    const { id, isNew } = identity(question.key);
    if (isNew) await tx.insertInto('question').values({ id, course_id: courseId, key: question.key }).execute();
    await tx
      .insertInto('question_version')
      .values({
        id: newId(),
        course_version_id: versionId,
        question_id: id,
        module_key: question.moduleKey,
        type: question.type,
        level: question.level,
        lesson_slug: question.lessonSlug,
        anchor: question.anchor,
        source: question.source,
        as_of: question.asOf,
        expires_on: question.expiresOn,
        body: JSON.stringify(question.body),
      })
      .execute();
  }
}

export async function writeAssessments(tx: Tx, courseId: string, versionId: string, { settings }: CompiledCourse): Promise<void> {
  const known = await tx.selectFrom('assessment').select(['id', 'key']).where('course_id', '=', courseId).execute();
  const identity = identities(known);
  for (const [at, assessment] of [...settings.assessments, ...pretestOf(settings)].entries()) {
    const { id, isNew } = identity(assessment.key);
    if (isNew) await tx.insertInto('assessment').values({ id, course_id: courseId, key: assessment.key }).execute();
    const blueprint: BlueprintRow[] = assessment.blueprint;
    await tx
      .insertInto('assessment_version')
      .values({
        id: newId(),
        course_version_id: versionId,
        assessment_id: id,
        kind: assessment.kind,
        module_key: assessment.module ?? null,
        position: at + 1,
        title: assessment.title,
        time_limit_minutes: assessment.minutes,
        pass_score: assessment.pass_score,
        max_attempts: assessment.attempts,
        cooldown_minutes: assessment.cooldown_minutes,
        question_count: blueprint.reduce((total, row) => total + row.count, 0),
        blueprint: JSON.stringify(blueprint),
      })
      .execute();
  }
}

type Stored = Omit<AssessmentYaml, 'kind' | 'blueprint'> & { kind: AssessmentYaml['kind'] | 'PRETEST'; blueprint: BlueprintRow[] };

/** The pre-test of a renewal: some questions of any level from each module, once a round. It has no pass mark, since each module is proven by itself. */
function pretestOf({ renewal, modules }: CompiledCourse['settings']): Stored[] {
  if (!renewal?.pretest) return [];
  const { title, minutes, questions } = renewal.pretest;
  return [{ key: pretestKey, kind: 'PRETEST', title, minutes, pass_score: 0, attempts: 1, cooldown_minutes: 0, blueprint: modules.map(({ key }) => ({ module: key, count: questions })) }];
}

function identities(known: readonly { id: string; key: string }[]): (key: string) => { id: string; isNew: boolean } {
  const ids = new Map(known.map((row) => [row.key, row.id]));
  return (key) => {
    const id = ids.get(key);
    return id === undefined ? { id: newId(), isNew: true } : { id, isNew: false };
  };
}
