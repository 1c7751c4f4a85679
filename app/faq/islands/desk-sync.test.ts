import { expect, it } from 'vitest';
import { callOf, memoryStore } from '../../../tests/support/desk-store.ts';
import type { CallSnapshot } from '../rules/call.ts';
import type { KeptCall } from './desk-store.ts';
import { askServer, flush } from './desk-sync.ts';

const storeOf = (...calls: KeptCall[]) => memoryStore(calls);
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

it('keeps the newer words when an older state of them is refused', async () => {
  const store = storeOf({ owner: 'a', call: callOf('one') });
  await flush(store, 'a', 'vi', server(200, () => (void store.keep({ owner: 'a', call: callOf('one', 2, { note: 'mới' }) }), 'REFUSED')));
  expect([...store.kept.values()]).toEqual([{ owner: 'a', call: callOf('one', 2, { note: 'mới' }) }]);
});

it('asks nobody when nothing waits, and does not pretend to know that the server is there', async () => {
  const store = storeOf({ owner: 'a', call: callOf('one'), refused: 'vì' });
  expect(await flush(store, 'a', 'vi', async () => expect.fail('asked'))).toMatchObject({ state: 'nothing', refused: [{ refused: 'vì' }] });
});

const strangers: [string, () => Response][] = [
  ['the sign-in page of a network', () => new Response('<html>Wi-Fi</html>', { headers: { 'content-type': 'text/html' } })],
  ['something empty', () => new Response(null)],
  ['null', () => Response.json(null)],
  ['another shape', () => Response.json({ results: 'ok', isShown: 'yes', ringing: {} })],
];
it.each(strangers)('takes %s in place of the server for being away, and keeps everything', async (_what, answer) => {
  const store = storeOf({ owner: 'a', call: callOf('one') });
  expect([(await flush(store, 'a', 'vi', async () => answer())).state, store.keys()]).toEqual(['away', ['one']]);
  expect(await askServer('', async () => answer())).toEqual({ is: 'away' });
});

it('hears how things stand and what time it is there', async () => {
  const state = { inHand: null, isShown: true, ringing: ['09xx xxx 678'] };
  const asked: string[] = [];
  const told = await askServer('a&b', async (url) => (asked.push(String(url)), Response.json(state, { headers: { date: 'Mon, 23 Nov 2026 01:00:00 GMT' } })));
  expect([told, asked]).toEqual([{ is: 'here', state, date: 'Mon, 23 Nov 2026 01:00:00 GMT' }, ['/desk/state?version=a%26b']]);
  expect(await askServer('', async () => new Response(null, { status: 401 }))).toEqual({ is: 'signed-out' });
  expect(await askServer('', async () => Promise.reject(new DOMException('timed out', 'TimeoutError')))).toEqual({ is: 'away' });
});

it('gives up on a line that is cut without a word', async () => {
  const signals: unknown[] = [];
  const hung: typeof fetch = async (_url, init) => (signals.push(init?.signal), Promise.reject(new DOMException('timed out', 'TimeoutError')));
  await flush(storeOf({ owner: 'a', call: callOf('one') }), 'a', 'vi', hung);
  await askServer('', hung);
  expect(signals).toEqual([expect.any(AbortSignal), expect.any(AbortSignal)]);
});
