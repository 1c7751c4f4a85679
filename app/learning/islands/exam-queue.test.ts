import { expect, test } from 'vitest';
import { createQueue, restMilliseconds, type Fields, type QueueState, type SendOutcome } from './exam-queue.ts';

const saved: SendOutcome = { kind: 'saved', savedAt: '2026-11-23T01:00:00.000Z', secondsLeft: 60, elsewhereAt: null };

/** A browser's storage in memory; the real one is not there outside a browser. */
function memoryStorage() {
  const values = new Map<string, string>();
  return {
    values,
    get length() {
      return values.size;
    },
    key: (at: number) => [...values.keys()][at] ?? null,
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
}

function bench(answers: (SendOutcome | ((question: number) => SendOutcome | Promise<SendOutcome>))[] = [], storage = memoryStorage()) {
  const sent: [question: number, fields: Fields, sequence: number][] = [];
  const states: QueueState[] = [];
  const timers: { work: () => void; milliseconds: number }[] = [];
  const queue = createQueue({
    storage,
    prefix: 'exam.a1',
    async send(...call) {
      sent.push(call);
      const answer = answers.shift() ?? saved;
      return typeof answer === 'function' ? answer(call[0]) : answer;
    },
    later(work, milliseconds) {
      const timer = { work, milliseconds };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
    onState: (state) => void states.push(state),
  });
  return { queue, sent, states, timers, storage };
}
const answer = (value: string): Fields => [['answer', value]];

test('changes in quick succession travel as one', async () => {
  const { queue, sent, timers } = bench();
  for (const value of ['a', 'ab', 'abc']) queue.put(1, answer(value));
  expect(timers).toHaveLength(1);
  expect(timers[0]?.milliseconds).toBe(restMilliseconds);
  expect(await queue.flush()).toBe(true);
  expect(sent).toEqual([[1, answer('abc'), 3]]);
});

test('what has not arrived stays in the storage, what has arrived does not', async () => {
  const { queue, storage } = bench();
  queue.put(1, answer('a'));
  expect(storage.values.get('exam.a1.1')).toBe(JSON.stringify(answer('a')));
  await queue.flush();
  expect(storage.values.size).toBe(0);
});

test('a lost connection keeps everything and tries again, ever more patiently', async () => {
  const lost: SendOutcome = { kind: 'unreachable' };
  const { queue, sent, states, timers, storage } = bench([lost, lost, lost, lost, lost, lost]);
  queue.put(1, answer('a'));
  queue.put(2, answer('b'));
  const waits: (number | undefined)[] = [];
  for (let round = 0; round < 6; round += 1) {
    expect(await queue.flush()).toBe(false);
    waits.push(timers.at(-1)?.milliseconds);
  }
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(states.at(-1)).toBe('unreachable');
  expect(storage.values.size).toBe(2);
  expect(await queue.flush()).toBe(true);
  expect(sent.slice(-2).map(([question]) => question)).toEqual([1, 2]);
  expect(storage.values.size).toBe(0);
});

test('an expired session keeps everything until somebody has signed in again', async () => {
  const { queue, states, storage } = bench([{ kind: 'signed-out' }]);
  queue.put(1, answer('a'));
  expect(await queue.flush()).toBe(false);
  expect(states).toEqual(['saving', 'signed-out']);
  expect(storage.values.size).toBe(1);
  expect(await queue.flush()).toBe(true);
  expect(states.at(-1)).toBe('saved');
});

test('a change made while its older state is under way is sent afterwards', async () => {
  let arrive: (outcome: SendOutcome) => void = () => {};
  const { queue, sent, storage } = bench([() => new Promise<SendOutcome>((resolve) => (arrive = resolve))]);
  queue.put(1, answer('old'));
  const flushing = queue.flush();
  queue.put(1, answer('new'));
  arrive(saved);
  expect(await flushing).toBe(true);
  expect(sent.map(([, fields]) => fields)).toEqual([answer('old'), answer('new')]);
  expect(storage.values.size).toBe(0);
});

test('two flushes at once send once', async () => {
  const { queue, sent } = bench();
  queue.put(1, answer('a'));
  await Promise.all([queue.flush(), queue.flush()]);
  expect(sent).toHaveLength(1);
});

test('a refused answer is not sent for ever, and the others still go', async () => {
  const { queue, sent, states } = bench([{ kind: 'refused' }]);
  queue.put(1, answer('bad'));
  queue.put(2, answer('good'));
  expect(await queue.flush()).toBe(true);
  expect(sent.map(([question]) => question)).toEqual([1, 2]);
  expect(states).toEqual(['saving', 'refused', 'saving', 'saved']);
});

test('once the attempt is over nothing more is sent', async () => {
  const { queue, sent, states } = bench([{ kind: 'over' }]);
  queue.put(1, answer('a'));
  queue.put(2, answer('b'));
  await queue.flush();
  expect(sent).toHaveLength(1);
  expect(states.at(-1)).toBe('over');
});

test('a new page takes up what an earlier one could not send', async () => {
  const storage = memoryStorage();
  bench([], storage).queue.put(3, answer('kept'));
  storage.setItem('exam.other.1', JSON.stringify(answer('not mine')));
  const { queue, sent } = bench([], storage);
  expect([...queue.restore()]).toEqual([[3, answer('kept')]]);
  expect(queue.waiting()).toEqual([[3, answer('kept'), 1]]);
  await queue.flush();
  expect(sent).toEqual([[3, answer('kept'), 1]]);
  expect([...storage.values.keys()]).toEqual(['exam.other.1']);
});

test('rubbish in the storage is left alone', () => {
  const storage = memoryStorage();
  for (const [at, value] of ['{broken', '"text"', '[["a"]]', '[[1,2]]', 'null'].entries()) storage.setItem(`exam.a1.${at + 1}`, value);
  storage.setItem('exam.a1.x', JSON.stringify(answer('a')));
  expect(bench([], storage).queue.restore().size).toBe(0);
});

test('a browser that forbids storage still sends', async () => {
  const forbidden = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const storage = { ...memoryStorage(), length: 1, key: forbidden, getItem: forbidden, setItem: forbidden, removeItem: forbidden };
  const { queue, sent } = bench([], storage as unknown as ReturnType<typeof memoryStorage>);
  expect(queue.restore().size).toBe(0);
  queue.put(1, answer('a'));
  expect(await queue.flush()).toBe(true);
  expect(sent).toHaveLength(1);
});
