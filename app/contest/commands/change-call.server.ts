import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';

export interface Change {
  id: string;
  /** The state of the call that the organiser was looking at; left out by deeds that fit every state. */
  revision?: number;
  action: string;
  details?: Record<string, unknown>;
}

/** Only organisers change a call. @throws AppError forbidden */
export function demandOrganiser(actor: Actor): void {
  if (!canOrganiseContests(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}

/**
 * Changes a call in one transaction with its row in the log: what the organiser was looking at must still be the newest, and a closed contest stays as it is.
 * @throws AppError forbidden, not-found
 */
export async function changeCall(ports: Ports, actor: Actor, change: Change, write: (tx: Tx, call: Call, at: Instant) => Promise<Refusal | null>): Promise<Outcome> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const call = await getCall(tx, change.id, today);
    if (call.closedAt) return refuse('form', messages.both('fault.closed'));
    if (change.revision !== undefined && change.revision !== call.revision) return refuse('form', messages.both('fault.changed-meanwhile'));
    const refusal = await write(tx, call, at);
    if (refusal) return refusal;
    await tx.updateTable('contest').set({ revision: call.revision + 1 }).where('id', '=', change.id).execute();
    await recordAudit(tx, { at, actor, action: change.action, objectType: 'contest', objectId: change.id, details: { contestCode: call.code, ...change.details } });
    return { ok: true };
  });
}
