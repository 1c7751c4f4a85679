import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, lessonOf, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { checksOf } from '../rules/open-checks.ts';
import { answerChecks } from './answer-check.server.ts';

const now = '2026-11-23T01:00:00.000Z';

async function world() {
  const db = await freshDb();
  const [person, course] = [await makePerson(db), await makeCourse(db)];
  await enrolled(db, person.id, course);
  const lesson = await lessonOf(db, course);
  const answer = async (answers: Record<string, string>, at = now) => (await db.transaction().execute((tx) => answerChecks(tx, { userId: person.id, lesson, answers, now: at }))).unanswered;
  const kept = () => db.selectFrom('check_progress').select(['check_key as key', 'answer', 'is_correct as correct', 'tries']).orderBy('check_key').execute();
  const events = async () => (await db.selectFrom('progress_event').select('id').where('verb', '=', 'check.answered').execute()).length;
  return { db, person, course, lesson, answer, kept, events };
}

describe('answerChecks', () => {
  it('keeps what was answered and says what is still open', async () => {
    const { answer, kept } = await world();
    expect(await answer({ q1: 'a' })).toEqual(['q2']);
    expect(await kept()).toEqual([{ key: 'q1', answer: 'a', correct: 0, tries: 1 }]);
    expect(await answer({ q2: 'b' })).toEqual([]);
    expect(await kept()).toContainEqual({ key: 'q2', answer: 'b', correct: 1, tries: 1 });
  });

  it('does not count a double click or an answer that stands already as another try', async () => {
    const { answer, kept, events } = await world();
    await answer({ q1: 'a' });
    await answer({ q1: 'a' }, '2026-11-23T01:00:05.000Z');
    expect(await events()).toBe(1);
    expect(await kept()).toEqual([{ key: 'q1', answer: 'a', correct: 0, tries: 1 }]);
  });

  it('counts one try when two tabs send the same answer at once', async () => {
    const { answer, kept, events } = await world();
    await Promise.all([answer({ q1: 'b' }), answer({ q1: 'b' }), answer({ q1: 'b', q2: 'b' })]);
    expect(await events()).toBe(2);
    expect((await kept()).map(({ tries }) => tries)).toEqual([1, 1]);
  });

  it('lets a learner change her mind, and counts that', async () => {
    const { answer, kept } = await world();
    await answer({ q1: 'a' });
    await answer({ q1: 'b' }, '2026-11-23T01:00:05.000Z');
    await answer({ q1: 'c' }, '2026-11-23T01:00:09.000Z');
    expect(await kept()).toEqual([{ key: 'q1', answer: 'c', correct: 0, tries: 3 }]);
  });

  it('passes over questions and options that do not exist', async () => {
    const { answer, events } = await world();
    expect(await answer({ q9: 'b', q1: 'z', q2: '' })).toEqual(['q1', 'q2']);
    expect(await events()).toBe(0);
  });

  it('is not fooled by the names of built-in properties', async () => {
    const { answer, events } = await world();
    const sent = JSON.parse('{"__proto__": "b", "constructor": "b", "toString": "b", "hasOwnProperty": "b"}') as Record<string, string>;
    expect(await answer(sent)).toEqual(['q1', 'q2']);
    expect(await answer({ q1: '__proto__', q2: 'constructor' })).toEqual(['q1', 'q2']);
    expect(await answer(Object.create({ q1: 'b', q2: 'b' }) as Record<string, string>)).toEqual(['q1', 'q2']);
    expect(await events()).toBe(0);
  });

  it('answers even a question that is called like a built-in property', async () => {
    const { db, person } = await world();
    const course = await makeCourse(db, { lessons: [{ slug: 'la', checks: ['constructor', 'toString'] }] });
    const lesson = await lessonOf(db, course);
    const answer = async (answers: Record<string, string>) => (await db.transaction().execute((tx) => answerChecks(tx, { userId: person.id, lesson, answers, now }))).unanswered;
    expect(await answer({})).toEqual(['constructor', 'toString']);
    expect(await answer({ constructor: 'b' } as unknown as Record<string, string>)).toEqual(['toString']);
  });

  it('keeps the same question of two lessons and of two people apart', async () => {
    const { db, answer, kept } = await world();
    const [other, second] = [await makePerson(db), await makeCourse(db)];
    await answer({ q1: 'b' });
    const foreign = await lessonOf(db, second);
    const { unanswered: open } = await db.transaction().execute((tx) => answerChecks(tx, { userId: other.id, lesson: foreign, answers: {}, now }));
    expect(open).toEqual(['q1', 'q2']);
    expect(await kept()).toHaveLength(1);
  });

  it('has nothing to ask in a lesson without questions', async () => {
    const { db, course } = await world();
    expect(checksOf(await lessonOf(db, course, 1))).toEqual([]);
    expect(checksOf(await lessonOf(db, course, 0)).map(({ key }) => key)).toEqual(['q1', 'q2']);
  });
});
