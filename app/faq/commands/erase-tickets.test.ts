import { describe, expect, it } from 'vitest';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { makeTicket } from '../../../tests/world/tickets.ts';
import { eraseTickets } from './erase-tickets.server.ts';
import { revealCitizen } from './reveal-citizen.server.ts';

describe('erasing', () => {
  it('comes to the millisecond after the days that the province has set, counted from the closing', async () => {
    await using w = await ticketDesk();
    await w.db.insertInto('setting').values({ id: 'x', key: 'tickets.keep-days', value: '30', valid_from: '2026-01-01', valid_to: null, legal_basis: 'Quyết định' }).execute();
    const id = await w.after('assign', 'answer', 'close');
    w.clock.set('2026-12-23T00:59:59.999Z');
    expect(await eraseTickets(w.ports)).toBe(0);
    w.clock.set('2026-12-23T01:00:00.000Z');
    expect(await eraseTickets(w.ports)).toBe(1);
    expect(await w.row(id)).toMatchObject({ erased_at: '2026-12-23T01:00:00.000Z', summary: '', answer: '', name_sealed: null, contact_sealed: null, citizen_hash: null, party_hash: null, code: 'PT-2026-000001' });
  });

  it('leaves open tickets alone for ever', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign', 'answer', 'tell');
    w.clock.pass({ days: 4_000 });
    expect([await eraseTickets(w.ports), (await w.row(id)).erased_at]).toEqual([0, null]);
  });

  it('leaves nothing personal in any row of a ticket, and one audit row for each', async () => {
    await using w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent, { kind: 'LEGAL_AID', aidGroup: 'CHILD', limitationOn: '2027-03-01', party: 'Bên Kia', summary: 'Chuyện riêng của gia đình' });
    for (const deed of ['assign', 'wait', 'resume', 'answer', 'tell', 'close'] as const) await w.work(w.officer, id, deed, { note: 'Ghi chú riêng' });
    w.clock.pass({ days: 180 });
    await eraseTickets(w.ports);
    const left = JSON.stringify([await w.row(id), await w.events(id)]);
    expect(left).not.toMatch(/riêng|CHILD|2027-03-01|Dương/);
    expect((await w.events(id)).at(-1)).toMatchObject({ deed: 'ERASE', by_id: null });
    expect((await w.audits('ticket')).filter(({ action }) => action === 'ticket.erase')).toMatchObject([{ actor_id: null, object_id: id }]);
    expect(sentences(await revealCitizen(w.ports, w.supervisor, { id, reason: 'Tra lại' }))).toEqual({ form: 'Dữ liệu cá nhân của phiếu này đã được xoá theo thời hạn.' });
  });

  it('goes through any number in one night, each once', async () => {
    await using w = await ticketDesk();
    const model = await w.row(await w.after('assign', 'close'));
    await w.db.insertInto('ticket').values(Array.from({ length: 420 }, (_, at) => ({ ...model, id: `t-${at}`, code: `PT-2025-${String(at).padStart(6, '0')}` }))).execute();
    w.clock.pass({ days: 180 });
    expect([await eraseTickets(w.ports), await eraseTickets(w.ports)]).toEqual([421, 0]);
  });

  it('ends conflicts of interest as well: nobody is compared with an erased ticket', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign', 'close');
    w.clock.pass({ days: 180 });
    await eraseTickets(w.ports);
    expect(await w.db.selectFrom('ticket').select('id').where('citizen_hash', 'is not', null).execute()).toEqual([]);
    expect((await w.row(id)).assigned_to).toBe(w.officer.id);
  });
});
