import type { Db, Tx } from '../../../db/client.ts';
import { partyCode, type TicketRow } from '../ticket-rows.server.ts';

export type Conflict = 'own' | 'other';

/**
 * Whether an officer should not have a ticket: a party has the name of the officer or of a unit of hers, or she has an open ticket for the other side.
 * Compared by keyed codes; equal names of different people are a conflict, too, until somebody else takes it.
 */
export async function conflictOf(tx: Tx | Db, secret: string, ticket: Pick<TicketRow, 'id' | 'citizen_hash' | 'party_hash'>, officerId: string): Promise<Conflict | null> {
  const { full_name: name } = await tx.selectFrom('user_account').select('full_name').where('id', '=', officerId).executeTakeFirstOrThrow();
  const units = await tx
    .selectFrom('membership as m').innerJoin('org_unit_version as v', 'v.unit_id', 'm.unit_id').select(['v.name', 'v.short_name'])
    .where('m.user_id', '=', officerId).where('m.valid_to', 'is', null).execute();
  const own = new Set([name, ...units.flatMap((unit) => [unit.name, unit.short_name ?? ''])].map((one) => partyCode(secret, one)));
  if ([ticket.citizen_hash, ticket.party_hash].some((code) => code !== null && own.has(code))) return 'own';
  const crossed = await tx
    .selectFrom('ticket').select('id')
    .where('assigned_to', '=', officerId).where('closed_at', 'is', null).where('id', '<>', ticket.id)
    .where((where) => where.or([where('citizen_hash', '=', ticket.party_hash ?? ''), where('party_hash', '=', ticket.citizen_hash ?? '')]))
    .limit(1).executeTakeFirst();
  return crossed ? 'other' : null;
}
