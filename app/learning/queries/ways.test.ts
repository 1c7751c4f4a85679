import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, happened, makeCourse, sampleScenario, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import { listWays, readWays } from './ways.server.ts';

let db: Db & AsyncDisposable;
let course: MadeCourse;
const at = '2026-11-20T02:00:00.000Z';
const scenarios = [sampleScenario('s1'), sampleScenario('s2')];

async function went(answer: string, traits: { key?: string; lesson?: number; leaves?: boolean; of?: MadeCourse } = {}): Promise<void> {
  const { id } = await makePerson(db);
  const own = traits.of ?? course;
  await enrolled(db, id, own);
  await happened(db, id, own, at, { verb: 'check.answered', objectType: 'lesson', objectId: own.lessons[traits.lesson ?? 0]!.id, result: { check: traits.key ?? 's1', answer, correct: answer === 'goi-lai/bao' } });
  if (traits.leaves) await db.updateTable('enrollment').set({ cancelled_at: at }).where('user_id', '=', id).execute();
}

beforeAll(async () => {
  db = await freshDb();
  const lessons = ['mot', 'hai'].map((slug) => ({ slug, checks: ['q1'], scenarios: ['s1', 's2'] }));
  course = await makeCourse(db, { slug: 'an-toan', lessons, assessments: 'none' });
  const other = await makeCourse(db, { slug: 'khac', lessons, assessments: 'none' });
  for (let n = 0; n < 8; n += 1) await went('goi-lai/bao');
  for (let n = 0; n < 2; n += 1) await went('doc-ma');
  await went('doc-ma', { lesson: 1 });
  await went('doc-ma', { leaves: true });
  await went('doc-ma', { of: other });
  await went('goi-lai', { key: 's2' });
  await went('b', { key: 'q1' });
});
afterAll(() => db.destroy());

describe('the ways through the situations of a lesson', () => {
  it('are those of the people enrolled in its course, of that lesson alone', async () => {
    const [first, second] = await listWays(db, 'an-toan', 'mot', scenarios);
    expect(first).toMatchObject({ key: 's1', people: 10, choices: [{ path: ['Đọc mã'], share: 0.2 }, { path: ['Gọi lại'], share: 0.8 }, { share: 0 }, { share: 0.8 }] });
    expect(second).toMatchObject({ key: 's2', people: 1, choices: null });
  });

  it('are nobody’s where there is no such lesson, and none are asked for where there is no situation', async () => {
    expect(await listWays(db, 'an-toan', 'khong-co', scenarios)).toMatchObject([{ people: 0 }, { people: 0 }]);
    expect(await listWays(db, 'an-toan', 'mot', [])).toEqual([]);
  });

  it('are found person by person: nobody’s answers to other lessons are read', async () => {
    const { sql: text, parameters } = readWays(db, 'an-toan', 'mot', ['s1', 's2']).compile();
    const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(text.replaceAll('?', () => `'${String(parameters[0])}'`))}`.execute(db);
    const steps = plan.rows.map(({ detail }) => detail);
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    expect(steps.find((step) => step.startsWith('SEARCH c '))).toContain('user_id=? AND lesson_id=? AND check_key=?');
  });
});
