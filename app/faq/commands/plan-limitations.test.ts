import { describe, expect, it } from 'vitest';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { makeTicket } from '../../../tests/world/tickets.ts';
import { escalateTicket } from './escalate-ticket.server.ts';
import { planLimitations } from './plan-limitations.server.ts';

// It is Monday morning, 23/11/2026; a petition has two working days, and is due five of them before its limitation.
async function world() {
  const w = await ticketDesk();
  /** A ticket as it was written down before anybody planned for its limitation. */
  const old = async (limitationOn: string | null, ...deeds: ('assign' | 'wait' | 'resume' | 'answer' | 'tell' | 'close')[]) => {
    const id = await makeTicket(w.db, w.clock, w.agent, { kind: 'PETITION' });
    for (const deed of deeds) await w.work(w.officer, id, deed);
    await w.db.updateTable('ticket').set({ limitation_on: limitationOn }).where('id', '=', id).execute();
    return id;
  };
  const plans = async (id: string) => (await w.db.selectFrom('job').select(['payload', 'run_at']).where('name', '=', 'faq.escalate-ticket').orderBy('run_at').execute()).map((job) => ({ ...(JSON.parse(job.payload) as { ticketId: string; step: string; dueAt: string }), at: job.run_at })).filter(({ ticketId }) => ticketId === id);
  const limitations = async (id: string) => (await plans(id)).filter(({ step }) => step === 'LIMITATION').map(({ at }) => at);
  const due = async (id: string) => (await w.row(id)).due_at;
  return { ...w, old, plans, limitations, due };
}

describe('an open ticket from before limitations were watched', () => {
  it('is planned for like a new one: somebody is told, and it is due before', async () => {
    await using w = await world();
    const [far, near, over] = [await w.old('2027-02-01'), await w.old('2026-11-30'), await w.old('2026-11-20', 'assign')];
    expect(await planLimitations(w.ports)).toBe(3);
    expect([await w.limitations(far), await w.limitations(near), await w.limitations(over)]).toEqual([['2027-01-25T10:00:00.000Z'], ['2026-11-23T10:00:00.000Z'], ['2026-11-23T01:00:00.000Z']]);
    expect([await w.due(far), await w.due(near), await w.due(over)]).toEqual(['2026-11-25T01:00:00.000Z', '2026-11-23T10:00:00.000Z', '2026-11-23T02:00:00.000Z']);
    // What had been planned for the old due time finds another one, and the new one has its own.
    expect((await w.plans(near)).filter(({ step, dueAt }) => step === 'DUE' && dueAt === '2026-11-23T10:00:00.000Z')).toHaveLength(1);
    expect((await w.audits('ticket')).filter(({ action }) => action === 'ticket.limitation')).toContainEqual({ action: 'ticket.limitation', actor_id: null, object_id: near, details: { from: '2026-11-25T01:00:00.000Z', to: '2026-11-23T10:00:00.000Z' } });
  });

  it('of which the citizen is asked something keeps its due time until it goes on, while somebody is told', async () => {
    await using w = await world();
    const waiting = await w.old('2026-11-30', 'assign', 'wait');
    expect([await planLimitations(w.ports), await w.due(waiting), await w.limitations(waiting)]).toEqual([1, '2026-11-25T01:00:00.000Z', ['2026-11-23T10:00:00.000Z']]);
    await w.work(w.officer, waiting, 'resume');
    expect(await w.due(waiting)).toBe('2026-11-23T10:00:00.000Z');
  });

  it('is planned for once, also by two at once, and not again after somebody was told', async () => {
    await using w = await world();
    const id = await w.old('2026-11-27');
    expect((await Promise.all([planLimitations(w.ports), planLimitations(w.ports)])).toSorted()).toEqual([0, 1]);
    expect(await escalateTicket(w.db, { ticketId: id, step: 'LIMITATION', dueAt: '2026-11-27' }, w.clock.now().toISOString(), w.ports.timeZone)).toBe(true);
    await w.db.deleteFrom('job').execute();
    expect([await planLimitations(w.ports), await w.limitations(id)]).toEqual([0, []]);
  });

  it('is left alone when it has no limitation, an answer, an end, or a plan of its own', async () => {
    await using w = await world();
    const others = [await w.old(null), await w.old('2026-11-27', 'assign', 'answer'), await w.old('2026-11-27', 'assign', 'answer', 'tell', 'close'), await makeTicket(w.db, w.clock, w.agent, { kind: 'PETITION', limitationOn: '2026-11-27' })];
    const before = await Promise.all(others.map(w.due));
    const planned = await Promise.all(others.map(w.limitations));
    expect([await planLimitations(w.ports), await Promise.all(others.map(w.due)), await Promise.all(others.map(w.limitations))]).toEqual([0, before, planned]);
  });
});
