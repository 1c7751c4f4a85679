import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callOf, memoryStore } from '../../../tests/support/desk-store.ts';
import type { CallSnapshot } from '../rules/call.ts';
import { withMemory } from './desk-memory.ts';
import { flush } from './desk-sync.ts';

const copy = { text: '{}', signature: 's', etag: '"1"', seenAt: '' };

it('a full storage stops neither notes nor sending, and the page knows that they are here alone', async () => {
  const inner = memoryStore([], () => true);
  const store = withMemory(inner);
  await store.keep({ owner: 'a', call: callOf('one', 1, { note: 'mất máy' }) });
  await store.keep({ owner: 'b', call: callOf('hers') });
  expect([inner.keys(), store.isOnlyHere(), (await store.calls('a')).map(({ call }) => call.note)]).toEqual([[], true, ['mất máy']]);
  await store.settle('one', 1);
  await store.discard('hers');
  expect([store.isOnlyHere(), await store.calls('a')]).toEqual([false, []]);
});

it('what was written down before and cannot be written anew is not sent in its older words', async () => {
  let isFull = false;
  const inner = memoryStore([], () => isFull);
  const store = withMemory(inner);
  await store.keep({ owner: 'a', call: callOf('one', 1, { note: 'cũ' }) });
  isFull = true;
  await store.keep({ owner: 'a', call: callOf('one', 2, { note: 'mới' }) });
  expect((await store.calls('a')).map(({ call }) => call.note)).toEqual(['mới']);
  await store.refuse('one', 2, 'vì');
  expect(await store.calls('a')).toMatchObject([{ call: { note: 'mới' }, refused: 'vì' }]);
  await store.settle('one', 2);
  expect([await store.calls('a'), inner.keys()]).toEqual([[], []]);
});

it('a closed storage holds nothing up', async () => {
  const closed = async () => Promise.reject(new DOMException('closing', 'InvalidStateError'));
  const store = withMemory({ copy: closed, keepCopy: closed, forgetCopy: closed, calls: closed, keep: closed, settle: closed, refuse: closed, discard: closed });
  await store.keepCopy(copy);
  expect([await store.copy(), await store.calls('a')]).toEqual([copy, []]);
  await store.forgetCopy();
  expect(await store.copy()).toBeUndefined();
});

it('a copy that finds no room serves this page, and the next one that fits replaces it', async () => {
  let isFull = true;
  const store = withMemory(memoryStore([], () => isFull));
  await store.keepCopy(copy);
  expect(await store.copy()).toEqual(copy);
  isFull = false;
  await store.keepCopy({ ...copy, etag: '"2"' });
  expect(await store.copy()).toMatchObject({ etag: '"2"' });
});

type Step = { deed: 'type'; key: string } | { deed: 'send' } | { deed: 'room'; isFull: boolean } | { deed: 'line'; isCut: boolean };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ deed: fc.constant('type' as const), key: fc.constantFrom('one', 'two') }),
  fc.record({ deed: fc.constant('send' as const) }),
  fc.record({ deed: fc.constant('room' as const), isFull: fc.boolean() }),
  fc.record({ deed: fc.constant('line' as const), isCut: fc.boolean() }),
);

it('whatever storage and line do, the newest words of every call arrive or are still kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const weather = { isFull: false, isCut: false };
      const arrived = new Map<string, number>();
      const store = withMemory(memoryStore([], () => weather.isFull));
      const newest = new Map<string, number>();
      const send: typeof fetch = async (_url, init) => {
        const { records } = JSON.parse(String(init?.body)) as { records: CallSnapshot[] };
        if (weather.isCut) throw new TypeError('Failed to fetch');
        for (const { clientKey, revision } of records) arrived.set(clientKey, Math.max(revision, arrived.get(clientKey) ?? 0));
        return Response.json({ results: records.map(({ clientKey, revision }) => ({ clientKey, revision, was: 'SAVED', say: null })) });
      };
      const sending: Promise<unknown>[] = [];
      for (const one of steps) {
        if (one.deed === 'room') weather.isFull = one.isFull;
        else if (one.deed === 'line') weather.isCut = one.isCut;
        // A send is not waited for: typing goes on, and a second send overtakes the first.
        else if (one.deed === 'send') sending.push(flush(store, 'a', 'vi', send));
        else {
          const revision = (newest.get(one.key) ?? 0) + 1;
          newest.set(one.key, revision);
          await store.keep({ owner: 'a', call: callOf(one.key, revision) });
        }
        const kept = new Map((await store.calls('a')).map(({ call }) => [call.clientKey, call.revision]));
        for (const [key, revision] of newest) expect(Math.max(kept.get(key) ?? 0, arrived.get(key) ?? 0)).toBe(revision);
      }
      await Promise.all(sending);
      Object.assign(weather, { isFull: false, isCut: false });
      await flush(store, 'a', 'vi', send);
      expect([Object.fromEntries(arrived), await store.calls('a'), store.isOnlyHere()]).toEqual([Object.fromEntries(newest), [], false]);
    }),
    { numRuns: 60 },
  );
});
