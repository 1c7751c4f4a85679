import { describe, expect, it } from 'vitest';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { aTicket, makeBody } from '../../../tests/world/tickets.ts';
import { makeFormerUnit, makeUnit } from '../../../tests/world/people.ts';
import type { Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import type { TicketForm } from '../forms/tickets.ts';
import { getTicket } from '../queries/tickets.server.ts';
import { citizenOf } from '../ticket-rows.server.ts';
import { crimeWays, ticketKinds, ticketTargets } from '../rules/ticket.ts';
import { receiveTicket, routeCrimeReport } from './receive-ticket.server.ts';

async function world() {
  const w = await ticketDesk();
  const receive = (changes: Partial<TicketForm> = {}, who = w.agent) => receiveTicket(w.ports, who, aTicket(changes));
  const received = async (changes: Partial<TicketForm> = {}) => {
    const made = await receive(changes);
    if (!made.ok) throw new Error(JSON.stringify(made.faults));
    return w.row(made.id);
  };
  const jobs = async () => (await w.db.selectFrom('job').select(['name', 'run_at', 'payload']).where('name', '=', 'faq.escalate-ticket').orderBy('run_at').execute()).map(({ run_at, payload }) => [run_at, (JSON.parse(payload) as { step: string }).step]);
  return { ...w, receive, received, jobs };
}

describe('who writes a ticket down', () => {
  it.each<[Role, boolean]>([['CALL_AGENT', true], ['CALL_SUPERVISOR', true], ['LEGAL_OFFICER', true], ['CONTENT_EDITOR', false], ['ANSWER_APPRAISER', false], ['AUDITOR', false], ['SYSTEM_ADMIN', false], ['LEARNER', false]])('%s: %s', async (role, may) => {
    await using w = await world();
    const who = await w.person('Ai Đó', role);
    if (may) expect(await w.receive({}, who)).toMatchObject({ ok: true });
    else await expect(w.receive({}, who)).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await w.db.selectFrom('ticket').select('id').execute()).length).toBe(may ? 1 : 0);
  });
});

describe('a ticket', () => {
  it('is sealed, dated, numbered, planned and in the log without a word about the citizen', async () => {
    await using w = await world();
    const row = await w.received({ party: 'Trần Văn Bên Kia', callId: 'cuoc-1' });
    expect(row).toMatchObject({ code: 'PT-2026-000001', received_by: w.agent.id, received_at: '2026-11-23T01:00:00.000Z', revision: 0, call_id: 'cuoc-1', aid_group: null });
    expect(citizenOf('test-secret', row)).toEqual({ name: 'Nguyễn Thị Thuỳ Dương', contact: '0912345678' });
    expect(citizenOf('other-secret', row)).toEqual({ name: null, contact: null });
    expect(await w.events(row.id)).toEqual([{ deed: 'RECEIVE', note: '', by_id: w.agent.id, at: '2026-11-23T01:00:00.000Z' }]);
    expect(await w.audits('ticket')).toEqual([{ action: 'ticket.receive', actor_id: w.agent.id, object_id: row.id, details: { code: 'PT-2026-000001', ticketKind: 'LEGAL_HELP' } }]);
    expect(JSON.stringify([row, await w.audits('ticket'), await w.jobs()])).not.toMatch(/Dương|0912345678|Bên Kia/);
  });

  it('of somebody without a name or contact seals nothing and compares nothing', async () => {
    await using w = await world();
    expect(await w.received({ name: '', contact: '', party: '', replyChannel: 'IN_PERSON' })).toMatchObject({ name_sealed: null, contact_sealed: null, citizen_hash: null, party_hash: null });
    expect(await w.received({ name: '???', party: '🙂' })).toMatchObject({ citizen_hash: null, party_hash: null });
  });

  it('compares names however they are typed, and only under this secret', async () => {
    await using w = await world();
    const [one, two] = [await w.received({ name: 'Nguyễn Thị Thuỳ Dương' }), await w.received({ name: 'NGUYEN  thi thuy duong' })];
    expect(one.citizen_hash).toBe(two.citizen_hash);
    expect(one.name_sealed).not.toBe(two.name_sealed);
    const other = aTicket();
    await receiveTicket({ ...w.ports, secret: 'another' }, w.agent, other);
    expect((await w.row(other.once)).citizen_hash).not.toBe(one.citizen_hash);
  });

  it.each(ticketKinds)('of kind %s is due after its working minutes', async (kind) => {
    await using w = await world();
    const { due_at: due, aid_group: group } = await w.received({ kind });
    expect(due).toBe({ 450: '2026-11-24T01:00:00.000Z', 900: '2026-11-25T01:00:00.000Z', 1350: '2026-11-26T01:00:00.000Z' }[ticketTargets.fallback[kind]]);
    expect(group).toBe(kind === 'LEGAL_AID' ? 'UNKNOWN' : null);
  });

  it('keeps a group only when it is about legal aid', async () => {
    await using w = await world();
    expect([(await w.received({ kind: 'LEGAL_AID', aidGroup: 'CHILD' })).aid_group, (await w.received({ kind: 'COMPLAINT', aidGroup: 'CHILD' })).aid_group]).toEqual(['CHILD', null]);
  });

  it.each([
    ['on a Friday after hours', '2026-11-27T10:30:00.000Z', '2026-12-01T10:00:00.000Z'],
    ['on a Sunday', '2026-11-29T03:00:00.000Z', '2026-12-01T10:00:00.000Z'],
    ['over a holiday', '2026-12-31T01:00:00.000Z', '2027-01-05T01:00:00.000Z'],
  ])('received %s is due in working time', async (_what, at, due) => {
    await using w = await world();
    await w.db.insertInto('holiday').values({ day: '2027-01-01', name_vi: 'Tết Dương lịch', name_en: 'New Year' }).onConflict((conflict) => conflict.doNothing()).execute();
    w.clock.set(at);
    expect((await w.received({ kind: 'COMPLAINT' })).due_at).toBe(due);
  });

  it('tells the supervisors two hours of work before it is due, and when it is', async () => {
    await using w = await world();
    await w.received({ kind: 'LEGAL_AID' });
    expect(await w.jobs()).toEqual([['2026-11-23T08:30:00.000Z', 'SOON'], ['2026-11-24T01:00:00.000Z', 'DUE']]);
  });
});

