import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** How long a telephone rings before the desk stops showing it, when telephony says nothing more. */
const ringsSeconds = 90;

/** The telephone that stands before an agent. */
export async function findExtension(db: Db, agentId: string): Promise<string> {
  return (await db.selectFrom('agent_extension').select('extension').where('agent_id', '=', agentId).where('released_at', 'is', null).executeTakeFirst())?.extension ?? '';
}

/** Masked numbers of calls that ring at an agent's telephone now; empty text for a hidden number. */
export async function listRinging(db: Db, agentId: string, now: Instant): Promise<string[]> {
  const extension = await findExtension(db, agentId);
  if (extension === '') return [];
  const rows = await db
    .selectFrom('call_event as r')
    .select(['r.telephony_id', 'r.number_mask'])
    .where('r.kind', '=', 'RINGING')
    .where('r.extension', '=', extension)
    .where('r.received_at', '>', new Date(Date.parse(now) - ringsSeconds * 1_000).toISOString())
    .where((where) => where.not(where.exists(where.selectFrom('call_event as e').select('e.id').whereRef('e.telephony_id', '=', 'r.telephony_id').where('e.kind', 'in', ['ANSWERED', 'HUNG_UP']))))
    .orderBy('r.at')
    .execute();
  return rows.map((row) => row.number_mask ?? '');
}
