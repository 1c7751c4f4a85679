import { describe, expect, it } from 'vitest';
import { ticketJobs } from '../../jobs/faq/tickets.ts';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import { aTicket, makeBody, makeTicket } from '../../tests/world/tickets.ts';
import type { Actor, Role } from '../people/actor.ts';
import { eraseTickets } from './commands/erase-tickets.server.ts';
import { receiveTicket, routeCrimeReport } from './commands/receive-ticket.server.ts';
import { openSlip, revealCitizen } from './commands/reveal-citizen.server.ts';
import { workTicket, type Deed } from './commands/work-ticket.server.ts';
import { ticketState } from './rules/ticket.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const unit = await makeUnit(db, { name: 'Sở Tư pháp' });
  const person = (fullName: string, role?: Role): Promise<Actor> => makePerson(db, { fullName, unitId: unit, grants: role ? [{ role, scope: 'ALL', unitId: null }] : [] });
  const [agent, officer, second, supervisor] = [await person('Quách Thị Lụa', 'CALL_AGENT'), await person('Mạc Thị Hồi', 'LEGAL_OFFICER'), await person('Đoàn Văn Hậu', 'LEGAL_OFFICER'), await person('Cù Xuân Trường', 'CALL_SUPERVISOR')];
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  await makeBody(db);
  const row = (id: string) => db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const work = async (actor: Actor, id: string, deed: Deed['deed'], changes: Partial<Deed> = {}) => workTicket(ports, actor, { id, revision: (await row(id)).revision, deed, note: 'Ghi chú', to: null, bodyKey: '', ...changes });
  const audits = async () => (await db.selectFrom('audit_event').select(['action', 'details']).where('object_type', '=', 'ticket').orderBy('seq').execute()).map(({ action }) => action);
  const runJobs = async () => {
    for (const job of await db.selectFrom('job').selectAll().where('name', '=', 'faq.escalate-ticket').where('run_at', '<=', clock.now().toISOString()).orderBy('run_at').execute()) {
      await ticketJobs[0]?.run(JSON.parse(job.payload), { db, clock, log: silentLog, secret: 'test-secret', timeZone: ports.timeZone });
    }
    return (await db.selectFrom('message').select('content').orderBy('id').execute()).map(({ content }) => (JSON.parse(content) as { vi: { subject: string } }).vi.subject);
  };
  return { db, clock, ports, agent, officer, second, supervisor, row, work, audits, runJobs, [Symbol.asyncDispose]: () => db.destroy() };
}
const fault = (outcome: unknown) => Object.entries((outcome as { faults?: Record<string, { vi: string }> }).faults ?? { none: { vi: '' } }).map(([field, { vi }]) => `${field}: ${vi}`).join();