describe('a form that is sent again', () => {
  it('by the same person is the same ticket, whatever it says now', async () => {
    await using w = await world();
    const once = aTicket();
    const sent = await Promise.all([receiveTicket(w.ports, w.agent, once), receiveTicket(w.ports, w.agent, once), receiveTicket(w.ports, w.agent, { ...once, summary: 'Khác' })]);
    expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await w.row(once.once)).summary).toBe(once.summary);
    expect([(await w.jobs()).length, (await w.audits('ticket')).length, (await w.events(once.once)).length]).toEqual([2, 1, 1]);
  });

  it('by another is refused, and does not say what there is', async () => {
    await using w = await world();
    const once = aTicket();
    await receiveTicket(w.ports, w.agent, once);
    const refused = await receiveTicket(w.ports, w.officer, once);
    expect(Object.keys(sentences(refused))).toEqual(['form']);
    expect(JSON.stringify(refused)).not.toContain('PT-2026');
  });
});

describe('numbers', () => {
  it('follow each other, also for two at once, and begin anew with the year in Vietnam', async () => {
    await using w = await world();
    expect((await Promise.all([w.receive(), w.receive({}, w.officer), w.receive({}, w.supervisor)])).map((one) => one.ok && one.code).toSorted()).toEqual(['PT-2026-000001', 'PT-2026-000002', 'PT-2026-000003']);
    w.clock.set('2026-12-31T16:59:59.999Z');
    expect((await w.received()).code).toBe('PT-2026-000004');
    w.clock.set('2026-12-31T17:00:00.000Z');
    expect((await w.received()).code).toBe('PT-2027-000001');
  });

  it('leave out none when a form is refused', async () => {
    await using w = await world();
    await w.receive({ bodyKey: 'khong-co' });
    expect((await w.received()).code).toBe('PT-2026-000001');
  });
});

