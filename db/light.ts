import { sql } from 'kysely';
import type { Db, Tx } from './client.ts';

/**
 * A transaction whose commit does not wait for the disk. For facts that may lose their last second at a power cut (that somebody was
 * here, that a lesson was opened); everything that counts for a result uses an ordinary transaction, which survives it.
 */
export function lightly<Out>(db: Db, work: (tx: Tx) => Promise<Out>): Promise<Out> {
  return db.connection().execute(async (held) => {
    await sql`pragma synchronous = normal`.execute(held);
    try {
      return await held.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(held);
    }
  });
}
