import { describe, expect, it } from 'vitest';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { makeTicket } from '../../../tests/world/tickets.ts';
import type { Role } from '../../people/actor.ts';
import { openSlip, revealCitizen } from './reveal-citizen.server.ts';

const citizen = { name: 'Nguyễn Thị Thuỳ Dương', contact: '0912345678' };

describe('looking at a citizen', () => {
  it.each<Role>(['CALL_AGENT', 'AUDITOR', 'CONTENT_EDITOR', 'SYSTEM_ADMIN', 'LEARNER'])('is not for %s, whoever wrote the ticket down', async (role) => {
    await using w = await ticketDesk();
    const id = await w.after('assign', 'send');
    const who = { ...w.agent, grants: [{ role, scope: 'ALL' as const, unitId: null }] };
    await expect(revealCitizen(w.ports, who, { id, reason: 'Gọi lại' })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(openSlip(w.ports, who, id)).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await w.audits('ticket')).map(({ action }) => action)).not.toContain('ticket.reveal');
  });

  it('is for the officer of the ticket and for supervisors, and each look stands in the log with its reason and without the citizen', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    for (const who of [w.officer, w.supervisor]) expect(await revealCitizen(w.ports, who, { id, reason: 'Gọi lại theo hẹn' })).toMatchObject({ ok: true, citizen });
    expect(sentences(await revealCitizen(w.ports, w.second, { id, reason: 'Xem thử' }))).toEqual({ form: 'Chỉ người đang xử lý phiếu hoặc phụ trách làm được bước này.' });
    const looks = (await w.audits('ticket')).filter(({ action }) => action === 'ticket.reveal');
    expect(looks.map(({ actor_id, details }) => [actor_id, details])).toEqual([w.officer, w.supervisor].map((who) => [who.id, { code: 'PT-2026-000001', reason: 'Gọi lại theo hẹn' }]));
    expect(JSON.stringify(looks)).not.toMatch(/Dương|0912345/);
  });

  it('ends for an officer when somebody else gets the ticket', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    await w.work(w.supervisor, id, 'assign', { to: w.second.id });
    expect(await revealCitizen(w.ports, w.officer, { id, reason: 'Gọi lại' })).toMatchObject({ ok: false });
    expect(await revealCitizen(w.ports, w.second, { id, reason: 'Gọi lại' })).toMatchObject({ ok: true });
  });

  it('of no ticket is not found', async () => {
    await using w = await ticketDesk();
    await expect(revealCitizen(w.ports, w.officer, { id: 'x', reason: 'Gọi lại' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(openSlip(w.ports, w.officer, 'x')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('on a slip comes after sending, and every printing is in the log', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    expect(sentences(await openSlip(w.ports, w.officer, id))).toEqual({ form: 'Phiếu chuyển chỉ in được sau khi đã chuyển.' });
    await w.work(w.officer, id, 'send');
    for (let copy = 0; copy < 2; copy += 1) expect(await openSlip(w.ports, w.officer, id)).toMatchObject({ ok: true, citizen });
    expect((await w.audits('ticket')).filter(({ action }) => action === 'ticket.slip')).toHaveLength(2);
  });

  it('fails softly where the seal was altered or belongs to another installation', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    await w.db.updateTable('ticket').set({ name_sealed: 'AAAA' }).execute();
    expect(await revealCitizen(w.ports, w.officer, { id, reason: 'Gọi lại' })).toMatchObject({ ok: true, citizen: { name: null, contact: citizen.contact } });
  });

  it('cannot be made by moving one citizen’s seal to another ticket', async () => {
    await using w = await ticketDesk();
    const [mine, other] = [await w.after('assign'), await makeTicket(w.db, w.clock, w.agent, { name: 'Trần Thị Lành' })];
    await w.db.updateTable('ticket').set({ name_sealed: (await w.row(other)).name_sealed }).where('id', '=', mine).execute();
    expect(await revealCitizen(w.ports, w.officer, { id: mine, reason: 'Gọi lại' })).toMatchObject({ citizen: { name: null } });
  });
});
