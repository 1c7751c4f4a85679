import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { call as request, testPorts } from '../../tests/world/calls.ts';
import { newId } from '../platform/ids.ts';
import { makeFormerUnit, makePerson, makeSession, makeUnit } from '../../tests/world/people.ts';
import { makeBody, makeTicket } from '../../tests/world/tickets.ts';
import { saveCall } from './commands/call-save.server.ts';
import { syncCalls } from './commands/call-sync.server.ts';
import { revealCitizen } from './commands/reveal-citizen.server.ts';
import { workTicket } from './commands/work-ticket.server.ts';
import { getCall } from './queries/calls.server.ts';
import { communeOfCall, findWrappedTicket, listHanded } from './queries/call-desk.server.ts';
import { getTicket } from './queries/tickets.server.ts';
import * as desk from './routes/desk.tsx';
import { wrapFault, type CallSnapshot } from './rules/call.ts';
import { maskCodes } from './rules/sensitive.ts';

const handed = (changes: Partial<CallSnapshot> = {}): CallSnapshot => ({
  clientKey: 'key-00000001', revision: 5, channel: 'PHONE', source: 'OFFLINE', startedAt: '2026-11-23T00:30:00.000Z', endedAt: '2026-11-23T00:40:00.000Z', number: '+84912345678', name: 'Bùi Thị Sen', commune: 'Hoa Lư',
  question: 'Giấy khai sinh ghi sai ngày', note: 'Đã tới xã hai lần', reads: [], wrap: 'TRANSFERRED', callbackAt: null, handTo: null, handBody: 'ubnd-xa', ...changes,
});
async function world() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  const person = (role: 'CALL_AGENT' | 'CALL_SUPERVISOR' | 'LEGAL_OFFICER') => makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
  const [agent, supervisor, officer] = [await person('CALL_AGENT'), await person('CALL_SUPERVISOR'), await person('LEGAL_OFFICER')];
  await makeBody(db);
  const token = await makeSession(db, agent, clock.now().toISOString());
  const send = async (form: Record<string, string>) => {
    clock.pass({ seconds: 1 });
    const { location, body } = await request(desk.action as never, { db, clock, path: '/desk', form, token });
    return location ?? (body as { faults: Record<string, { vi: string }> }).faults;
  };
  const tickets = () => db.selectFrom('ticket').selectAll().orderBy('code').execute();
  return { db, clock, ports, agent, supervisor, officer, token, send, tickets, [Symbol.asyncDispose]: () => db.destroy() };
}
type World = Awaited<ReturnType<typeof world>>;

describe('the commune of a call', () => {
  it('is known by its name of old, and goes with the call, its ticket and the question that nobody could answer', async () => {
    await using w = await world();
    const unitId = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
    await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [unitId] });
    await sync(w, handed({ commune: 'xã Ninh Vân' }), handed({ clientKey: 'key-00000002', commune: 'ninh vân (cũ)', wrap: 'NOT_FOUND', handBody: null }), handed({ clientKey: 'key-00000003', commune: 'gần chợ', wrap: 'NOT_FOUND', handBody: null }));
    const calls = await w.db.selectFrom('call_record').select(['commune', 'unit_id']).orderBy('client_key').execute();
    expect(calls).toEqual([{ commune: 'xã Ninh Vân', unit_id: unitId }, { commune: 'ninh vân (cũ)', unit_id: unitId }, { commune: 'gần chợ', unit_id: null }]);
    expect((await w.tickets()).map(({ unit_id }) => unit_id)).toEqual([unitId]);
    expect((await w.db.selectFrom('faq_search').select('unit_id').where('source', '=', 'DESK').execute()).map(({ unit_id }) => unit_id).toSorted()).toEqual([unitId, null].toSorted());
  });

  it('is the first choice of a ticket that its agent writes for the call by hand, and of nobody else', async () => {
    await using w = await world();
    const unitId = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
    const saved = await saveCall(w.ports, w.agent, handed({ source: 'ONLINE', wrap: null, handBody: null, commune: 'Nam Hoa Lư' }));
    const id = saved.ok ? saved.id : '';
    const of = (call: string | undefined, agent = w.agent, today = '2026-11-23') => communeOfCall(w.db, call, agent.id, today);
    expect(await Promise.all([of(id), of(id, w.supervisor), of(undefined)])).toEqual(['phường Nam Hoa Lư', null, null]);
    // After a merger it is what the commune is called by then; shared by two, it is no choice for anybody.
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-12-01' }).where('unit_id', '=', unitId).execute();
    const heir = await makeUnit(w.db, { name: 'UBND phường Hoa Lư Mới' });
    const mergeInto = (to: string) => w.db.insertInto('org_unit_change').values({ id: newId(), kind: 'MERGE', from_unit_id: unitId, to_unit_id: to, share: 'PART', legal_basis: 'Nghị quyết', effective_on: '2026-12-01' }).execute();
    await mergeInto(heir);
    expect([await of(id, w.agent, '2026-11-30'), await of(id, w.agent, '2026-12-01')]).toEqual(['phường Nam Hoa Lư', 'phường Hoa Lư Mới']);
    await mergeInto(await makeUnit(w.db, { name: 'UBND xã Bên Kia' }));
    expect(await of(id, w.agent, '2026-12-01')).toBeNull();
  });

  it('is offered with its names of old, and what was understood stands beside the field', async () => {
    await using w = await world();
    const unitId = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
    await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [unitId] });
    await saveCall(w.ports, w.agent, handed({ source: 'ONLINE', wrap: null, handBody: null, commune: 'Ninh Vân' }));
    const { body } = await request(desk.loader as never, { db: w.db, clock: w.clock, path: '/desk', token: w.token });
    expect(body).toMatchObject({ call: { commune: 'Ninh Vân', communeNow: 'phường Nam Hoa Lư' }, communes: expect.arrayContaining(['Phường Nam Hoa Lư', 'Xã Ninh Vân (cũ), nay là phường Nam Hoa Lư']) });
  });
});