describe('where it goes', () => {
  it('is a body in use; a closed one names its last successor', async () => {
    await using w = await world();
    await makeBody(w.db, 'cu', { name: 'Công an huyện cũ', closedAt: '2025-03-01T00:00:00.000Z', successorKey: 'ubnd-xa' });
    expect(sentences(await w.receive({ bodyKey: 'cu' }))).toEqual({ bodyKey: 'Công an huyện cũ không còn hoạt động. Chuyển đến: UBND cấp xã.' });
    await w.db.updateTable('competent_body').set({ successor_key: 'cu' }).where('key', '=', 'cu').execute();
    expect(sentences(await w.receive({ bodyKey: 'cu' }))).toEqual({ bodyKey: 'Công an huyện cũ không còn hoạt động và chưa ghi nơi kế thừa. Vui lòng chọn cơ quan khác.' });
    for (const bodyKey of ['khong-co', "' or 1=1 --"]) expect(sentences(await w.receive({ bodyKey }))).toEqual({ bodyKey: 'Chưa có cơ quan này.' });
  });

  it('is a commune that there is', async () => {
    await using w = await world();
    const unitId = await makeUnit(w.db, { name: 'UBND phường Tây Hoa Lư' });
    expect((await w.received({ unitId })).unit_id).toBe(unitId);
    expect(Object.keys(sentences(await w.receive({ unitId: 'khong-co' })))).toEqual(['unitId']);
  });

  it('is found by the words of whoever tells it, a name of old too, on the day on which it is told', async () => {
    await using w = await world();
    const [heir, twin] = [await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' }), await makeUnit(w.db, { name: 'UBND xã Nam Hoa Lư' })];
    await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [heir] });
    const named = async (commune: string) => (await w.received({ commune })).unit_id;
    expect([await named('Ninh Vân'), await named('xa ninh van'), await named('Xã Ninh Vân (cũ), nay là phường Nam Hoa Lư'), await named('xã Nam Hoa Lư'), await named('')]).toEqual([heir, heir, heir, twin, null]);
    expect(sentences(await w.receive({ commune: 'Nam Hoa Lư' }))).toEqual({ commune: '“Nam Hoa Lư” có thể là: Phường Nam Hoa Lư; Xã Nam Hoa Lư. Chọn một tên.' });
    for (const commune of ['Atlantis', '???', "' or 1=1 --"]) expect(sentences(await w.receive({ commune }))).toEqual({ commune: `Không có xã, phường nào tên “${commune}”. Chọn một tên trong danh sách, hoặc để trống.` });
  });

  it('that merges later is itself until that day, and the one that takes it over from then on; a ticket from before says what its commune is called by then', async () => {
    await using w = await world();
    const [heir, leaving] = [await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' }), await makeUnit(w.db, { name: 'UBND xã Ninh Vân' })];
    await w.db.updateTable('org_unit').set({ valid_to: '2026-12-01' }).where('id', '=', leaving).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-12-01' }).where('unit_id', '=', leaving).execute();
    await w.db.insertInto('org_unit_change').values({ id: newId(), kind: 'MERGE', from_unit_id: leaving, to_unit_id: heir, share: 'FULL', legal_basis: 'Nghị quyết', effective_on: '2026-12-01' }).execute();
    w.clock.set('2026-11-30T16:59:59.999Z');
    const before = await w.received({ commune: 'xã Ninh Vân' });
    w.clock.set('2026-11-30T17:00:00.000Z');
    const after = await w.received({ commune: 'xã Ninh Vân' });
    expect([before.unit_id, after.unit_id]).toEqual([leaving, heir]);
    const called = async (id: string, today: string) => (await getTicket(w.db, id, { actor: w.agent, secret: 'test-secret', at: w.clock.now().toISOString(), today })).unitName;
    expect([await called(before.id, '2026-11-30'), await called(before.id, '2026-12-01'), await called(after.id, '2026-12-01')]).toEqual(['xã Ninh Vân', 'phường Nam Hoa Lư', 'phường Nam Hoa Lư']);
  });
});

describe('a crime report', () => {
  it.each(crimeWays)('that goes by %s leaves when, which way and by whom, and nothing else anywhere', async (way) => {
    await using w = await world();
    expect(await routeCrimeReport(w.ports, w.agent, { way, callId: null })).toEqual({ ok: true });
    const [row] = await w.db.selectFrom('crime_routing').selectAll().execute();
    expect(row).toEqual({ id: row?.id, at: '2026-11-23T01:00:00.000Z', way, call_id: null, routed_by: w.agent.id });
    expect(await w.audits('crime-report')).toEqual([{ action: 'crime-report.route', actor_id: w.agent.id, object_id: row?.id, details: { way } }]);
    for (const table of ['ticket', 'ticket_event', 'job'] as const) expect(await w.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });

  it('is routed by whoever may write tickets', async () => {
    await using w = await world();
    await expect(routeCrimeReport(w.ports, w.stranger, { way: 'VNEID', callId: null })).rejects.toMatchObject({ kind: 'forbidden' });
    for (const who of [w.officer, w.supervisor]) expect(await routeCrimeReport(w.ports, who, { way: 'VNEID', callId: 'cuoc-2' })).toEqual({ ok: true });
  });
});
