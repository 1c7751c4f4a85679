import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { makeAnswer } from '../../tests/world/answers.ts';
import { call as request, testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { eraseCalls } from './commands/call-erase.server.ts';
import { saveCall } from './commands/call-save.server.ts';
import { listCalls } from './queries/calls.server.ts';
import * as callbacks from './routes/desk-callbacks.tsx';
import * as detail from './routes/desk-call.tsx';
import * as number from './routes/desk-call-number.tsx';
import * as list from './routes/desk-calls.tsx';
import type { CallSnapshot } from './rules/call.ts';
import { isOfficeTime } from './rules/office-hours.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  const person = async (role: 'CALL_AGENT' | 'CALL_SUPERVISOR') => {
    const actor = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    return { actor, token: await makeSession(db, actor, clock.now().toISOString()) };
  };
  const [agent, other, supervisor] = [await person('CALL_AGENT'), await person('CALL_AGENT'), await person('CALL_SUPERVISOR')];
  const { versionId } = await makeAnswer(db);
  let keys = 0;
  const take = async (changes: Partial<CallSnapshot> = {}) => {
    keys += 1;
    const saved = await saveCall(ports, agent.actor, { clientKey: `call-${keys}-key`, revision: 1, channel: 'PHONE', source: 'ONLINE', startedAt: clock.now().toISOString(), endedAt: null, number: '+84912345678', name: 'Bà Tư', commune: 'Hoa Lư', question: 'Mất máy', note: 'Gọi từ chợ', reads: [{ versionId, at: clock.now().toISOString() }], wrap: 'ANSWERED', callbackAt: null, handTo: null, handBody: null, ...changes });
    return saved.ok ? saved.id : '';
  };
  const ask = async (route: unknown, token: string, path: string, { id, form }: { id?: string; form?: Record<string, string> } = {}) => request(route as never, { db, clock, path, token, ...(id ? { params: { id } } : {}), ...(form ? { form } : {}) });
  return { db, clock, ports, agent, other, supervisor, take, ask, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('calls for the supervisor', () => {
  it('are listed masked, by filters in the address, and open to nobody else', async () => {
    await using w = await world();
    await w.take();
    await w.take({ wrap: 'NOT_FOUND', channel: 'WALK_IN', number: '' });
    const shown = async (query: string) => ((await w.ask(list.loader, w.supervisor.token, `/desk/calls?${query}`)).body as { rows: { code: string; mask: string | null }[] }).rows.map(({ code, mask }) => `${code} ${mask}`);
    expect((await shown('')).toSorted()).toEqual(['ANSWERED 09xx xxx 678', 'NOT_FOUND null']);
    expect([await shown('code=NOT_FOUND'), await shown('channel=PHONE'), await shown('code=OPEN'), await shown('from=2026-11-24'), await shown('to=2026-11-22')]).toEqual([['NOT_FOUND null'], ['ANSWERED 09xx xxx 678'], [], [], []]);
    expect((await shown("code='--&from=x&page=-1&channel=FAX&agent=*")).length).toBe(2);
    for (const route of [list.loader, detail.loader]) expect((await w.ask(route, w.agent.token, '/desk/calls', { id: '018f0000-0000-7000-8000-000000000000' })).status).toBe(403);
  });

  it('show a number only for a reason, which stands in the log first', async () => {
    await using w = await world();
    const id = await w.take();
    expect(JSON.stringify((await w.ask(detail.loader, w.supervisor.token, `/desk/calls/${id}`, { id })).body)).not.toContain('912345678');
    const reveal = (token: string, reason: string) => w.ask(number.action, token, `/desk/calls/${id}/number`, { id, form: { reason } });
    expect((await reveal(w.supervisor.token, ' ')).status).toBe(422);
    expect((await reveal(w.agent.token, 'Gọi lại cho dân')).status).toBe(409);
    expect(await w.db.selectFrom('audit_event').select('id').where('action', '=', 'call.reveal').execute()).toEqual([]);
    expect((await reveal(w.supervisor.token, 'Khiếu nại 12/KN')).body).toEqual({ ok: true, number: '0912345678' });
    const [row] = await w.db.selectFrom('audit_event').selectAll().where('action', '=', 'call.reveal').execute();
    expect([row?.object_id, row?.actor_id, row?.details]).toEqual([id, w.supervisor.actor.id, JSON.stringify({ reason: 'Khiếu nại 12/KN' })]);
  });
});

describe('call-backs', () => {
  it('are listed by their due time for whoever promised them, and done once', async () => {
    await using w = await world();
    const later = await w.take({ wrap: 'CALL_BACK', callbackAt: '2026-11-28T02:00:00.000Z' });
    const sooner = await w.take({ wrap: 'CALL_BACK', callbackAt: '2026-11-24T02:00:00.000Z' });
    const shown = async (token: string) => ((await w.ask(callbacks.loader, token, '/desk/callbacks')).body as { tasks: { id: string; callId: string; isInside: boolean }[] }).tasks;
    const tasks = await shown(w.agent.token);
    expect([tasks.map(({ callId, isInside }) => [callId, isInside]), await shown(w.other.token), (await shown(w.supervisor.token)).length]).toEqual([[[sooner, true], [later, false]], [], 2]);
    const finish = async (token: string, outcome = 'REACHED') => (await w.ask(callbacks.action, token, '/desk/callbacks', { form: { task: tasks[0]?.id ?? '', outcome, note: 'Mã 123456' } })).status;
    expect([await finish(w.other.token), await finish(w.agent.token, 'MAYBE'), await finish(w.agent.token), await finish(w.agent.token)]).toEqual([409, 422, 303, 409]);
    expect(await w.db.selectFrom('callback_task').select(['outcome', 'note']).where('done_at', 'is not', null).execute()).toEqual([{ outcome: 'REACHED', note: 'Mã ***456' }]);
  });

  it('let their agent see the number until they are done', async () => {
    await using w = await world();
    const id = await w.take({ wrap: 'CALL_BACK', callbackAt: '2026-11-24T02:00:00.000Z' });
    const reveal = async (token: string) => (await w.ask(number.action, token, `/desk/calls/${id}/number`, { id, form: { reason: 'Gọi lại như đã hẹn' } })).status;
    expect([await reveal(w.agent.token), await reveal(w.other.token)]).toEqual([200, 409]);
  });

  it.each([['2026-11-23T07:29', false], ['2026-11-23T07:30', true], ['2026-11-23T16:59', true], ['2026-11-23T17:00', false], ['2026-11-28T09:00', false], ['2026-11-29T09:00', false]])('know whether %s is in office hours: %s', (local, expected) => {
    expect(isOfficeTime(local)).toBe(expected);
  });
});

describe('erasing', () => {
  it('forgets who called and what was said on its day, keeps what was read and how it ended, and says so once', async () => {
    await using w = await world();
    const id = await w.take({ wrap: 'TRANSFERRED' });
    w.clock.pass({ days: 179 });
    expect(await eraseCalls(w.ports)).toBe(0);
    await w.take();
    w.clock.pass({ days: 1 });
    expect([await eraseCalls(w.ports), await eraseCalls(w.ports)]).toEqual([1, 0]);
    expect(await w.db.selectFrom('call_record').selectAll().where('id', '=', id).executeTakeFirst()).toMatchObject({ number_sealed: null, number_mask: null, number_hash: null, caller_name: null, question: null, note: null, wrap_code: 'TRANSFERRED' });
    expect((await w.db.selectFrom('call_handover').select('context').execute()).map((row) => row.context)).toEqual([null]);
    expect((await w.db.selectFrom('call_answer').selectAll().where('call_id', '=', id).execute()).length).toBe(1);
    expect((await listCalls(w.db, { page: 1 }, w.ports.timeZone)).rows.filter((row) => row.erasedAt === null).length).toBe(1);
    expect((await w.db.selectFrom('audit_event').select('details').where('action', '=', 'call.erase').execute()).map((row) => row.details)).toEqual(['{"count":1}']);
  });

  it('keeps as long as the province has set for the day of the call', async () => {
    await using w = await world();
    await w.db.insertInto('setting').values({ id: 'x', key: 'faq.call-retention-days', value: '30', valid_from: '2026-01-01', valid_to: null, legal_basis: 'Quyết định của tỉnh' }).execute();
    await w.take();
    w.clock.pass({ days: 30 });
    expect(await eraseCalls(w.ports)).toBe(1);
  });
});