const sync = async (w: World, ...calls: CallSnapshot[]) => (await syncCalls(w.ports, w.agent, calls)).map(({ was, say }) => [was, say?.vi ?? '']);

describe('a call that is handed to a body', () => {
  it('becomes a ticket at the desk, is worked on, and its answer goes back to the caller', async () => {
    await using w = await world();
    await w.send({ deed: 'start', number: '0912 345 678' });
    expect(await w.send({ deed: 'wrap', wrap: 'TRANSFERRED', question: 'Khai sinh sai ngày', note: 'Gấp', name: 'Bùi Thị Sen', handBody: 'ubnd-xa' })).toBe('/desk?done=wrapped');
    const [ticket] = await w.tickets();
    expect(ticket).toMatchObject({ kind: 'QUESTION', body_key: 'ubnd-xa', summary: 'Khai sinh sai ngày\nGấp', reply_channel: 'PHONE', received_by: w.agent.id });
    expect(JSON.stringify(ticket)).not.toMatch(/912345678|Sen/);
    const id = ticket?.id ?? '';
    expect(await findWrappedTicket(w.db, w.agent.id)).toEqual({ id, code: 'PT-2026-000001' });
    expect((await getCall(w.db, ticket?.call_id ?? '')).ticket).toEqual({ id, code: 'PT-2026-000001' });
    expect(await listHanded(w.db, w.supervisor.id, true)).toEqual([]);
    for (const [revision, deed] of (['assign', 'send', 'answer'] as const).entries()) expect(await workTicket(w.ports, w.officer, { id, revision, deed, note: 'Trả lời', to: null, bodyKey: '' }), deed).toEqual({ ok: true });
    expect(await revealCitizen(w.ports, w.officer, { id, reason: 'Trả lời người gọi' })).toMatchObject({ ok: true, citizen: { name: 'Bùi Thị Sen', contact: '0912345678' } });
    expect(await workTicket(w.ports, w.officer, { id, revision: 3, deed: 'tell', note: 'Đã gọi lại', to: null, bodyKey: '' })).toEqual({ ok: true });
    const seen = { secret: 'test-secret', at: w.clock.now().toISOString(), today: '2026-11-23' };
    expect(await getTicket(w.db, id, { ...seen, actor: w.supervisor })).toMatchObject({ state: 'TOLD', callHref: `/desk/calls/${ticket?.call_id}` });
    expect(await getTicket(w.db, id, { ...seen, actor: w.agent })).toMatchObject({ state: 'TOLD', callHref: null });
  });

  it('shows the code of its ticket when it is ended', async () => {
    await using w = await world();
    await w.send({ deed: 'start' });
    await w.send({ deed: 'wrap', wrap: 'TRANSFERRED', question: 'Khai sinh', handBody: 'ubnd-xa' });
    const shown = async () => ((await request(desk.loader as never, { db: w.db, clock: w.clock, path: '/desk?done=wrapped', token: w.token })).body as { ticket?: { code: string } }).ticket?.code;
    expect(await shown()).toBe('PT-2026-000001');
    await w.send({ deed: 'start' });
    await w.send({ deed: 'wrap', wrap: 'DROPPED' });
    expect(await shown()).toBeUndefined();
  });

  it('is one ticket however often and in whatever order its note arrives', async () => {
    await using w = await world();
    const [open, late] = [handed({ revision: 2, wrap: null, endedAt: null }), handed({ revision: 9, note: 'Thêm' })];
    expect(await sync(w, handed(), handed(), open, late, late)).toEqual([['SAVED', ''], ['ALREADY', ''], ['ALREADY', ''], ['SAVED', ''], ['ALREADY', '']]);
    expect(await w.tickets()).toHaveLength(1);
    expect((await w.db.selectFrom('audit_event').select('action').where('object_type', '=', 'ticket').execute())).toEqual([{ action: 'ticket.receive' }]);
    expect(await w.db.selectFrom('ticket_event').select('deed').execute()).toEqual([{ deed: 'RECEIVE' }]);
  });

  it('opens none beside the one that the agent has written by hand', async () => {
    await using w = await world();
    const open = await saveCall(w.ports, w.agent, handed({ revision: 1, wrap: null, endedAt: null }));
    await makeTicket(w.db, w.clock, w.agent, { callId: open.ok ? open.id : '' });
    expect([(await sync(w, handed()))[0]?.[0], (await w.tickets()).length]).toEqual(['SAVED', 1]);
  });

  it('without a number waits for the caller to come, and nothing that was said is lost', async () => {
    await using w = await world();
    await sync(w, handed({ number: '', name: '' }));
    expect((await w.tickets())[0]).toMatchObject({ reply_channel: 'IN_PERSON', contact_sealed: null, name_sealed: null, summary: 'Giấy khai sinh ghi sai ngày\nĐã tới xã hai lần\nHoa Lư' });
  });

  it('is legal aid at the legal aid centre, with a group still to be appraised', async () => {
    await using w = await world();
    await makeBody(w.db, 'tro-giup-phap-ly');
    await sync(w, handed({ handBody: 'tro-giup-phap-ly' }));
    expect((await w.tickets())[0]).toMatchObject({ kind: 'LEGAL_AID', aid_group: 'UNKNOWN' });
  });
});

