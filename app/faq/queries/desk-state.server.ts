import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { shownVersions } from './current-answers.server.ts';

/** What an open desk asks for every few seconds. */
export interface DeskState {
  /** The key of the call in hand, as the server knows it. */
  inHand: string | null;
  /** Whether the answer that is being read is still shown. */
  isShown: boolean;
  /** Masked numbers that ring at this agent's telephone; empty text for a caller without a number. */
  ringing: string[];
}

export async function readDeskState(db: Db, agentId: string, { version, at, ringing }: { version: string; at: Instant; ringing: string[] }): Promise<DeskState> {
  const call = await db.selectFrom('call_record').select('client_key').where('agent_id', '=', agentId).where('wrapped_at', 'is', null).where('parked_at', 'is', null).executeTakeFirst();
  const shown = version === '' || (await shownVersions(db, at, true).select('v.id').where('v.id', '=', version).executeTakeFirst()) !== undefined;
  return { inHand: call?.client_key ?? null, isShown: shown, ringing };
}
