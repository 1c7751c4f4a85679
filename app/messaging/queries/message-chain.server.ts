import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';

/** The first message of a chain of corrections; of a message that corrects nothing, itself. */
export async function firstOfChain(db: Db, { messageId, correctsId }: { messageId: string; correctsId: string | null }): Promise<string> {
  if (correctsId === null) return messageId;
  const { rows } = await sql<{ id: string }>`with recursive chain (id, corrects_id) as (
    select id, corrects_id from message where id = ${correctsId}
    union select m.id, m.corrects_id from message as m inner join chain as c on m.id = c.corrects_id)
    select id from chain where corrects_id is null`.execute(db);
  return rows[0]?.id ?? correctsId;
}
