import { DatabaseSync } from 'node:sqlite';
import { expect, type Locator, type Page } from '@playwright/test';
import { databaseFile, type Db } from '../../../db/client.ts';
import { fieldsOfResponse } from '../../../app/learning/rules/question-response.ts';
import type { LessonBody } from '../../../app/learning/rules/lesson-body.ts';
import { solveDrill } from '../../../app/learning/rules/solve-drill.ts';
import type { QuestionBody } from '../../../app/learning/rules/question.ts';
import { rightAnswer } from '../../../db/seeds/demo/rules/answers.ts';
import { islandsMounted } from '../islands.ts';

export interface LessonTask {
  key: string;
  isDrill: boolean;
  fields: [name: string, value: string][];
}

/** Looks right answers up where the server keeps them; the answering itself goes through the pages. */
export interface AnswerBook {
  /** What there is to do in a lesson in reading order, with the right fields: a question has its one option, practice has as many as it asks for. */
  lesson(course: string, lesson: string): LessonTask[];
  /** The form fields of the right answer to each question of an attempt, by position. */
  attempt(attemptId: string): Record<string, string | string[]>[];
}

export function answerBook(dataDir: string): AnswerBook {
  const read = <Row>(sql: string, ...values: string[]): Row[] => {
    const database = new DatabaseSync(databaseFile(dataDir), { readOnly: true, timeout: 5_000 });
    try {
      return database.prepare(sql).all(...values) as Row[];
    } finally {
      database.close();
    }
  };
  return {
    lesson(course, lesson) {
      const [row] = read<{ body: string }>(
        `select v.body from lesson_version v join lesson l on l.id = v.lesson_id join course c on c.id = l.course_id join course_version cv on cv.id = v.course_version_id
         where c.slug = ? and l.slug = ? and cv.released_at is not null and cv.superseded_at is null`, course, lesson);
      const { blocks } = JSON.parse(row?.body ?? '{"blocks":[]}') as LessonBody;
      return blocks.flatMap((block): LessonTask[] => {
        if (block.kind === 'html' || block.kind === 'scenario') return [];
        if (block.kind === 'check') return [{ key: block.key, isDrill: false, fields: [[block.key, block.options.find((option) => option.correct)?.key ?? '']] }];
        return [{ key: block.key, isDrill: true, fields: Object.entries(solveDrill(block.body)).map(([name, value]): [string, string] => [`${block.key}.${name}`, value]) }];
      });
    },
    attempt(attemptId) {
      const rows = read<{ body: string; option_order: string }>('select v.body, q.option_order from attempt_question q join question_version v on v.id = q.question_version_id where q.attempt_id = ? order by q.position', attemptId);
      return rows.map((row) => {
        const body = JSON.parse(row.body) as QuestionBody;
        return fieldsOfResponse(body, JSON.parse(row.option_order) as string[], rightAnswer(body));
      });
    },
  };
}

/** Fills in practice as a person would and hands it in; what came of it is shown, with a script in the page and without one after it has come anew. */
export async function takeDrill(page: Page, key: string, fields: readonly [string, string][]): Promise<void> {
  const card = page.locator(`#check-${key}`);
  for (const [name, value] of fields) {
    const select = card.locator(`select[name="${name}"]`);
    if (await select.count()) await select.selectOption(value);
    else await card.locator(`input[name="${name}"][value="${value}"]`).check();
  }
  await card.locator('button[name="drill.hand-in"]').click();
  await expect(card.locator('[data-drill-result]')).toBeVisible();
}

/** Answers the questions in the text of the open lesson, does its practice and goes on. */
export async function takeLesson(page: Page, book: AnswerBook): Promise<void> {
  const [course = '', lesson = ''] = new URL(page.url()).pathname.split('/').slice(2);
  await islandsMounted(page);
  for (const { key, isDrill, fields } of book.lesson(course, lesson)) {
    if (isDrill) {
      await takeDrill(page, key, fields);
      continue;
    }
    const [[, option] = ['', '']] = fields;
    const card = page.locator(`#check-${key}`);
    await card.locator(`label[for="check-${key}-${option}"]`).click();
    await expect(card.locator(`.check-option:has(input[value="${option}"]) .check-why`)).toBeVisible();
  }
  await page.getByRole('button', { name: /^Xong/ }).click();
  await expect(page).not.toHaveURL(new RegExp(`/learn/${course}/${lesson}`));
}

/** Starts the test whose page is open, answers everything and hands it in; ends on the result. */
export async function takeTest(page: Page, book: AnswerBook): Promise<void> {
  await page.getByRole('button', { name: /^Bắt đầu/ }).click();
  await expect(page).toHaveURL(/\/attempts\//);
  await islandsMounted(page);
  await answerAll(page, book);
  await handIn(page);
}

export async function answerAll(page: Page, book: AnswerBook): Promise<void> {
  const answers = book.attempt(attemptOf(page));
  for (const [at, fields] of answers.entries()) {
    const form = page.locator(`form[data-question="${at + 1}"]`);
    await expect(form).toBeVisible();
    await fill(form, fields);
    await form.getByRole('button', { name: at + 1 < answers.length ? 'Lưu và sang câu sau' : 'Lưu và xem lại bài' }).click();
  }
  await expect(page).toHaveURL(/\/check$/);
}

export async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page).toHaveURL(/\/result$/);
}

export function attemptOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

/** Where the questions of a module stand in an attempt. */
export async function positionsOf(db: Db, attemptId: string, module: string): Promise<number[]> {
  const rows = await db.selectFrom('attempt_question as q').innerJoin('question_version as v', 'v.id', 'q.question_version_id').select('q.position').where('q.attempt_id', '=', attemptId).where('v.module_key', '=', module).orderBy('q.position').execute();
  return rows.map(({ position }) => position);
}

/** Fills one question as a person would, control by control. */
export async function fill(form: Locator, fields: Record<string, string | string[]>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    if (/^(place|pair)-/.test(name)) await form.locator(`select[name="${name}"]`).selectOption(String(value));
    else if (await form.locator('input[name="answer"][type="text"]').count()) await form.getByRole('textbox').fill(String(value));
    else for (const each of [value].flat()) await form.locator(`input[value="${each}"]:is([name="answer"], [name="answer[]"])`).check();
  }
}