describe('a hand-over that cannot be', () => {
  it('to a closed body names the one that follows it, and the call stays open with its words', async () => {
    await using w = await world();
    await makeBody(w.db, 'huyen-cu', { name: 'UBND huyện cũ', closedAt: '2025-07-01T00:00:00.000Z', successorKey: 'ubnd-xa' });
    await w.send({ deed: 'start', number: '0912345678' });
    const faults = await w.send({ deed: 'wrap', wrap: 'TRANSFERRED', question: 'Khai sinh', handBody: 'huyen-cu' });
    expect((faults as Record<string, { vi: string }>)['handBody']?.vi).toMatch(/UBND huyện cũ.*UBND cấp xã/);
    expect([await w.tickets(), (await w.db.selectFrom('call_record').select('wrap_code').execute())[0]?.wrap_code]).toEqual([[], null]);
  });

  it('noted while the server was away goes to the follower; to a body that nobody follows it is refused and holds up no other', async () => {
    await using w = await world();
    await makeBody(w.db, 'huyen-cu', { closedAt: '2025-07-01T00:00:00.000Z', successorKey: 'ubnd-xa' });
    await makeBody(w.db, 'toa-huyen', { name: 'Toà án huyện', closedAt: '2025-07-01T00:00:00.000Z' });
    const [gone, unknown, kept] = await sync(w, handed({ clientKey: 'key-00000002', handBody: 'toa-huyen' }), handed({ clientKey: 'key-00000003', handBody: "'; drop table ticket" }), handed({ handBody: 'huyen-cu' }));
    expect([gone?.[0], gone?.[1]?.includes('Toà án huyện'), unknown?.[0], kept]).toEqual(['REFUSED', true, 'REFUSED', ['SAVED', '']]);
    expect((await w.tickets()).map((ticket) => ticket.body_key)).toEqual(['ubnd-xa']);
  });

  it('names two receivers or has no words; the browser asks by the same rule before it keeps it', async () => {
    await using w = await world();
    await w.send({ deed: 'start' });
    const both = await w.send({ deed: 'wrap', wrap: 'TRANSFERRED', question: 'Khó', handTo: w.supervisor.id, handBody: 'ubnd-xa' });
    const empty = await w.send({ deed: 'wrap', wrap: 'TRANSFERRED', handBody: 'ubnd-xa' });
    expect([Object.keys(both), Object.keys(empty), await w.tickets()]).toEqual([['handBody'], ['question'], []]);
    expect([wrapFault(handed({ handTo: 'x' }), true), wrapFault(handed({ question: '' }), true), wrapFault(handed(), false), wrapFault(handed({ handBody: null, question: '' }), false)]).toEqual(['handBody', 'ticketQuestion', null, null]);
  });
});

it('keeps no digit of a one-time code and no long number in a ticket', async () => {
  await using w = await world();
  await sync(w, handed({ question: 'Mã OTP: 4821 gửi tới 0229 387 123', name: 'Sen 037085001234' }));
  expect((await w.tickets())[0]?.summary).toMatch(/^Mã OTP: •••• gửi tới \*{3}123\n/);
  expect(maskCodes('mật khẩu là 12 34 và PIN 9876, phí 1.500 đồng')).toBe('mật khẩu là •• •• và PIN ••••, phí 1.500 đồng');
});
