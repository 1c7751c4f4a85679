import { expect, it } from 'vitest';
import type { CallSnapshot } from '../rules/call.ts';
import type { DeskStore, KeptCall } from './desk-store.ts';
import { flush } from './desk-sync.ts';

const callOf = (clientKey: string, revision = 1): CallSnapshot => ({ clientKey, revision, channel: 'PHONE', source: 'OFFLINE', startedAt: '', endedAt: null, number: '', name: '', commune: '', question: '', note: '', reads: [], wrap: null, callbackAt: null, handTo: null, handBody: null });

/** A store in memory with the rules of the browser's. */
function storeOf(...calls: KeptCall[]): DeskStore & { keys(): string[] } {
  const kept = new Map(calls.map((one) => [one.call.clientKey, one]));
  return {
    copy: async () => undefined, keepCopy: async () => {}, forgetCopy: async () => {},
    calls: async (owner) => [...kept.values()].filter((one) => one.owner === owner),
    keep: async (one) => void kept.set(one.call.clientKey, one),
    settle: async (key, revision) => void ((kept.get(key)?.call.revision ?? Infinity) <= revision && kept.delete(key)),
    discard: async (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
  };
}
type Sent = { records: CallSnapshot[] };
const server = (status: number, was: (call: CallSnapshot) => string, seen: CallSnapshot[] = []): typeof fetch => async (_url, init) => {
  const { records } = JSON.parse(String(init?.body)) as Sent;
  seen.push(...records);
  return Response.json({ results: records.map((call) => ({ clientKey: call.clientKey, revision: call.revision, was: was(call), say: { vi: 'vì', en: 'because' } })) }, { status });
};

it('forgets what has arrived, keeps what was refused with the reason, and never sends that again', async () => {
  const store = storeOf({ owner: 'a', call: callOf('one') }, { owner: 'a', call: callOf('two') }, { owner: 'b', call: callOf('hers') });
  const seen: CallSnapshot[] = [];
  const send = server(200, ({ clientKey }) => (clientKey === 'two' ? 'REFUSED' : 'SAVED'), seen);
  expect(await flush(store, 'a', 'vi', send)).toMatchObject({ state: 'saved', refused: [{ call: { clientKey: 'two' }, refused: 'vì' }] });
  await flush(store, 'a', 'vi', send);
  expect([store.keys(), seen.map(({ clientKey }) => clientKey)]).toEqual([['two', 'hers'], ['one', 'two']]);
});

it.each([[401, 'signed-out'], [403, 'signed-out'], [500, 'away'], [503, 'away']])('keeps everything when the answer is %s', async (status, state) => {
  const store = storeOf({ owner: 'a', call: callOf('one') });
  expect([(await flush(store, 'a', 'vi', server(status, () => 'SAVED'))).state, store.keys()]).toEqual([state, ['one']]);
});

it('keeps everything when nothing answers', async () => {
  const store = storeOf({ owner: 'a', call: callOf('one') });
  const gone: typeof fetch = async () => { throw new TypeError('Failed to fetch'); };
  expect([(await flush(store, 'a', 'vi', gone)).state, store.keys()]).toEqual(['away', ['one']]);
});

it('keeps what was changed while it was on its way', async () => {
  const store = storeOf({ owner: 'a', call: callOf('one') });
  await flush(store, 'a', 'vi', server(200, () => (void store.keep({ owner: 'a', call: callOf('one', 2) }), 'SAVED')));
  expect(store.keys()).toEqual(['one']);
});

it('sends many in parts', async () => {
  const store = storeOf(...Array.from({ length: 45 }, (_, at) => ({ owner: 'a', call: callOf(`call-${at}`) })));
  const sizes: number[] = [];
  const send = server(200, () => 'SAVED');
  await flush(store, 'a', 'en', async (url, init) => (sizes.push((JSON.parse(String(init?.body)) as Sent).records.length), send(url, init)));
  expect([sizes, store.keys()]).toEqual([[20, 20, 5], []]);
});
