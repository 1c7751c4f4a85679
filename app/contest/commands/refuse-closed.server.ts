import type { Tx } from '../../../db/client.ts';
import { refuse, type Refusal } from '../../people/index.server.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';

/** A closed contest is only read: nothing of its call, entries, jury, judging, results, objections and votes changes any more. What becomes of published prizes, and what people say about their own names, goes on. */
export function refuseClosed({ closedAt }: { closedAt: string | null }): Refusal | null {
  return closedAt === null ? null : refuse('form', messages.both('fault.closed'));
}

/** The same of the contest of an id. */
export async function refuseClosedById(tx: Tx, contestId: string): Promise<Refusal | null> {
  return refuseClosed(await tx.selectFrom('contest').select('closed_at as closedAt').where('id', '=', contestId).executeTakeFirstOrThrow());
}
