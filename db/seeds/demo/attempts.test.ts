import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QuestionBody, QuestionResponse } from '../../../app/learning/rules/question.ts';
import { scoreAttempt, scoreQuestion } from '../../../app/learning/rules/score-question.ts';
import { shownOrder } from '../../../app/learning/rules/shuffle.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import type { Db } from '../../client.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { seedDemo } from './index.ts';

/** What the program's own rules say of the attempts that the seed invented. */
let db: Db;
beforeAll(async () => {
  db = await freshDb();
  await storeOrganisation(db);
  await makeDemoCourses(db);
  await seedDemo(db, { secret: 'mot-bi-mat-du-dai-cho-viec-kiem-tra', people: 100 });
}, 60_000);
afterAll(() => db.destroy());

const attempts = () =>
  db
    .selectFrom('attempt as t')
    .innerJoin('assessment_version as v', 'v.id', 't.assessment_version_id')
    .selectAll('t')
    .select(['v.pass_score', 'v.cooldown_minutes', 'v.max_attempts', 'v.question_count', 'v.time_limit_minutes', 'v.kind'])
    .orderBy('t.number')
    .execute();
const questions = () =>
  db
    .selectFrom('attempt_question as q')
    .innerJoin('attempt as t', 't.id', 'q.attempt_id')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .leftJoin('attempt_answer as a', (join) => join.onRef('a.attempt_id', '=', 'q.attempt_id').onRef('a.position', '=', 'q.position'))
    .select(['q.attempt_id', 'q.position', 'q.option_order', 'q.points', 'v.body', 'v.question_id', 'v.expires_on', 'a.response', 'a.saved_at', 't.started_at', 't.submitted_at', 't.due_at'])
    .orderBy('q.position')
    .execute();
const by = <Row>(rows: readonly Row[], key: (row: Row) => string) => [...Map.groupBy(rows, key).values()];

describe('attempts of the seed', () => {
  it('are numbered from one without gaps, one after the other, with the wait of the rule between them', async () => {
    const rows = await attempts();
    expect(rows.length).toBeGreaterThan(100);
    for (const own of by(rows, (row) => `${row.user_id} ${row.assessment_id}`)) {
      expect(own.map((row) => row.number)).toEqual(own.map((_row, at) => at + 1));
      for (const [at, row] of own.slice(1).entries()) {
        const before = own[at];
        const free = Date.parse(before?.submitted_at ?? '') + (before?.is_passed ? 0 : (before?.cooldown_minutes ?? 0) * 60_000);
        expect(Date.parse(row.started_at)).toBeGreaterThanOrEqual(free);
      }
    }
  });

  it('last as long as the test allows, and are automatic exactly at their end', async () => {
    for (const row of await attempts()) {
      expect(Date.parse(row.due_at) - Date.parse(row.started_at)).toBe(row.time_limit_minutes * 60_000);
      expect(row.submitted_at !== null && row.submitted_at > row.started_at && row.submitted_at <= row.due_at).toBe(true);
      if (row.auto_submitted === 1) expect(row.submitted_at).toBe(row.due_at);
      expect(row.is_passed).toBe((row.score ?? 0) >= row.pass_score ? 1 : 0);
    }
  });

  it('have the points and the score that the program would have given', async () => {
    const rows = await questions();
    const scores = new Map((await attempts()).map((row) => [row.id, row]));
    expect(rows.length).toBeGreaterThan(100);
    for (const own of by(rows, (row) => row.attempt_id)) {
      const points = own.map((row) => scoreQuestion(JSON.parse(row.body) as QuestionBody, JSON.parse(row.response ?? 'null') as QuestionResponse | null));
      expect(own.map((row) => row.points)).toEqual(points);
      const attempt = scores.get(own[0]?.attempt_id ?? '');
      expect(attempt?.score).toBe(scoreAttempt(points));
      expect(own.length).toBe(attempt?.question_count);
    }
  });

  it('ask each question once, none that had lapsed, in an order that holds exactly its own keys', async () => {
    for (const own of by(await questions(), (row) => row.attempt_id)) {
      expect(new Set(own.map((row) => row.question_id)).size).toBe(own.length);
      expect(own.map((row) => row.position)).toEqual(own.map((_row, at) => at + 1));
      for (const row of own) {
        expect(row.expires_on === null || row.started_at.slice(0, 10) < row.expires_on).toBe(true);
        expect((JSON.parse(row.option_order) as string[]).toSorted()).toEqual(shownOrder(JSON.parse(row.body) as QuestionBody, 'any').toSorted());
      }
    }
  });

  it('have their answers saved while they were open', async () => {
    const answered = (await questions()).filter((row) => row.saved_at !== null);
    expect(answered.length).toBeGreaterThan(100);
    for (const row of answered) expect((row.saved_at ?? '') >= row.started_at && (row.saved_at ?? '') <= (row.submitted_at ?? '')).toBe(true);
  });

  it('at a final test come after every module test was passed and every lesson read', async () => {
    const rows = await attempts();
    const finals = rows.filter((row) => row.kind === 'FINAL');
    expect(finals.length).toBeGreaterThan(10);
    const lessons = await db.selectFrom('lesson_progress').select(['user_id', 'course_id', 'completed_at']).execute();
    for (const final of finals) {
      const own = <Row extends { user_id: string; course_id: string }>(all: Row[]) => all.filter((row) => row.user_id === final.user_id && row.course_id === final.course_id);
      const modules = by(own(rows).filter((row) => row.kind === 'MODULE'), (row) => row.assessment_id);
      expect(modules.length).toBeGreaterThan(0);
      expect(modules.every((tries) => tries.some((row) => row.is_passed === 1 && (row.submitted_at ?? '') <= final.started_at))).toBe(true);
      expect(own(lessons).every((row) => row.completed_at !== null && row.completed_at <= final.started_at)).toBe(true);
    }
  });
});
