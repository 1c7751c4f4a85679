import type { BankEntry, BlueprintRow, CourseSettings, LessonBody, LessonScenario, QuestionBody, QuestionLevel } from '../../../app/learning/index.server.ts';
import type { Db } from '../../client.ts';
import { demoDrill, type DemoCheck } from './rules/drills.ts';
import { oddQuestions, type Oddity } from './rules/odd-questions.ts';

/** A released course as the demo's learners meet it. */
export interface DemoCourse {
  courseId: string;
  versionId: string;
  slug: string;
  title: string;
  settings: CourseSettings;
  /** In reading order. */
  lessons: DemoLesson[];
  assessments: DemoAssessment[];
}
export interface DemoLesson {
  id: string;
  slug: string;
  module: string;
  minutes: number;
  checks: DemoCheck[];
  /** Each with the number of questions and practice that stand before it. */
  situations: { after: number; scenario: LessonScenario }[];
}
export interface DemoAssessment {
  id: string;
  versionId: string;
  kind: 'MODULE' | 'FINAL';
  module: string | null;
  minutes: number;
  passScore: number;
  maxAttempts: number;
  cooldownMinutes: number;
  blueprint: BlueprintRow[];
  questions: DemoQuestion[];
}
export type DemoQuestion = BankEntry & { body: QuestionBody; oddity: Oddity | null };

/** Every released course with its lessons, checks, assessments and question bank. */
export async function readDemoCourses(db: Db): Promise<DemoCourse[]> {
  const rows = await db
    .selectFrom('course_version as v')
    .innerJoin('course as c', 'c.id', 'v.course_id')
    .select(['c.id as courseId', 'v.id as versionId', 'c.slug', 'v.title', 'v.settings'])
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .orderBy('c.slug')
    .execute();
  const courses: DemoCourse[] = [];
  for (const row of rows) {
    const [lessons, assessments] = [await readLessons(db, row.versionId), await readAssessments(db, row)];
    courses.push({ ...row, settings: JSON.parse(row.settings) as CourseSettings, lessons, assessments });
  }
  return courses;
}

async function readLessons(db: Db, versionId: string): Promise<DemoLesson[]> {
  const rows = await db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .innerJoin('course_module as m', (join) => join.onRef('m.course_version_id', '=', 'v.course_version_id').onRef('m.key', '=', 'v.module_key'))
    .select(['l.id', 'l.slug', 'v.module_key as module', 'v.minutes', 'v.body'])
    .where('v.course_version_id', '=', versionId)
    .orderBy('m.position')
    .orderBy('v.position')
    .execute();
  return rows.map(({ body, ...row }) => ({ ...row, ...partsOf(JSON.parse(body) as LessonBody) }));
}

/** What there is to do in a lesson, in the order in which it is met. */
function partsOf(body: LessonBody): Pick<DemoLesson, 'checks' | 'situations'> {
  const parts: Pick<DemoLesson, 'checks' | 'situations'> = { checks: [], situations: [] };
  for (const block of body.blocks) {
    if (block.kind === 'scenario') parts.situations.push({ after: parts.checks.length, scenario: block });
    else if (block.kind === 'drill') parts.checks.push(demoDrill(block));
    else if (block.kind === 'check') {
      const correct = block.options.find((option) => option.correct);
      if (correct) parts.checks.push({ key: block.key, options: block.options.map((option) => option.key), correctKey: correct.key });
    }
  }
  return parts;
}

async function readAssessments(db: Db, { versionId, slug }: { versionId: string; slug: string }): Promise<DemoAssessment[]> {
  const bank = await readBank(db, versionId, slug);
  const rows = await db
    .selectFrom('assessment_version as v')
    .select(['v.assessment_id as id', 'v.id as versionId', 'v.kind', 'v.module_key as module', 'v.time_limit_minutes as minutes', 'v.pass_score as passScore'])
    .select(['v.max_attempts as maxAttempts', 'v.cooldown_minutes as cooldownMinutes', 'v.blueprint'])
    .where('v.course_version_id', '=', versionId)
    .where('v.kind', '!=', 'PRETEST')
    .orderBy('v.position')
    .execute();
  return rows.map((row) => {
    const blueprint = JSON.parse(row.blueprint) as BlueprintRow[];
    const modules = new Set(blueprint.map((line) => line.module));
    return { ...row, kind: row.kind as DemoAssessment['kind'], blueprint, questions: bank.filter((question) => modules.has(question.module)) };
  });
}

async function readBank(db: Db, versionId: string, slug: string): Promise<DemoQuestion[]> {
  const rows = await db
    .selectFrom('question_version as v')
    .innerJoin('question as k', 'k.id', 'v.question_id')
    .select(['v.id as versionId', 'v.question_id as questionId', 'v.module_key as module', 'v.level', 'v.expires_on as expiresOn', 'v.body', 'k.key'])
    .where('v.course_version_id', '=', versionId)
    .orderBy('v.question_id')
    .execute();
  return rows.map(({ key, ...row }) => ({ ...row, level: row.level as QuestionLevel, body: JSON.parse(row.body) as QuestionBody, oddity: oddQuestions[`${slug}/${key}`] ?? null }));
}
