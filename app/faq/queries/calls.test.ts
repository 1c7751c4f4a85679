import { describe, expect, it } from 'vitest';
import { callDesk } from '../../../tests/world/call-desk.ts';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { eraseCalls } from '../commands/call-erase.server.ts';
import { finishCallback } from '../commands/callback-done.server.ts';
import { revealNumber } from '../commands/call-reveal.server.ts';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { callsQuery } from '../forms/calls.ts';
import * as callbacks from '../routes/desk-callbacks.tsx';
import * as list from '../routes/desk-calls.tsx';
import * as detail from '../routes/desk-call.tsx';
import { callsPerPage, getCall, listCallbacks, listCalls } from './calls.server.ts';

async function world() {
  const w = await callDesk();
  const found = async (query: Record<string, string>) => (await listCalls(w.db, callsQuery.parse(query), w.ports.timeZone)).rows.map(({ question }) => question);
  /** A call at a moment, ended. */
  const at = (startedAt: string, question: string, changes: Parameters<typeof w.taken>[0] = {}, who = w.agent) => w.taken({ clientKey: `key-${question}-0001`, startedAt, question, wrap: 'ANSWERED', ...changes }, who);
  const promised = async (callbackAt = '2026-11-24T02:00:00.000Z', clientKey = 'key-promise-1') => {
    const callId = await w.taken({ clientKey, wrap: 'CALL_BACK', callbackAt });
    return { callId, task: (await w.db.selectFrom('callback_task').select('id').where('call_id', '=', callId).executeTakeFirstOrThrow()).id };
  };
  return { ...w, found, at, promised };
}

describe('the list of calls', () => {
  it('holds a day from its first millisecond to its last in Vietnam', async () => {
    await using w = await world();
    await w.at('2026-11-21T16:59:59.999Z', 'trước');
    await w.at('2026-11-21T17:00:00.000Z', 'đầu');
    await w.at('2026-11-22T16:59:59.999Z', 'cuối');
    await w.at('2026-11-22T17:00:00.000Z', 'sau');
    expect([await w.found({ from: '2026-11-22', to: '2026-11-22' }), await w.found({ from: '2026-11-22' }), await w.found({ to: '2026-11-22' })]).toEqual([['cuối', 'đầu'], ['sau', 'cuối', 'đầu'], ['cuối', 'đầu', 'trước']]);
  });

  it('is filtered by agent, channel and ending, alone and together', async () => {
    await using w = await world();
    await w.at('2026-11-23T01:00:00.000Z', 'một');
    await w.at('2026-11-23T01:01:00.000Z', 'hai', { channel: 'WALK_IN', wrap: 'DROPPED' });
    await w.at('2026-11-23T01:02:00.000Z', 'ba', { wrap: null }, w.other);
    expect([await w.found({ agent: w.other.id }), await w.found({ channel: 'WALK_IN' }), await w.found({ code: 'OPEN' }), await w.found({ code: 'DROPPED', agent: w.other.id })]).toEqual([['ba'], ['hai'], ['ba'], []]);
  });

  it.each([['to', '9999-12-31'], ['from', '0000-01-01'], ['from', '9999-12-31'], ['to', '0001-01-01'], ['from', '2026-02-30'], ['to', 'mai'], ['agent', "' or 1=1 --"], ['agent', '*'], ['code', 'constructor'], ['channel', 'FAX'], ['page', '1e9'], ['page', '-1'], ['page', '2.5']])('takes %s=%s from any address without falling over', async (name, value) => {
    await using w = await world();
    await w.at('2026-11-23T01:00:00.000Z', 'một');
    const { status, body } = await w.ask(list.loader, `/desk/calls?${new URLSearchParams({ [name]: value })}`, { who: w.supervisor });
    expect(status).toBe(200);
    const isEmpty = (name === 'from' && value === '9999-12-31') || (name === 'to' && value === '0001-01-01');
    expect((body as { count: number }).count).toBe(isEmpty ? 0 : 1);
  });

  it('goes on page by page without losing or repeating a call, also of the same second', async () => {
    await using w = await world();
    const row = { agent_id: w.agent.id, channel: 'PHONE', source: 'ONLINE', erase_after: '2027-01-01', revision: 1, started_at: '2026-11-23T01:00:00.000Z' } as const;
    await w.db.insertInto('call_record').values(Array.from({ length: 2 * callsPerPage + 1 }, (_, at) => ({ ...row, id: `c-${at}`, client_key: `c-${at}`, parked_at: 'x' }))).execute();
    const pages = await Promise.all(['1', '2', '3', '4'].map(async (page) => (await listCalls(w.db, callsQuery.parse({ page }), w.ports.timeZone)).rows.map(({ id }) => id)));
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 1, 0]);
    expect(new Set(pages.flat()).size).toBe(101);
  });

  it('shows no sealed number and no hash, in the list or on its page', async () => {
    await using w = await world();
    const id = await w.at('2026-11-23T01:00:00.000Z', 'một');
    const pages = [await w.ask(list.loader, '/desk/calls', { who: w.supervisor }), await w.ask(detail.loader, `/desk/calls/${id}`, { who: w.supervisor, params: { id } })];
    expect(JSON.stringify(pages)).not.toMatch(/912345678|sealed|hash/i);
    expect((await getCall(w.db, id))).toMatchObject({ mask: '09xx xxx 678', name: 'Bà Tư', eraseAfter: '2027-05-22', reads: [] });
  });

  it('of a call that is none is not found, and its id is looked at first', async () => {
    await using w = await world();
    const see = async (id: string) => (await w.ask(detail.loader, '/desk/calls/x', { who: w.supervisor, params: { id } })).status;
    expect([await see('018f0000-0000-7000-8000-000000000000'), await see('x'), await see("' or 1=1")]).toEqual([404, 404, 404]);
  });

  it('is for supervisors', async () => {
    await using w = await world();
    const id = await w.at('2026-11-23T01:00:00.000Z', 'một');
    for (const who of [w.agent, w.other, w.stranger, await w.person('Kiểm Toán', 'AUDITOR'), await w.person('Biên Tập', 'CONTENT_EDITOR')]) {
      for (const route of [list.loader, detail.loader]) expect((await w.ask(route, '/desk/calls', { who, params: { id } })).status).toBe(403);
    }
  });
});

