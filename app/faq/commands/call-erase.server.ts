import { recordAudit } from '../../platform/audit.server.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';

const eventDays = 7;
const atOnce = 500;

/** Forgets who called and what was said in calls whose day has come, and raw telephony events after a week. What was read out and how it ended stays. @returns how many calls were emptied */
export async function eraseCalls(ports: Ports): Promise<number> {
  const { at, now, today } = momentOf(ports);
  await ports.db.deleteFrom('call_event').where('received_at', '<', new Date(now.getTime() - eventDays * 86_400_000).toISOString()).execute();
  let count = 0;
  for (;;) {
    const ids = (await ports.db.selectFrom('call_record').select('id').where('erased_at', 'is', null).where('erase_after', '<=', today).limit(atOnce).execute()).map(({ id }) => id);
    if (ids.length === 0) break;
    await ports.db.transaction().execute(async (tx) => {
      // A call that nobody ended could never be ended once it is empty, and its agent could take no other.
      await tx.updateTable('call_record').set({ wrap_code: 'DROPPED', wrapped_at: at, parked_at: null }).where('id', 'in', ids).where('wrapped_at', 'is', null).execute();
      await tx.updateTable('call_record').set({ number_sealed: null, number_mask: null, number_hash: null, caller_name: null, question: null, note: null, erased_at: at }).where('id', 'in', ids).execute();
      await tx.updateTable('call_handover').set({ context: null }).where('call_id', 'in', ids).execute();
      // What nobody could answer stands among the searches under the call's own id.
      await tx.deleteFrom('faq_search').where('id', 'in', ids).where('source', '=', 'DESK').execute();
      await tx.updateTable('callback_task').set({ note: null }).where('call_id', 'in', ids).execute();
    });
    count += ids.length;
  }
  if (count > 0) await ports.db.transaction().execute((tx) => recordAudit(tx, { at, actor: null, action: 'call.erase', objectType: 'call_record', objectId: today, details: { count } }));
  return count;
}