describe('a ticket', () => {
  it('goes from the desk to its closing, with a timeline, an audit row a step, and nobody in clear', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent, { party: 'Trần Văn Bên Kia' });
    const made = await w.row(id);
    // Three working days from Monday 08:00.
    expect(made).toMatchObject({ code: 'PT-2026-000001', due_at: '2026-11-26T01:00:00.000Z', kind: 'LEGAL_HELP' });
    expect(JSON.stringify(made)).not.toMatch(/Dương|0912345678|Bên Kia/);
    for (const deed of ['assign', 'send', 'answer', 'tell', 'close'] as const) expect([deed, await w.work(w.officer, id, deed)]).toEqual([deed, { ok: true }]);
    expect(ticketState(await w.row(id))).toBe('CLOSED');
    expect((await w.db.selectFrom('ticket_event').select('deed').where('ticket_id', '=', id).orderBy('id').execute()).map(({ deed }) => deed)).toEqual(['RECEIVE', 'ASSIGN', 'SEND', 'ANSWER', 'TELL', 'CLOSE']);
    expect(await w.audits()).toEqual(['ticket.receive', 'ticket.assign', 'ticket.send', 'ticket.answer', 'ticket.tell', 'ticket.close']);
    const log = await w.db.selectFrom('audit_event').select('details').execute();
    expect(JSON.stringify(log)).not.toMatch(/Dương|0912345678|Bên Kia/);
  });

  it('is one, however often its form is sent, and its numbers follow each other', async () => {
    await using w = await world();
    const form = aTicket();
    const [one, two] = [await receiveTicket(w.ports, w.agent, form), await receiveTicket(w.ports, w.agent, form)];
    expect(two).toEqual(one);
    expect(await receiveTicket(w.ports, w.officer, form)).toMatchObject({ ok: false });
    expect(await receiveTicket(w.ports, w.agent, aTicket())).toMatchObject({ code: 'PT-2026-000002' });
    w.clock.set('2026-12-31T17:00:00.000Z');
    expect(await receiveTicket(w.ports, w.agent, aTicket())).toMatchObject({ code: 'PT-2027-000001' });
  });

  it('to a closed body is refused with the name of the last one that follows it', async () => {
    await using w = await world();
    await makeBody(w.db, 'tan', { name: 'Công an huyện cũ', closedAt: '2025-03-01T00:00:00.000Z' });
    await makeBody(w.db, 'giua', { name: 'Công an xã cũ', closedAt: '2025-07-01T00:00:00.000Z', successorKey: 'ubnd-xa' });
    await w.db.updateTable('competent_body').set({ successor_key: 'giua' }).where('key', '=', 'tan').execute();
    expect(fault(await receiveTicket(w.ports, w.agent, aTicket({ bodyKey: 'tan' })))).toBe('bodyKey: Công an huyện cũ không còn hoạt động. Chuyển đến: UBND cấp xã.');
    await w.db.updateTable('competent_body').set({ successor_key: 'tan' }).where('key', '=', 'giua').execute();
    expect(fault(await receiveTicket(w.ports, w.agent, aTicket({ bodyKey: 'tan' })))).toContain('chưa ghi nơi kế thừa');
    expect(fault(await receiveTicket(w.ports, w.agent, aTicket({ bodyKey: 'không có' })))).toBe('bodyKey: Chưa có cơ quan này.');
    const id = await makeTicket(w.db, w.clock, w.agent);
    await w.work(w.officer, id, 'assign');
    await w.db.updateTable('competent_body').set({ closed_at: '2026-11-23T00:00:00.000Z', successor_key: null }).where('key', '=', 'ubnd-xa').execute();
    expect(fault(await w.work(w.officer, id, 'send'))).toContain('không còn hoạt động');
    await makeBody(w.db, 'moi', { name: 'Nơi mới' });
    expect(await w.work(w.officer, id, 'send', { bodyKey: 'moi' })).toEqual({ ok: true });
  });

  it('is worked by one officer at a time: the second of two gets a sentence and changes nothing', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent);
    const { revision } = await w.row(id);
    expect(await w.work(w.officer, id, 'assign', { revision })).toEqual({ ok: true });
    expect(fault(await w.work(w.second, id, 'assign', { revision }))).toContain('vừa được người khác cập nhật');
    expect(fault(await w.work(w.second, id, 'assign'))).toContain('Chỉ người đang xử lý');
    expect(fault(await w.work(w.officer, id, 'tell'))).toContain('“Đang xử lý”');
    expect(fault(await w.work(w.officer, id, 'answer', { note: '' }))).toBe('note: Vui lòng ghi nội dung cho bước này.');
    expect(fault(await w.work(w.officer, id, 'assign', { to: w.second.id }))).toContain('Chỉ phụ trách');
    expect(fault(await w.work(w.supervisor, id, 'assign', { to: w.agent.id }))).toContain('không có quyền xử lý');
    expect(await w.work(w.supervisor, id, 'assign', { to: w.second.id })).toEqual({ ok: true });
    await expect(w.work(w.agent, id, 'close')).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('has no clock while the citizen is asked: the minutes that were left are left again', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent, { kind: 'LEGAL_AID' });
    await w.work(w.officer, id, 'assign');
    w.clock.set('2026-11-23T09:00:00.000Z'); // 16:00: of 450 minutes 60 + the morning of Tuesday's first half hour are left
    await w.work(w.officer, id, 'wait');
    w.clock.set('2026-11-30T03:00:00.000Z'); // a week later, Monday 10:00
    expect(await w.runJobs()).toEqual([]);
    await w.work(w.officer, id, 'resume');
    expect((await w.row(id)).due_at).toBe('2026-11-30T04:30:00.000Z');
    w.clock.set('2026-11-30T04:30:00.000Z');
    expect(await w.runJobs()).toEqual(['Phiếu PT-2026-000001 sắp đến hạn', 'Phiếu PT-2026-000001 đã đến hạn']);
    expect((await w.runJobs()).length).toBe(2);
  });
});

