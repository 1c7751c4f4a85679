import { sql } from 'kysely';
import type { Db } from './client.ts';

/**
 * A mark that is another one after any change that was committed, by this process or another. Who has read something outside of a transaction, and finds the
 * mark of before the reading again inside of it, has read what still holds.
 */
export async function changesMark(db: Db): Promise<string> {
  // What others commit is seen by the first, what this connection changes by the second.
  const others = await sql<{ data_version: number }>`pragma data_version`.execute(db);
  const own = await sql<{ changes: number }>`select total_changes() as changes`.execute(db);
  return `${others.rows[0]?.data_version} ${own.rows[0]?.changes}`;
}
