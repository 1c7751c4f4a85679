import { expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse, releaseVersion, sampleBodies, type SampleAssessment } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { sit, type Given } from '../../../tests/world/sittings.ts';
import { questionsQuery } from '../forms/questions.ts';
import { getEditedQuestion } from '../queries/editing-question.server.ts';
import { listEditedQuestions } from '../queries/editing-questions.server.ts';
import { countAnswers } from './count-answers.server.ts';

const now = '2026-11-29T18:35:00.000Z';
const all = questionsQuery.parse({});

async function world(people: number, assessments?: SampleAssessment[]) {
  const db = await freshDb();
  const course = await makeCourse(db, assessments ? { assessments } : {});
  const ids: string[] = [];
  for (let count = 0; count < people; count += 1) ids.push((await makePerson(db)).id);
  const sits = (userId: string, given: Record<string, Given>, day = 1, more: { number?: number; flagged?: string[] } = {}) => sit(db, { userId, course: course.slug, assessment: 'kiem-tra-m1', startedAt: `2026-11-0${day}T01:00:00.000Z`, submittedAt: `2026-11-0${day}T01:10:00.000Z`, given, ...more });
  const listed = async (key: string) => (await listEditedQuestions(db, course.slug, all)).questions.find((one) => one.key === key)?.item;
  return { db, course, ids, sits, listed };
}

it('the list that was counted and the page that counts by itself say the same, for every type', async () => {
  const { db, course, ids, sits } = await world(36);
  const keys = sampleBodies.map((_body, at) => `q${at + 1}`);
  for (const [at, id] of ids.entries()) await sits(id, Object.fromEntries(keys.map((key, place) => [key, (at * 7 + place * 5) % 11 < 3 + place ? 'right' : at % 9 === place ? 'open' : 'wrong'])), 1, { flagged: at % 4 === 0 ? ['q2'] : [] });
  await countAnswers(db, now);
  const list = await listEditedQuestions(db, course.slug, all);
  expect([list.countedAt, list.found]).toEqual([now, 6]);
  for (const { key, item } of list.questions) {
    const page = (await getEditedQuestion(db, course.slug, key)).wordings[0];
    expect(page?.item.answers).toBe(36);
    expect(page?.item.facility).toBeCloseTo(item.facility ?? -1, 10);
    expect(page?.item.discrimination?.value).toBeCloseTo(item.discrimination?.value ?? -2, 8);
    expect([page?.item.verdict, page?.item.flagShare]).toEqual([item.verdict, item.flagShare]);
    expect(page?.groups).toMatchObject({ high: { answers: 10 }, low: { answers: 10 } });
  }
  expect(list.questions.find(({ key }) => key === 'q2')?.item.flagShare).toBe(9 / 36);
});

it('each person counts once, with the first attempt that held the question; open attempts do not', async () => {
  const { db, course, ids: [one = '', other = ''], sits } = await world(2);
  await sits(one, { q1: 'wrong', q2: 'right' }, 2, { number: 2 });
  await sits(one, { q3: 'right', q2: 'wrong' }, 1);
  await sit(db, { userId: other, course: course.slug, assessment: 'kiem-tra-m1', startedAt: '2026-11-01T01:00:00.000Z', submittedAt: null, given: { q1: 'right', q2: 'right' } });
  await countAnswers(db, now);
  const rows = await db.selectFrom('question_statistic as t').innerJoin('question_version as v', 'v.id', 't.question_version_id').innerJoin('question as k', 'k.id', 'v.question_id').select(['k.key', 't.answers', 't.points', 't.rest']).orderBy('k.key').execute();
  // The second attempt adds q1 only; q2 was given before, and the attempt of the other is not handed in.
  expect(rows.map(({ key, answers }) => [key, answers])).toEqual([['q1', 1], ['q2', 1], ['q3', 1]]);
  expect(rows.map(({ points }) => points === 1)).toEqual([false, false, true]);
  expect(rows[1]?.rest).toBe(1);
});

it('counts anew: nothing is counted twice, and the same wording in a new version goes on', async () => {
  const { db, course, ids, sits, listed } = await world(3);
  await sits(ids[0] ?? '', { q1: 'right', q2: 'right' });
  await countAnswers(db, now);
  await countAnswers(db, now);
  expect(await listed('q1')).toMatchObject({ answers: 1 });
  const second = await releaseVersion(db, course);
  await sits(ids[1] ?? '', { q1: 'right', q2: 'right' });
  await countAnswers(db, now);
  expect(await listed('q1')).toMatchObject({ answers: 2 });
  const other = { type: 'true_false' as const, text: 'Lời văn khác', answer: true, whyTrue: '', whyFalse: '' };
  await releaseVersion(db, second, { questions: [{ key: 'q1', module: 'm1', body: other }, { key: 'q2', module: 'm1', body: sampleBodies[1] as (typeof sampleBodies)[number] }] });
  await sits(ids[2] ?? '', { q1: 'right', q2: 'right' });
  await countAnswers(db, now);
  expect([await listed('q1'), await listed('q2')]).toMatchObject([{ answers: 1 }, { answers: 3 }]);
  const { wordings } = await getEditedQuestion(db, course.slug, 'q1');
  expect(wordings.map(({ body, item }) => [body.text === 'Lời văn khác', item.answers])).toEqual([[true, 1], [false, 2]]);
});

it('leaves out attempts of a single question, which have no rest to compare with', async () => {
  const { db, ids, sits, listed } = await world(1);
  await sits(ids[0] ?? '', { q1: 'right' });
  await countAnswers(db, now);
  expect(await listed('q1')).toMatchObject({ answers: 0 });
});

it('keeps pre-tests apart: a year later people know less, and no sound question becomes hard by that', async () => {
  const pretest = { key: 'dau-vao', kind: 'PRETEST' as const, passScore: 0, blueprint: [{ module: 'm1', count: 6 }] };
  const { db, course, ids, sits, listed } = await world(34, [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint: [{ module: 'm1', level: 'REMEMBER', count: 6 }] }, pretest]);
  const later = (userId: string, day: number, how: Given) => sit(db, { userId, course: course.slug, assessment: 'dau-vao', startedAt: `2026-11-0${day}T01:00:00.000Z`, submittedAt: `2026-11-0${day}T01:20:00.000Z`, given: { q1: how, q2: 'open' } });
  for (const [at, id] of ids.entries()) {
    // Some sit the pre-test first: it takes nobody's place among the ordinary answers.
    if (at < 32) await later(id, at < 5 ? 1 : 4, at < 8 ? 'right' : 'open');
    await sits(id, { q1: 'right', q2: at % 3 === 0 ? 'wrong' : 'right' }, 2);
  }
  await countAnswers(db, now);
  expect(await listed('q1')).toMatchObject({ answers: 34, facility: 1 });
  const [wording] = (await getEditedQuestion(db, course.slug, 'q1')).wordings;
  expect(wording).toMatchObject({ item: { answers: 34, facility: 1 }, shares: { answers: 34 }, pretest: { answers: 32, facility: 0.25 } });
});
