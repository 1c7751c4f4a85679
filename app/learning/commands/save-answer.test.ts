import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { enrol, completeLessons, makeExamWorld } from '../../../tests/world/learning.ts';
import { isAppError } from '../../platform/errors.ts';
import type { QuestionType } from '../rules/question.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db);
  const me = examinee(db, clock, course, learner.id);
  const id = await me.begin();
  const questions = await questionsOf(db, id);
  const at = (type: QuestionType) => questions.find((question) => question.body.type === type)?.position as number;
  const stored = (position: number) => db.selectFrom('attempt_answer').selectAll().where('attempt_id', '=', id).where('position', '=', position).executeTakeFirst();
  return { db, clock, course, learner, me, id, at, stored };
}

test('keeps the answer with the bank keys and tells the time left', async () => {
  const { me, id, at, stored, clock } = await world();
  clock.pass({ minutes: 2 });
  expect(await me.save(id, at('short_answer'), { answer: 'ngày 15' })).toEqual({ ok: true, savedAt: '2026-11-23T01:02:00.000Z', secondsLeft: 600, elsewhereAt: null });
  expect(JSON.parse((await stored(at('short_answer')))?.response ?? '')).toEqual({ type: 'short_answer', text: 'ngày 15' });
});

test('the same answer twice is fine, and an emptied answer is empty', async () => {
  const { me, id, at, stored } = await world();
  await me.save(id, at('single'), { answer: '1' });
  expect(await me.save(id, at('single'), { answer: '1' })).toMatchObject({ ok: true });
  await me.save(id, at('multiple'), { answer: ['1', '2'] });
  await me.save(id, at('multiple'), {});
  expect((await stored(at('multiple')))?.response).toBe('null');
});

test('a stale retry of the same page is acknowledged and changes nothing', async () => {
  const { me, id, at, stored } = await world();
  await me.save(id, at('short_answer'), { answer: 'mới' }, { writer: 'tab-1', seq: 7, isFlagged: true });
  for (const seq of [6, 7]) expect(await me.save(id, at('short_answer'), { answer: 'cũ' }, { writer: 'tab-1', seq })).toMatchObject({ ok: true });
  expect((await stored(at('short_answer')))?.response).toContain('mới');
  expect((await stored(at('short_answer')))?.writer_seq).toBe(7);
});

test('a stale retry does not take the mark for review away either', async () => {
  const { db, me, id, at } = await world();
  await me.save(id, at('single'), { answer: '1' }, { writer: 'tab-1', seq: 2, isFlagged: true });
  await me.save(id, at('single'), { answer: '1' }, { writer: 'tab-1', seq: 1, isFlagged: false });
  expect((await questionsOf(db, id)).find((question) => question.position === at('single'))?.flaggedAt).not.toBeNull();
});

test('of two tabs the last write wins, and the other tab learns that it is behind', async () => {
  const { me, id, at, stored, clock } = await world();
  await me.save(id, at('short_answer'), { answer: 'thẻ một' }, { writer: 'tab-1', seq: 9 });
  clock.pass({ seconds: 5 });
  const second = await me.save(id, at('short_answer'), { answer: 'thẻ hai' }, { writer: 'tab-2', seq: 1 });
  expect(second).toMatchObject({ ok: true, elsewhereAt: '2026-11-23T01:00:00.000Z' });
  expect((await stored(at('short_answer')))?.response).toContain('thẻ hai');
  expect(await me.save(id, at('single'), { answer: '1' }, { writer: 'tab-1', seq: 10 })).toMatchObject({ elsewhereAt: '2026-11-23T01:00:05.000Z' });
});

test('the same answer sent once more is no newer one, and what is older than it still changes nothing', async () => {
  const { me, id, at, stored, clock } = await world();
  const save = (answer: string, writer: string, seq: number) => me.save(id, at('short_answer'), { answer }, { writer, seq });
  await save('ngày 15', 'tab-1', 1);
  clock.pass({ seconds: 4 });
  await save('ngày 15', 'tab-1', 3);
  await save('ngày 14', 'tab-1', 2);
  await save('ngày 15', 'tab-2', 1);
  expect(await stored(at('short_answer'))).toMatchObject({ saved_at: '2026-11-23T01:00:00.000Z', response: expect.stringContaining('ngày 15') as string });
  await save('ngày 16', 'tab-2', 2);
  expect(await stored(at('short_answer'))).toMatchObject({ saved_at: '2026-11-23T01:00:04.000Z' });
});

test('a tab that took up the same answer before the first one could send it is no news; a later change is', async () => {
  const { me, id, at, clock } = await world();
  const save = (writer: string, answer: string, seq = 1) => me.save(id, at('short_answer'), { answer }, { writer, seq });
  await save('tab-2', 'ngày 15');
  clock.pass({ seconds: 1 });
  expect(await save('tab-1', 'ngày 15')).toMatchObject({ ok: true, elsewhereAt: null });
  expect(await save('tab-2', 'ngày 15', 2)).toMatchObject({ elsewhereAt: null });
  clock.pass({ seconds: 1 });
  await save('tab-1', 'ngày 14', 2);
  expect(await save('tab-2', 'ngày 15', 3)).toMatchObject({ elsewhereAt: '2026-11-23T01:00:02.000Z' });
});

