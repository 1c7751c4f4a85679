import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCall, callDesk } from '../../../tests/world/call-desk.ts';
import { syncCalls } from '../commands/call-sync.server.ts';
import { callSnapshot, deskQuery, syncPost } from './call.ts';
import { callsQuery, revealForm } from './calls.ts';
import { telephonyEvent } from './telephony.ts';

describe('a call that a browser sends', () => {
  it('is taken as it is', () => {
    expect(callSnapshot.parse(aCall())).toEqual(aCall());
    expect(callSnapshot.parse({ ...aCall({ wrap: 'CALL_BACK', callbackAt: '2026-11-24T02:00:00.000Z', endedAt: '2026-11-23T01:05:00.000Z' }) })).toMatchObject({ wrap: 'CALL_BACK' });
  });

  it('is cleaned: numbers in E.164, lines on one line, long numbers masked, letters composed', () => {
    expect(callSnapshot.parse(aCall({ number: '0912 345 678', name: ' Bà \n Tư ', question: ' Thẻ 037190001234 ', note: 'Đường'.normalize('NFD'), commune: 'Hoa\u200b Lư' }))).toMatchObject({ number: '+84912345678', name: 'Bà Tư', question: 'Thẻ ***234', note: 'Đường', commune: 'Hoa Lư' });
  });

  it.each<[string, unknown]>([
    ['clientKey', ''], ['clientKey', 'short'], ['clientKey', 'a b c d e f'], ['clientKey', 'x'.repeat(101)], ['clientKey', null],
    ['revision', 0], ['revision', 1.5], ['revision', '1'], ['revision', Number.MAX_VALUE], ['revision', null],
    ['channel', 'phone'], ['source', 'TELEPHONY'], ['wrap', ''], ['wrap', 'constructor'],
    ['startedAt', '2026-11-23'], ['startedAt', '2026-02-30T00:00:00.000Z'], ['startedAt', '2026-11-23T01:00:00Z'], ['startedAt', '2026-11-23T08:00:00.000+07:00'], ['startedAt', 0],
    ['endedAt', ''], ['callbackAt', 'mai'], ['number', '12345'], ['number', 'x'.repeat(41)], ['number', 912345678],
    ['name', 'x'.repeat(121)], ['question', 'x'.repeat(2_001)], ['note', 'x'.repeat(4_001)], ['handTo', 'x'.repeat(65)],
    ['reads', null], ['reads', [{}]], ['reads', [{ versionId: '', at: '2026-11-23T01:00:00.000Z' }]], ['reads', Array.from({ length: 201 }, () => ({ versionId: 'v', at: '2026-11-23T01:00:00.000Z' }))],
  ])('is refused with %s = %j', (field, value) => {
    expect(callSnapshot.safeParse({ ...aCall(), [field]: value }).success).toBe(false);
  });

  it('comes with one to fifty others', () => {
    const post = (count: number) => syncPost.safeParse({ records: Array.from({ length: count }, () => null) }).success;
    expect([post(0), post(1), post(50), post(51), syncPost.safeParse(null).success, syncPost.safeParse({}).success]).toEqual([false, true, true, false, false, false]);
  });
});

describe('records that arrive together', () => {
  it('are judged one by one, each under its own key, with the sentence of what was wrong', async () => {
    await using w = await callDesk();
    const results = await syncCalls(w.ports, w.agent, [aCall({ source: 'OFFLINE' }), { ...aCall(), clientKey: 7 }, null, 'x', [], { clientKey: 'key-00000009', revision: 2, number: 'x' }, aCall({ clientKey: 'key-00000002', wrap: 'NOT_FOUND', question: '' }), aCall({ clientKey: 'key-00000003', wrap: 'ANSWERED' })]);
    expect(results.map(({ clientKey, revision, was }) => [clientKey, revision, was])).toEqual([['key-00000001', 1, 'SAVED'], ['', 1, 'REFUSED'], ['', 0, 'REFUSED'], ['', 0, 'REFUSED'], ['', 0, 'REFUSED'], ['key-00000009', 2, 'REFUSED'], ['key-00000002', 1, 'REFUSED'], ['key-00000003', 1, 'SAVED']]);
    expect(results[6]?.say?.vi).toBe('Ghi lại lời người gọi trước khi đánh dấu không tìm thấy.');
    for (const { was, say } of results) expect(say === null).toBe(was === 'SAVED');
  });

  it('sent again are all there already', async () => {
    await using w = await callDesk();
    const records = [1, 2, 3].map((at) => aCall({ clientKey: `key-0000000${at}`, wrap: 'ANSWERED' }));
    expect((await syncCalls(w.ports, w.agent, records)).map(({ was }) => was)).toEqual(['SAVED', 'SAVED', 'SAVED']);
    expect((await syncCalls(w.ports, w.agent, records)).map(({ was }) => was)).toEqual(['ALREADY', 'ALREADY', 'ALREADY']);
    expect((await w.audits()).length).toBe(3);
  });

  it('sent by two tabs at once are each there once', async () => {
    await using w = await callDesk();
    const records = [1, 2].map((at) => aCall({ clientKey: `key-0000000${at}`, wrap: 'ANSWERED' }));
    await Promise.all([syncCalls(w.ports, w.agent, records), syncCalls(w.ports, w.agent, records)]);
    expect((await w.db.selectFrom('call_record').select('id').execute()).length).toBe(2);
  });

  it('of any shape never bring the others down', async () => {
    await using w = await callDesk();
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.jsonValue(), fc.record({ clientKey: fc.constant('key-00000001'), revision: fc.jsonValue(), reads: fc.jsonValue() })), { maxLength: 5 }), async (records) => {
      const results = await syncCalls(w.ports, w.agent, records);
      expect(results.map(({ was }) => was)).toEqual(records.map(() => 'REFUSED'));
    }), { numRuns: 50 });
  });
});

describe('other shapes of the desk', () => {
  it('leave out of an address what nobody understands', () => {
    expect(deskQuery.parse({ q: ' mất \n máy ', open: 'x'.repeat(201), done: 'x' })).toEqual({ q: 'mất máy', open: '', done: undefined });
    expect(callsQuery.parse({ from: '2026-02-30', to: '', agent: '1', code: 'x', channel: '', page: '0' })).toEqual({ page: 1 });
  });

  it('ask for a reason of at least five letters before a number is opened', () => {
    for (const reason of ['', '    ', 'vì', '\u200b'.repeat(9), 'x'.repeat(301)]) expect(revealForm.safeParse({ reason }).success, reason).toBe(false);
    expect(revealForm.parse({ reason: ' Gọi lại ' })).toEqual({ reason: 'Gọi lại' });
  });

  it.each<[string, unknown]>([['id', ''], ['id', 'a b'], ['id', 'x'.repeat(101)], ['call', 'x'.repeat(81)], ['kind', 'ringing'], ['at', '2026-02-30T00:00:00Z'], ['at', 1], ['extension', '12345678901'], ['extension', ''], ['from', 'x'.repeat(61)]])('refuse an event with %s = %j', (field, value) => {
    expect(telephonyEvent.safeParse({ id: 'e', call: 'c', kind: 'RINGING', at: '2026-11-23T01:00:00Z', [field]: value }).success).toBe(false);
  });
});
