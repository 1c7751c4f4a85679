import { describe, expect, it } from 'vitest';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { escalateTicket } from './escalate-ticket.server.ts';

describe('telling supervisors', () => {
  async function world() {
    const w = await ticketDesk();
    const at = () => w.clock.now().toISOString();
    const tell = async (id: string, step: 'SOON' | 'DUE' = 'DUE', dueAt?: string) => escalateTicket(w.db, { ticketId: id, step, dueAt: dueAt ?? (await w.row(id)).due_at }, at(), w.ports.timeZone);
    return { ...w, tell };
  }

  it('happens once per step, also when the job runs twice at once', async () => {
    await using w = await world();
    const id = await w.after('assign');
    expect((await Promise.all([w.tell(id), w.tell(id)])).toSorted()).toEqual([false, true]);
    expect([await w.tell(id, 'SOON'), await w.tell(id, 'SOON')]).toEqual([true, false]);
    expect((await w.events(id)).filter(({ deed }) => deed === 'ESCALATE').map(({ note }) => note).toSorted()).toEqual(['DUE', 'SOON']);
  });

  it.each(['wait', 'answer', 'close'] as const)('does not happen once the clock stands because of %s', async (deed) => {
    await using w = await world();
    expect(await w.tell(await w.after('assign', deed))).toBe(false);
  });

  it('does not happen for a due time that has moved, nor for no ticket', async () => {
    await using w = await world();
    const id = await w.after('assign');
    expect([await w.tell(id, 'DUE', '2026-11-26T01:00:00.001Z'), await escalateTicket(w.db, { ticketId: 'x', step: 'DUE', dueAt: 'x' }, 'x', w.ports.timeZone)]).toEqual([false, false]);
    expect(await w.tell(id)).toBe(true);
  });

  it('is a duty in both languages that names the ticket and not the citizen', async () => {
    await using w = await world();
    const id = await w.after('assign');
    await w.tell(id);
    const { content, is_duty } = await w.db.selectFrom('message').select(['content', 'is_duty']).executeTakeFirstOrThrow();
    expect([JSON.parse(content), is_duty]).toMatchObject([{ vi: { subject: 'Phiếu PT-2026-000001 đã đến hạn' }, en: { subject: 'Ticket PT-2026-000001 is due' }, link: `/tickets/${id}` }, 1]);
    expect(content).not.toMatch(/Dương|0912/);
  });
});