describe('conflicts of interest', () => {
  it.each([
    ['the officer herself', { party: 'MAC THI HOI' }, 'trùng tên'],
    ['her own unit', { party: 'Sở Tư Pháp' }, 'trùng tên'],
    ['the other party of a ticket that she has', { party: 'Lê Văn Tám' }, 'phiếu của bên kia'],
    ['the citizen against whom she works', { name: 'Phạm Bên Bị' }, 'phiếu của bên kia'],
  ])('%s', async (_what, changes, expected) => {
    await using w = await world();
    const first = await makeTicket(w.db, w.clock, w.agent, { name: 'Lê Văn Tám', party: 'Phạm Bên Bị' });
    expect(await w.work(w.officer, first, 'assign')).toEqual({ ok: true });
    const id = await makeTicket(w.db, w.clock, w.agent, changes);
    expect(fault(await w.work(w.officer, id, 'assign'))).toContain(expected);
    expect((await w.row(id)).assigned_to).toBeNull();
  });

  it('nobody, when there is no other name; and none after the first ticket is closed', async () => {
    await using w = await world();
    const first = await makeTicket(w.db, w.clock, w.agent, { name: '', party: '', replyChannel: 'IN_PERSON', contact: '' });
    const second = await makeTicket(w.db, w.clock, w.agent, { name: 'Lê Văn Tám', party: 'Phạm Bên Bị' });
    for (const id of [first, second]) expect(await w.work(w.officer, id, 'assign')).toEqual({ ok: true });
    await w.work(w.officer, second, 'close');
    const third = await makeTicket(w.db, w.clock, w.agent, { name: 'Phạm Bên Bị', party: 'Lê Văn Tám' });
    expect(await w.work(w.officer, third, 'assign')).toEqual({ ok: true });
  });
});

describe('what is personal', () => {
  it('is shown to its officer and a supervisor only, and every look is in the log', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent);
    await w.work(w.officer, id, 'assign');
    expect(await revealCitizen(w.ports, w.officer, { id, reason: 'Gọi lại theo hẹn' })).toMatchObject({ ok: true, citizen: { name: 'Nguyễn Thị Thuỳ Dương', contact: '0912345678' } });
    expect(fault(await revealCitizen(w.ports, w.second, { id, reason: 'Xem thử' }))).toContain('Chỉ người đang xử lý');
    expect(fault(await openSlip(w.ports, w.officer, id))).toContain('sau khi đã chuyển');
    await w.work(w.officer, id, 'send');
    expect(await openSlip(w.ports, w.supervisor, id)).toMatchObject({ ok: true });
    expect((await w.audits()).slice(-3)).toEqual(['ticket.reveal', 'ticket.send', 'ticket.slip']);
    expect(await revealCitizen({ ...w.ports, secret: 'another' }, w.officer, { id, reason: 'Sau khi đổi khoá' })).toMatchObject({ citizen: { name: null, contact: null } });
  });

  it('is erased when its time after closing is over, and not before', async () => {
    await using w = await world();
    const [old, open] = [await makeTicket(w.db, w.clock, w.agent, { party: 'Bên kia' }), await makeTicket(w.db, w.clock, w.agent)];
    for (const deed of ['assign', 'answer', 'close'] as const) await w.work(w.officer, old, deed);
    w.clock.pass({ days: 180, seconds: -1 });
    expect(await eraseTickets(w.ports)).toBe(0);
    w.clock.pass({ seconds: 1 });
    expect([await eraseTickets(w.ports), await eraseTickets(w.ports)]).toEqual([1, 0]);
    expect(await w.row(old)).toMatchObject({ code: 'PT-2026-000001', kind: 'LEGAL_HELP', summary: '', answer: '', name_sealed: null, contact_sealed: null, citizen_hash: null, party_hash: null });
    expect((await w.db.selectFrom('ticket_event').select('note').where('ticket_id', '=', old).execute()).every(({ note }) => note === '')).toBe(true);
    expect((await w.row(open)).erased_at).toBeNull();
    expect(fault(await revealCitizen(w.ports, w.officer, { id: old, reason: 'Tra lại' }))).toContain('đã được xoá');
  });

  it('is not there at all for a crime report: when, which way, by whom', async () => {
    await using w = await world();
    expect(await routeCrimeReport(w.ports, w.agent, { way: 'POLICE_113', callId: 'cuoc-1' })).toEqual({ ok: true });
    expect(Object.keys(await w.db.selectFrom('crime_routing').selectAll().executeTakeFirstOrThrow()).toSorted()).toEqual(['at', 'call_id', 'id', 'routed_by', 'way']);
    expect(await w.db.selectFrom('ticket').select('id').execute()).toEqual([]);
    await expect(routeCrimeReport(w.ports, await makePerson(w.db), { way: 'VNEID', callId: null })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
