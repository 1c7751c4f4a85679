import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import type { Actor } from '../../people/index.server.ts';
import type { CallSnapshot } from '../rules/call.ts';

interface Ended {
  id: string;
  call: CallSnapshot;
  actor: Actor;
  at: Instant;
}

/** What follows from how a call ended: a gap for the editors, a call-back, a hand-over. Each hangs on the call, so a wrap-up that arrives twice makes it once. */
export async function followWrapUp(tx: Tx, ended: Ended): Promise<void> {
  if (ended.call.wrap === null) return;
  await followGap(tx, ended);
  await followCallback(tx, ended);
  await followHandover(tx, ended);
}

async function followGap(tx: Tx, { id, call, at }: Ended): Promise<void> {
  if (call.wrap !== 'NOT_FOUND') return void (await tx.deleteFrom('faq_search').where('id', '=', id).where('source', '=', 'DESK').execute());
  const asked = { question: call.question, question_fold: fold(call.question) };
  await tx.insertInto('faq_search').values({ id, ...asked, results: 0, source: 'DESK', at }).onConflict((conflict) => conflict.column('id').doUpdateSet(asked)).execute();
}

async function followCallback(tx: Tx, { id, call, actor }: Ended): Promise<void> {
  if (call.wrap !== 'CALL_BACK' || !call.callbackAt) return void (await tx.deleteFrom('callback_task').where('call_id', '=', id).where('done_at', 'is', null).execute());
  await tx.insertInto('callback_task').values({ id: newId(), call_id: id, agent_id: actor.id, due_at: call.callbackAt }).onConflict((conflict) => conflict.column('call_id').doUpdateSet({ due_at: call.callbackAt as string }).where('callback_task.done_at', 'is', null)).execute();
}

/** The seam for tickets: a hand-over to another body becomes a row of the tickets' own here, beside this one. */
async function followHandover(tx: Tx, { id, call, actor, at }: Ended): Promise<void> {
  if (call.wrap !== 'TRANSFERRED') return void (await tx.deleteFrom('call_handover').where('call_id', '=', id).where('taken_at', 'is', null).execute());
  const told = { to_agent: call.handTo || null, context: [call.question, call.note].filter(Boolean).join('\n') || null };
  await tx.insertInto('call_handover').values({ id: newId(), call_id: id, from_agent: actor.id, at, ...told }).onConflict((conflict) => conflict.column('call_id').doUpdateSet(told).where('call_handover.taken_at', 'is', null)).execute();
}
