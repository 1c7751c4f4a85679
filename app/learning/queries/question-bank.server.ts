import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { drawQuestions, type BankEntry } from '../rules/draw-questions.ts';
import type { BlueprintRow, QuestionBody, QuestionLevel } from '../rules/question.ts';

export type BankQuestion = BankEntry & { body: QuestionBody };

/** Whether a question is out of use for now. Whatever asks people questions leaves these out. */
export const isSuspended = (questionId: 'v.question_id' | 'q.question_id') => sql<SqlBool>`exists (select 1 from question_suspension as s where s.question_id = ${sql.ref(questionId)} and s.lifted_at is null)`;

/** The questions of a course version that may be drawn. */
export async function readBank(db: Db, courseVersionId: string, modules: readonly string[]): Promise<BankQuestion[]> {
  const rows = await bankRows(db, courseVersionId, modules).select('v.body').execute();
  return rows.map(({ body, ...row }) => ({ ...entryOf(row), body: JSON.parse(body) as QuestionBody }));
}

function bankRows(db: Db, courseVersionId: string, modules: readonly string[]) {
  return db
    .selectFrom('question_version as v')
    .select(['v.id as versionId', 'v.question_id as questionId', 'v.module_key as module', 'v.level', 'v.expires_on as expiresOn'])
    .where('v.course_version_id', '=', courseVersionId)
    .where('v.module_key', 'in', modules)
    .where(({ not }) => not(isSuspended('v.question_id')));
}

const entryOf = <Row extends { level: string }>(row: Row) => ({ ...row, level: row.level as QuestionLevel });

/** The modules that a blueprint draws from. */
export function modulesOf(blueprint: readonly BlueprintRow[]): string[] {
  return [...new Set(blueprint.map((row) => row.module))];
}

/** An assessment that could not be drawn any more. */
export interface Shortage extends BlueprintRow {
  title: string;
  found: number;
}

/** The first assessment of a course version that could not be drawn on a day without a question. */
export async function findShortage(db: Db, courseVersionId: string, { without, today }: { without?: string; today: Day }): Promise<Shortage | null> {
  const { assessments, bank } = await readTests(db, courseVersionId);
  return shortagesOn({ assessments, bank: bank.filter(({ questionId }) => questionId !== without) }, today)[0] ?? null;
}

/** What is asked in a course version, and what there is to ask; without its words, which nobody needs to count. */
export interface Tests {
  assessments: { title: string; blueprint: BlueprintRow[] }[];
  bank: BankEntry[];
}

export async function readTests(db: Db, courseVersionId: string): Promise<Tests> {
  const assessments = await db.selectFrom('assessment_version').select(['title', 'blueprint']).where('course_version_id', '=', courseVersionId).orderBy('position').execute();
  const asked = assessments.map(({ title, blueprint }) => ({ title, blueprint: JSON.parse(blueprint) as BlueprintRow[] }));
  const bank = await bankRows(db, courseVersionId, modulesOf(asked.flatMap(({ blueprint }) => blueprint))).execute();
  return { assessments: asked, bank: bank.map(entryOf) };
}

/** The assessments that could not be drawn on a day, in their order. */
export function shortagesOn({ assessments, bank }: Tests, today: Day): Shortage[] {
  return assessments.flatMap(({ title, blueprint }) => {
    const drawn = drawQuestions({ bank, blueprint, today, seen: new Set(), seed: '' });
    return drawn.ok ? [] : [{ ...drawn.row, title, found: drawn.found }];
  });
}