test('marks for review are set and taken away together with the answer', async () => {
  const { db, me, id, at } = await world();
  const flag = async () => (await questionsOf(db, id)).find((question) => question.position === at('single'))?.flaggedAt;
  await me.save(id, at('single'), {}, { isFlagged: true });
  expect(await flag()).toBe('2026-11-23T01:00:00.000Z');
  await me.save(id, at('single'), {});
  expect(await flag()).toBeNull();
});

test('before the end, at its very second, within the grace, and after it', async () => {
  const { db, me, id, at, clock } = await world();
  const save = (answer: string) => me.save(id, at('short_answer'), { answer });
  clock.set('2026-11-23T01:11:59.999Z');
  expect(await save('1')).toMatchObject({ ok: true, secondsLeft: 1 });
  clock.set('2026-11-23T01:12:00.000Z');
  expect(await save('2')).toMatchObject({ ok: true, secondsLeft: 0 });
  clock.set('2026-11-23T01:12:02.999Z');
  expect(await save('15')).toMatchObject({ ok: true, secondsLeft: 0 });
  clock.set('2026-11-23T01:12:03.000Z');
  expect(await save('late')).toEqual({ ok: false, reason: 'over', isTimeUp: true });
  expect(await db.selectFrom('attempt').select(['submitted_at', 'auto_submitted', 'score']).executeTakeFirst()).toEqual({ submitted_at: '2026-11-23T01:12:00.000Z', auto_submitted: 1, score: 1.7 });
  expect(await save('later')).toEqual({ ok: false, reason: 'over', isTimeUp: true });
});

test('after submission nothing is saved any more', async () => {
  const { me, id, at, stored } = await world();
  await me.submit(id);
  expect(await me.save(id, at('single'), { answer: '1' })).toEqual({ ok: false, reason: 'over', isTimeUp: false });
  expect(await stored(at('single'))).toBeUndefined();
});

test('somebody else’s attempt, an unknown one and a question that it does not have are not found', async () => {
  const { db, clock, course, me, id, at } = await world();
  const other = await enrol(db, course);
  await completeLessons(db, course, other);
  const kindOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (isAppError(error) ? error.kind : error));
  expect(await kindOf(examinee(db, clock, course, other.id).save(id, at('single'), { answer: '1' }))).toBe('not-found');
  expect(await kindOf(me.save('khong-co', 1, { answer: '1' }))).toBe('not-found');
  expect(await kindOf(me.save(id, 99, { answer: '1' }))).toBe('not-found');
});

test('hostile answers are refused and leave what was stored', async () => {
  const { db, me, id, at, stored } = await world();
  await me.save(id, at('single'), { answer: '1' });
  const before = await stored(at('single'));
  const hostile: [Record<string, unknown>, string][] = [
    [{ answer: 'x'.repeat(10_000_000) }, 'too-long'],
    [{ answer: '17' }, 'unknown'],
    [{ answer: '__proto__' }, 'unknown'],
    [{ constructor: '1' }, 'unknown'],
    [JSON.parse('{"__proto__": {"polluted": true}, "answer": "1"}') as Record<string, unknown>, 'unknown'],
    [{ answer: ['1', '2'] }, 'shape'],
  ];
  for (const [fields, fault] of hostile) expect(await me.save(id, at('single'), fields)).toEqual({ ok: false, reason: 'invalid', fault });
  expect(await stored(at('single'))).toEqual(before);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(await db.selectFrom('attempt_answer').select('position').execute()).toHaveLength(1);
});

test('a clock that was set back neither gives more time than the attempt had nor refuses the answer', async () => {
  const { me, id, at, clock } = await world();
  clock.pass({ days: -1 });
  expect(await me.save(id, at('single'), { answer: '1' })).toMatchObject({ ok: true, secondsLeft: 720 });
});

test('whatever order saves of several tabs arrive in, the stored answer is what the rule says', async () => {
  const { me, id, at, stored, clock } = await world();
  const position = at('short_answer');
  const save = fc.record({ writer: fc.constantFrom('tab-1', 'tab-2', 'tab-3'), seq: fc.integer({ min: 1, max: 6 }), answer: fc.string({ minLength: 1, maxLength: 5 }).map((text) => `x${text.trim()}`) });
  await fc.assert(
    fc.asyncProperty(fc.array(save, { minLength: 1, maxLength: 12 }), async (saves) => {
      clock.pass({ seconds: 1 });
      // Each run starts from a writer of its own, so that nothing of the run before is in the way.
      await me.save(id, position, { answer: 'start' }, { writer: 'before', seq: Number.MAX_SAFE_INTEGER });
      let model = { writer: 'before', seq: 0, answer: 'start' };
      for (const each of saves) {
        await me.save(id, position, { answer: each.answer }, each);
        if (each.writer !== model.writer || each.seq > model.seq) model = each;
      }
      expect(JSON.parse((await stored(position))?.response ?? '')).toEqual({ type: 'short_answer', text: model.answer });
    }),
    { numRuns: 40 },
  );
});