describe('call-backs', () => {
  it('wait in the order of their moments, for whoever promised them', async () => {
    await using w = await world();
    const late = await w.promised('2026-11-26T02:00:00.000Z', 'key-promise-2');
    const soon = await w.promised();
    expect([(await listCallbacks(w.db, w.agent.id)).map(({ id }) => id), await listCallbacks(w.db, w.other.id), (await listCallbacks(w.db, null)).length]).toEqual([[soon.task, late.task], [], 2]);
  });

  it.each(['REACHED', 'NO_ANSWER', 'NOT_NEEDED'] as const)('end as %s, once, with a note that keeps no long number', async (outcome) => {
    await using w = await world();
    const { task, callId } = await w.promised();
    const finish = (who = w.agent) => finishCallback(w.ports, who, { task, outcome, note: 'Mã 123456 ' });
    const sent = await Promise.all([finish(), finish(w.supervisor)]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(await finish())).toHaveProperty('form');
    expect(await w.db.selectFrom('callback_task').select(['outcome', 'note', 'done_at']).executeTakeFirstOrThrow()).toEqual({ outcome, note: 'Mã ***456 ', done_at: '2026-11-23T01:00:00.000Z' });
    expect((await w.audits()).at(-1)).toMatchObject({ action: 'call.callback', object_id: callId, details: { outcome } });
    expect(await listCallbacks(w.db, null)).toEqual([]);
  });

  it('say when the number will be gone before they are due, and when it is gone, and can be ended then', async () => {
    await using w = await world();
    const id = await w.taken({ wrap: 'CALL_BACK', source: 'OFFLINE', callbackAt: '2027-05-21T17:00:00.000Z' });
    await w.promised('2027-05-21T16:59:00.000Z');
    const words = async () => wordsOf(drawPage(callbacks.default, { data: (await w.ask(callbacks.loader, '/desk/callbacks', { who: w.agent })).body }));
    expect((await words()).match(/Số người gọi được xoá vào ngày 22\/05\/2027, trước hạn hẹn\. Gọi lại trước ngày đó\./g)).toHaveLength(1);
    w.clock.set('2027-05-22T01:00:00.000Z');
    expect(await eraseCalls(w.ports)).toBe(2);
    const after = await words();
    expect(after.match(/đã xoá theo thời hạn lưu nên không gọi lại được nữa/g)).toHaveLength(2);
    expect(after).not.toMatch(/trước hạn hẹn|Xem số người gọi/);
    const { id: task } = await w.db.selectFrom('callback_task').select('id').where('call_id', '=', id).executeTakeFirstOrThrow();
    expect(await finishCallback(w.ports, w.agent, { task, outcome: 'NOT_NEEDED', note: '' })).toEqual({ ok: true });
    expect(await listCallbacks(w.db, null)).toHaveLength(1);
  });

  it('of somebody else, or of nobody, are none to an agent', async () => {
    await using w = await world();
    const { task } = await w.promised();
    const refused = [await finishCallback(w.ports, w.other, { task, outcome: 'REACHED', note: '' }), await finishCallback(w.ports, w.other, { task: 'x', outcome: 'REACHED', note: '' })].map(sentences);
    expect(refused[0]).toEqual(refused[1]);
  });
});

describe('opening a number', () => {
  it('is for supervisors, and for whoever has promised to call back until that is done', async () => {
    await using w = await world();
    const { callId, task } = await w.promised();
    const reveal = (who: typeof w.agent) => revealNumber(w.ports, who, { id: callId, reason: 'Gọi lại' });
    expect([await reveal(w.agent), await reveal(w.supervisor)]).toEqual([{ ok: true, number: '0912345678' }, { ok: true, number: '0912345678' }]);
    for (const who of [w.other, w.stranger]) expect(await reveal(who)).toMatchObject({ ok: false });
    await finishCallback(w.ports, w.agent, { task, outcome: 'REACHED', note: '' });
    expect(await reveal(w.agent)).toMatchObject({ ok: false });
    expect((await w.audits()).filter(({ action }) => action === 'call.reveal')).toHaveLength(2);
  });

  it('says the same for a call that is none as for one that is not hers', async () => {
    await using w = await world();
    const id = await w.taken();
    expect(sentences(await revealNumber(w.ports, w.other, { id, reason: 'x' }))).toEqual(sentences(await revealNumber(w.ports, w.other, { id: 'x', reason: 'x' })));
  });

  it('that was never given, was erased, or belongs to another installation has none, and no audit row says otherwise', async () => {
    await using w = await world();
    const none = await w.taken({ number: '', wrap: 'ANSWERED' });
    const sealed = await w.taken({ clientKey: 'key-00000002', wrap: 'ANSWERED' });
    const said = sentences(await revealNumber(w.ports, w.supervisor, { id: none, reason: 'x' }));
    expect(Object.keys(said)).toEqual(['form']);
    expect(sentences(await revealNumber({ ...w.ports, secret: 'another' }, w.supervisor, { id: sealed, reason: 'x' }))).toEqual(said);
    expect((await w.audits()).map(({ action }) => action)).not.toContain('call.reveal');
  });
});
