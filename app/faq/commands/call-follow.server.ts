import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import { firstFault, momentOf, type Actor } from '../../people/index.server.ts';
import { openNumber } from '../caller-seal.server.ts';
import { dialledNumber } from '../../platform/text/phone.ts';
import { communeNowOf } from '../queries/commune-of-day.server.ts';
import type { CallSnapshot } from '../rules/call.ts';
import { maskCodes, maskNumbers } from '../rules/sensitive.ts';
import { openBodyFor, type TicketPorts } from '../ticket-rows.server.ts';
import { receiveTicketIn } from './receive-ticket.server.ts';

interface Ended {
  id: string;
  call: CallSnapshot;
  actor: Actor;
  at: Instant;
}

/** What follows from how a call ended: a gap for the editors, a call-back, a hand-over. Each hangs on the call, so a wrap-up that arrives twice makes it once. */
export async function followWrapUp(tx: Tx, ports: TicketPorts, ended: Ended): Promise<void> {
  if (ended.call.wrap === null) return;
  await followGap(tx, ended);
  await followCallback(tx, ended);
  await followHandover(tx, ended);
  await followTicket(tx, ports, ended);
}

async function followGap(tx: Tx, { id, call, at }: Ended): Promise<void> {
  if (call.wrap !== 'NOT_FOUND') return void (await tx.deleteFrom('faq_search').where('id', '=', id).where('source', '=', 'DESK').execute());
  const { unit_id } = await tx.selectFrom('call_record').select('unit_id').where('id', '=', id).executeTakeFirstOrThrow();
  const asked = { question: call.question, question_fold: fold(call.question), unit_id };
  await tx.insertInto('faq_search').values({ id, ...asked, results: 0, source: 'DESK', at }).onConflict((conflict) => conflict.column('id').doUpdateSet(asked)).execute();
}

async function followCallback(tx: Tx, { id, call, actor }: Ended): Promise<void> {
  if (call.wrap !== 'CALL_BACK' || !call.callbackAt) return void (await tx.deleteFrom('callback_task').where('call_id', '=', id).where('done_at', 'is', null).execute());
  await tx.insertInto('callback_task').values({ id: newId(), call_id: id, agent_id: actor.id, due_at: call.callbackAt }).onConflict((conflict) => conflict.column('call_id').doUpdateSet({ due_at: call.callbackAt as string }).where('callback_task.done_at', 'is', null)).execute();
}

async function followHandover(tx: Tx, { id, call, actor, at }: Ended): Promise<void> {
  if (call.wrap !== 'TRANSFERRED' || call.handBody) return void (await tx.deleteFrom('call_handover').where('call_id', '=', id).where('taken_at', 'is', null).execute());
  const told = { to_agent: call.handTo || null, context: [call.question, call.note].filter(Boolean).join('\n') || null };
  await tx.insertInto('call_handover').values({ id: newId(), call_id: id, from_agent: actor.id, at, ...told }).onConflict((conflict) => conflict.column('call_id').doUpdateSet(told).where('call_handover.taken_at', 'is', null)).execute();
}

const legalAid = 'tro-giup-phap-ly';

/**
 * What goes to a body becomes a ticket with the caller's words. It bears the call's id, so a wrap-up that arrives twice, or after a ticket that the agent wrote by hand, opens
 * no second one; one that has begun is not taken back. Without a number the citizen comes back with the ticket's code.
 */
async function followTicket(tx: Tx, ports: TicketPorts, { id, call, actor, at }: Ended): Promise<void> {
  if (call.wrap !== 'TRANSFERRED' || !call.handBody || (await tx.selectFrom('ticket').select('id').where('call_id', '=', id).executeTakeFirst())) return;
  const bodyKey = (await openBodyFor(tx, call.handBody, at)) ?? call.handBody;
  const { number_sealed: sealed, unit_id: commune } = await tx.selectFrom('call_record').select(['number_sealed', 'unit_id']).where('id', '=', id).executeTakeFirstOrThrow();
  // A commune that went into another since the call began is that one by now; where several share it nobody guesses, and its words stand in the ticket.
  const unitId = commune ? ((await communeNowOf(tx, commune, momentOf(ports).today))?.unitId ?? null) : null;
  const number = openNumber(ports.secret, sealed);
  const summary = maskNumbers(maskCodes([call.question, call.note, call.commune].filter(Boolean).join('\n')));
  const reply = number ? ({ contact: dialledNumber(number), replyChannel: 'PHONE' } as const) : ({ contact: '', replyChannel: 'IN_PERSON' } as const);
  const kind = bodyKey === legalAid ? 'LEGAL_AID' : 'QUESTION';
  const made = await receiveTicketIn(tx, ports, actor, { once: id, kind, bodyKey, callId: id, unitId, summary, name: maskNumbers(call.name), ...reply, aidGroup: null, limitationOn: null, party: '' });
  if (!made.ok) throw new AppError('conflict', firstFault(made));
}
