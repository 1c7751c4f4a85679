import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { waitingIf, type WaitingWork } from '../../platform/waiting-work.ts';
import { canAppraiseAnswers, canSuperviseCalls, canTakeCalls, canWorkTickets, canWriteAnswers } from '../policy.ts';
import { countDesk, listDesk } from './desk-list.server.ts';

export type AnswerWork = 'answer.appraise' | 'answer.review' | 'ticket.late' | 'ticket.open' | 'call.back';

/** What waits for this person at the answers, the tickets and the phone. */
export async function listAnswerWork(db: Db, actor: Actor, moment: { at: Instant; today: Day }): Promise<WaitingWork<AnswerWork>[]> {
  return [...(await entryWork(db, actor, moment)), ...(await ticketWork(db, actor, moment.at)), ...(await callWork(db, actor))];
}

async function entryWork(db: Db, actor: Actor, moment: { at: Instant; today: Day }): Promise<WaitingWork<AnswerWork>[]> {
  if (!canAppraiseAnswers(actor) && !canWriteAnswers(actor)) return [];
  const counts = countDesk(await listDesk(db, moment));
  return [
    ...(canAppraiseAnswers(actor) ? waitingIf('answer.appraise', counts.states.SUBMITTED ?? 0, '/answers/appraisal') : []),
    ...(canWriteAnswers(actor) ? waitingIf('answer.review', counts.overdue, '/answers?due=OVERDUE') : []),
  ];
}

/** Late tickets come by themselves, so that they are not lost in a large number. */
async function ticketWork(db: Db, actor: Actor, at: Instant): Promise<WaitingWork<AnswerWork>[]> {
  if (!canWorkTickets(actor)) return [];
  const open = db.selectFrom('ticket').where('closed_at', 'is', null).where('answered_at', 'is', null).where('waiting_since', 'is', null);
  const count = async (query: typeof open) => query.select((row) => [row.fn.countAll<number>().as('count'), row.fn.min('due_at').as('dueAt')]).executeTakeFirstOrThrow();
  const [late, ahead] = [await count(open.where('due_at', '<=', at)), await count(open.where('due_at', '>', at))];
  return [...waitingIf('ticket.late', Number(late.count), '/tickets?view=late', { dueAt: late.dueAt }), ...waitingIf('ticket.open', Number(ahead.count), '/tickets', { dueAt: ahead.dueAt })];
}

/** An agent calls back herself; a supervisor sees all. */
async function callWork(db: Db, actor: Actor): Promise<WaitingWork<AnswerWork>[]> {
  if (!canTakeCalls(actor)) return [];
  const { count, dueAt } = await db
    .selectFrom('callback_task')
    .select((row) => [row.fn.countAll<number>().as('count'), row.fn.min('due_at').as('dueAt')])
    .where('done_at', 'is', null)
    .$if(!canSuperviseCalls(actor), (query) => query.where('agent_id', '=', actor.id))
    .executeTakeFirstOrThrow();
  return waitingIf('call.back', Number(count), '/desk/callbacks', { dueAt });
}
