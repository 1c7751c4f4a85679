import { describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { makeTicket } from '../../../tests/world/tickets.ts';
import { escalateTicket } from './escalate-ticket.server.ts';

describe('telling supervisors', () => {
  async function world() {
    const w = await ticketDesk();
    const at = () => w.clock.now().toISOString();
    const tell = async (id: string, step: 'SOON' | 'DUE' | 'LIMITATION' = 'DUE', dueAt?: string) => escalateTicket(w.db, { ticketId: id, step, dueAt: dueAt ?? (await w.row(id)).due_at }, at(), w.ports.timeZone);
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

  const limited = async (w: Awaited<ReturnType<typeof world>>, limitationOn: string) => {
    const id = await makeTicket(w.db, w.clock, w.agent, { kind: 'PETITION', limitationOn });
    const jobs = await w.db.selectFrom('job').select(['run_at', 'payload']).where('name', '=', 'faq.escalate-ticket').execute();
    return { id, due: (await w.row(id)).due_at, raised: jobs.filter(({ payload }) => payload.includes('LIMITATION')).map(({ run_at }) => run_at) };
  };

  // It is Monday morning, 23/11/2026, and a petition has two working days.
  it.each([
    ['far away: the usual time stands', '2027-02-01', '2026-11-25T01:00:00.000Z', '2027-01-25T10:00:00.000Z'],
    ['near: it is due five working days before', '2026-11-30', '2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['nearer than that: within the hour, and the supervisors are told at once', '2026-11-27', '2026-11-23T02:00:00.000Z', '2026-11-23T01:00:00.000Z'],
    ['over: the same', '0001-01-01', '2026-11-23T02:00:00.000Z', '2026-11-23T01:00:00.000Z'],
  ])('a limitation that is %s', async (_what, limitationOn, due, raised) => {
    await using w = await world();
    expect(await limited(w, limitationOn)).toMatchObject({ due, raised: [raised] });
  });

  it('follows a setting of its day', async () => {
    await using w = await world();
    await w.db.insertInto('setting').values({ id: newId(), key: 'tickets.limitation', value: JSON.stringify({ days: 4, rushMinutes: 30 }), valid_from: '2026-11-01', legal_basis: 'Quy chế' } as never).execute();
    expect([(await limited(w, '2026-11-27')).due, (await limited(w, '2026-11-26')).due]).toEqual(['2026-11-23T10:00:00.000Z', '2026-11-23T01:30:00.000Z']);
  });

  it('tells of a limitation while the citizen is asked for something, and no more once there is an answer', async () => {
    await using w = await world();
    const ticket = async (...deeds: ('wait' | 'answer')[]) => {
      const id = await w.after('assign', ...deeds);
      await w.db.updateTable('ticket').set({ limitation_on: '2026-11-27' }).where('id', '=', id).execute();
      return id;
    };
    const waiting = await ticket('wait');
    expect([await w.tell(waiting, 'LIMITATION', '2026-11-27'), await w.tell(waiting, 'LIMITATION', '2026-11-27'), await w.tell(await ticket('answer'), 'LIMITATION', '2026-11-27'), await w.tell(await ticket('wait'), 'LIMITATION', '2026-12-27')]).toEqual([true, false, false, false]);
    const { content } = await w.db.selectFrom('message').select('content').executeTakeFirstOrThrow();
    expect(JSON.parse(content)).toMatchObject({ vi: { subject: expect.stringContaining('sát thời hiệu'), body: expect.stringContaining('27/11/2026') } });
  });

  it('is a duty in both languages that names the ticket and not the citizen', async () => {
    await using w = await world();
    const id = await w.after('assign');
    await w.tell(id);
    const { content, is_duty } = await w.db.selectFrom('message').select(['content', 'is_duty']).executeTakeFirstOrThrow();
    expect([JSON.parse(content), is_duty]).toMatchObject([{ vi: { subject: 'Phiếu PT-2026-000001 đã đến hạn' }, en: { subject: 'Ticket PT-2026-000001 is due' }, link: `/tickets/${id}` }, 1]);
    expect(content).not.toMatch(/Dương|0912345/);
  });
});
