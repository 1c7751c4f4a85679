import { recordAudit } from '../../platform/audit.server.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { workCalendar } from '../queries/work-calendar.server.ts';
import { limitationKey, limitDue, planEscalations } from './escalate-ticket.server.ts';

/**
 * Plans for open tickets that run against a limitation what is planned when one is written down: that the supervisors are told, and that it is due before it. For tickets from before there
 * was such a plan; a ticket that has one, or of whose limitation somebody was told, stays as it is.
 * @returns how many had none
 */
export async function planLimitations(ports: Ports): Promise<number> {
  const moment = momentOf(ports);
  const open = await ports.db.selectFrom('ticket').select('id').where('limitation_on', 'is not', null).where('closed_at', 'is', null).where('answered_at', 'is', null).orderBy('limitation_on').execute();
  let count = 0;
  for (const { id } of open) if (await planOne(ports, id, moment)) count += 1;
  return count;
}

async function planOne({ db, timeZone }: Ports, id: string, { at, today }: { at: string; today: string }): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const ticket = await tx
      .selectFrom('ticket as t')
      .selectAll('t')
      .where('t.id', '=', id)
      .where('t.closed_at', 'is', null)
      .where('t.answered_at', 'is', null)
      .where((where) => where.not(where.exists(where.selectFrom('ticket_escalation as e').select('e.step').whereRef('e.ticket_id', '=', 't.id').where('e.step', '=', 'LIMITATION'))))
      .executeTakeFirst();
    if (!ticket || ticket.limitation_on === null || (await tx.selectFrom('job').select('id').where('unique_key', '=', limitationKey(id, ticket.limitation_on)).executeTakeFirst())) return false;
    const calendar = await workCalendar(tx, today, timeZone);
    const due = await limitDue(tx, ticket, calendar, { at, today });
    // While the citizen is asked for something the clock stands: what is left is cut when it goes on.
    if (ticket.waiting_since === null && due < ticket.due_at) {
      await tx.updateTable('ticket').set({ due_at: due }).where('id', '=', id).execute();
      await planEscalations(tx, { id, due_at: due }, calendar, { at, today });
    }
    await recordAudit(tx, { at, actor: null, action: 'ticket.limitation', objectType: 'ticket', objectId: id, details: { from: ticket.due_at, to: due } });
    return true;
  });
}
