import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { makeExamWorld } from '../../../tests/world/learning.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { action as answersAction } from '../routes/attempt-answers.ts';
import { createQueue, type Fields, type QueueState, type SendOutcome } from './exam-queue.ts';

const saved: SendOutcome = { kind: 'saved', savedAt: '2026-11-23T01:00:00.000Z', secondsLeft: 60, elsewhereAt: null };
const outcomes: SendOutcome[] = [saved, { kind: 'unreachable' }, { kind: 'signed-out' }, { kind: 'refused' }];

/** A browser's storage in memory; the real one is not there outside a browser. */
function memoryStorage() {
  const values = new Map<string, string>();
  return { values, get length() { return values.size; }, key: (at: number) => [...values.keys()][at] ?? null, getItem: (name: string) => values.get(name) ?? null, setItem: (name: string, value: string) => void values.set(name, value), removeItem: (name: string) => void values.delete(name) };
}
function queueOf(send: (question: number, fields: Fields, sequence: number) => Promise<SendOutcome>, storage = memoryStorage()) {
  const states: QueueState[] = [];
  const waits: number[] = [];
  const later = (_work: () => void, milliseconds: number) => {
    waits.push(milliseconds);
    return () => {};
  };
  return { storage, states, waits, queue: createQueue({ send, storage, prefix: 'exam.a1', later, onState: (state) => void states.push(state) }) };
}
const answer = (value: string): Fields => [['answer', value]];

test('whatever the connection does, the newest answer of each question arrives or is still kept', async () => {
  const change = fc.record({ question: fc.integer({ min: 1, max: 3 }), value: fc.string({ maxLength: 4 }), flushes: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 15 }), fc.array(fc.constantFrom(...outcomes), { maxLength: 20 }), async (changes, weather) => {
      const arrived = new Map<number, Fields>();
      const { queue, storage } = queueOf(async (question, fields) => {
        const outcome = weather.shift() ?? saved;
        if (outcome.kind === 'saved' || outcome.kind === 'refused') arrived.set(question, fields);
        return outcome;
      });
      const newest = new Map<number, Fields>();
      for (const { question, value, flushes } of changes) {
        newest.set(question, answer(value));
        queue.put(question, answer(value));
        if (flushes) await queue.flush();
        const kept = new Map(queue.waiting().map(([number, fields]) => [number, fields]));
        for (const [number, fields] of newest) expect(kept.get(number) ?? arrived.get(number)).toEqual(fields);
        // A crash at this moment loses nothing that has not arrived.
        expect([...storage.values.keys()].sort()).toEqual([...kept.keys()].map((number) => `exam.a1.${number}`).sort());
      }
      while (!(await queue.flush()));
      expect(Object.fromEntries(arrived)).toEqual(Object.fromEntries(newest));
      expect(storage.values.size).toBe(0);
    }),
  );
});

test('a connection that came back starts its patience anew', async () => {
  const weather: SendOutcome[] = [{ kind: 'unreachable' }, { kind: 'unreachable' }, saved, { kind: 'unreachable' }];
  const { queue, waits } = queueOf(async () => weather.shift() ?? saved);
  queue.put(1, answer('a'));
  for (let round = 0; round < 3; round += 1) await queue.flush();
  queue.put(1, answer('b'));
  await queue.flush();
  // Each put waits its rest of 2.5 seconds first.
  expect(waits).toEqual([2_500, 2_000, 4_000, 2_500, 2_000]);
});

test('sequence numbers only ever rise, so that a late retry is known as one', async () => {
  const sent: number[] = [];
  const { queue } = queueOf(async (_question, _fields, sequence) => (sent.push(sequence), saved));
  for (const value of ['a', 'b', 'c']) {
    queue.put(1, answer(value));
    queue.put(2, answer(value));
    await queue.flush();
  }
  expect(sent).toEqual([...sent].sort((a, b) => a - b));
  expect(new Set(sent).size).toBe(6);
});

/** The queue of a page in front of the real route. */
async function onTheServer() {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db);
  const me = examinee(db, clock, course, learner.id);
  const id = await me.begin();
  const position = (await questionsOf(db, id)).find((question) => question.body.type === 'short_answer')?.position ?? 0;
  const kinds: Record<number, SendOutcome['kind']> = { 200: 'saved', 401: 'signed-out', 409: 'over', 413: 'refused', 422: 'refused' };
  const open = async (writer: string, isSignedIn = true) => {
    const browser = await visitorOf(db, clock, isSignedIn ? learner : null);
    const statuses: number[] = [];
    const made = queueOf(async (question, fields, sequence) => {
      const answered = await browser.post(answersAction, '/x', { attempt: id }, [...fields, ['q', String(question)], ['writer', writer], ['seq', String(sequence)]], { Accept: 'application/json' });
      statuses.push(answered.status);
      return (answered.status === 200 ? { kind: 'saved', ...((await answered.response?.json()) as object) } : { kind: kinds[answered.status] ?? 'unreachable' }) as SendOutcome;
    });
    return { ...made, statuses };
  };
  const stored = async () => (await db.selectFrom('attempt_answer').select('response').where('position', '=', position).executeTakeFirst())?.response ?? null;
  return { clock, me, id, position, open, stored };
}

test('a page whose session has ended keeps the answer, and a signed-in one delivers it', async () => {
  const { open, position, stored } = await onTheServer();
  const signedOut = await open('w1', false);
  signedOut.queue.put(position, answer('15'));
  expect(await signedOut.queue.flush()).toBe(false);
  expect([signedOut.statuses, signedOut.states.at(-1), signedOut.storage.values.size, await stored()]).toEqual([[401], 'signed-out', 1, null]);
  const again = await open('w2');
  for (const [name, value] of signedOut.storage.values) again.storage.setItem(name, value);
  again.queue.restore();
  expect(await again.queue.flush()).toBe(true);
  expect([await stored(), again.storage.values.size]).toEqual([JSON.stringify({ type: 'short_answer', text: '15' }), 0]);
});

test('an answer that comes when the attempt is over ends the queue and changes nothing', async () => {
  const { open, position, stored, clock } = await onTheServer();
  const page = await open('w1');
  clock.pass({ minutes: 12, seconds: 3 });
  page.queue.put(position, answer('15'));
  await page.queue.flush();
  expect([page.statuses, page.states.at(-1), await stored()]).toEqual([[409], 'over', null]);
});

test('an answer that the question does not have is refused once, and the next one still goes', async () => {
  const { open, position, stored } = await onTheServer();
  const page = await open('w1');
  page.queue.put(position, answer('x'.repeat(301)));
  await page.queue.flush();
  page.queue.put(position, answer('16'));
  await page.queue.flush();
  expect([page.statuses, page.states]).toEqual([[422, 200], ['saving', 'refused', 'saving', 'saved']]);
  expect(await stored()).toContain('16');
});

test('a page that lies behind another hears of it with its next answer', async () => {
  const { open, position, clock, me, id } = await onTheServer();
  const heard: SendOutcome[] = [];
  const [old, fresh] = [await open('w1'), await open('w2')];
  old.queue.put(position, answer('cũ'));
  await old.queue.flush();
  clock.pass({ seconds: 9 });
  fresh.queue.put(position, answer('mới'));
  await fresh.queue.flush();
  const behind = await me.save(id, position, { answer: 'cũ hơn' }, { writer: 'w1', seq: 99 });
  if (behind.ok) heard.push({ kind: 'saved', ...behind });
  expect(heard).toMatchObject([{ elsewhereAt: '2026-11-23T01:00:09.000Z' }]);
});
