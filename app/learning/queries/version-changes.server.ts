import type { Db } from '../../../db/client.ts';
import { compareSettings, type ComparedCourse, type NamedSettings, type SettingChange } from '../publishing/setting-changes.ts';
import { compareLessons, countChanges, paragraphsOf, type ComparedLesson, type KeyedBody, type LessonChange } from '../publishing/version-changes.ts';
import { drillLines } from '../rules/drill-words.ts';
import { scenarioLines } from '../rules/scenario.ts';
import type { CourseSettings, LessonBody } from '../rules/lesson-body.ts';
import type { BlueprintRow } from '../rules/question.ts';

interface Counts {
  added: number;
  removed: number;
  changed: number;
}

export interface VersionChanges {
  /** Settings of the course, its modules and its assessments; none for a first release. */
  settings: SettingChange[];
  lessons: LessonChange[];
  modules: Counts;
  questions: Counts;
  assessments: Counts;
}

/** What learners would see change if `newer` took the place of `older` (null: nothing has been released yet). */
export async function versionChanges(db: Db, older: string | null, newer: string): Promise<VersionChanges> {
  const [oldParts, newParts] = [older === null ? null : await versionParts(db, older), await versionParts(db, newer)];
  return {
    settings: oldParts ? compareSettings(courseOf(oldParts), courseOf(newParts)) : [],
    lessons: compareLessons(oldParts?.lessons ?? [], newParts.lessons),
    modules: countChanges(keyed(oldParts?.modules ?? []), keyed(newParts.modules)),
    questions: countChanges(oldParts?.questions ?? [], newParts.questions),
    assessments: countChanges(keyed(oldParts?.assessments ?? []), keyed(newParts.assessments)),
  };
}

interface VersionParts {
  course: ComparedCourse['settings'];
  modules: NamedSettings[];
  assessments: NamedSettings[];
  lessons: ComparedLesson[];
  questions: KeyedBody[];
}

function courseOf({ course, modules, assessments }: VersionParts): ComparedCourse {
  const named = (kind: string) => (part: NamedSettings): NamedSettings => ({ ...part, key: `${kind}:${part.key}` });
  return { settings: course, parts: [...modules.map(named('module')), ...assessments.map(named('assessment'))] };
}

function keyed(parts: readonly NamedSettings[]): KeyedBody[] {
  return parts.map(({ key, settings }) => ({ key, body: JSON.stringify(settings) }));
}

async function versionParts(db: Db, versionId: string): Promise<VersionParts> {
  const lessons = await db.selectFrom('lesson_version as v').innerJoin('lesson as l', 'l.id', 'v.lesson_id').selectAll('v').select('l.slug').where('v.course_version_id', '=', versionId).orderBy('v.position').execute();
  const questions = await db.selectFrom('question_version as v').innerJoin('question as q', 'q.id', 'v.question_id').selectAll('v').select('q.key').where('v.course_version_id', '=', versionId).execute();
  return {
    course: await courseSettings(db, versionId),
    modules: await moduleSettings(db, versionId),
    assessments: await assessmentSettings(db, versionId),
    lessons: lessons.map((row) => ({ slug: row.slug, title: row.title, summary: row.summary, moduleKey: row.module_key, minutes: row.minutes, details: row.details, body: row.body, paragraphs: bodyParagraphs(row.body) })),
    questions: questions.map((row) => ({ key: row.key, body: JSON.stringify([row.module_key, row.body, row.level, row.lesson_slug, row.anchor, row.source, row.as_of, row.expires_on]) })),
  };
}

async function courseSettings(db: Db, versionId: string): Promise<ComparedCourse['settings']> {
  const { title, summary, settings } = await db.selectFrom('course_version').select(['title', 'summary', 'settings']).where('id', '=', versionId).executeTakeFirstOrThrow();
  const { aim, audience, models, periods, passScore, certificateValidMonths, renewal, prerequisites } = JSON.parse(settings) as CourseSettings;
  return { title, summary, aim, audience, models, periods, passScore, certificateValidMonths, renewalMonths: renewal?.everyMonths ?? null, renewalLeadDays: renewal?.leadDays ?? null, provenBy: renewal?.pretest?.right ?? null, prerequisites: prerequisites?.join(', ') ?? null };
}

async function moduleSettings(db: Db, versionId: string): Promise<NamedSettings[]> {
  const rows = await db.selectFrom('course_module').select(['key', 'title', 'aim']).where('course_version_id', '=', versionId).orderBy('position').execute();
  return rows.map(({ key, title, aim }) => ({ key, name: title, settings: { title, aim } }));
}

async function assessmentSettings(db: Db, versionId: string): Promise<NamedSettings[]> {
  const rows = await db.selectFrom('assessment_version as v').innerJoin('assessment as a', 'a.id', 'v.assessment_id').selectAll('v').select('a.key').where('v.course_version_id', '=', versionId).orderBy('v.position').execute();
  return rows.map((row) => ({
    key: row.key,
    name: row.title,
    settings: {
      title: row.title,
      kind: row.kind,
      module: row.module_key,
      minutes: row.time_limit_minutes,
      passScore: row.pass_score,
      attempts: row.max_attempts,
      cooldownMinutes: row.cooldown_minutes,
      questionCount: row.question_count,
      blueprint: (JSON.parse(row.blueprint) as BlueprintRow[]).map(({ module, level, count }) => [module, level, count].filter(Boolean).join(' ')).join(', '),
    },
  }));
}

function bodyParagraphs(body: string): string[] {
  const { blocks } = JSON.parse(body) as LessonBody;
  const plain = (html: string) => paragraphsOf(html).join(' ');
  return blocks.flatMap((block) => {
    if (block.kind === 'html') return paragraphsOf(block.html);
    if (block.kind === 'drill') return drillLines(block, plain);
    if (block.kind === 'scenario') return scenarioLines(block, plain);
    return [block.question, ...block.options.map((option) => `${option.correct ? '✓' : '–'} ${plain(option.html)} (${option.why})`)];
  });
}
