import type { KyselyPlugin } from 'kysely';
import type { Db } from '../../db/client.ts';

/**
 * The same database, and how many statements were sent through this handle: a query that asks for each row anew shows. `count` knows those that were built for the
 * occasion, `ran` also those that are kept prepared.
 */
export function counted(db: Db): { db: Db; count: () => number; ran: () => number } {
  let count = 0;
  let ran = 0;
  const plugin: KyselyPlugin = { transformQuery: ({ node }) => (count++, node), transformResult: async ({ result }) => (ran++, result) };
  return { db: db.withPlugin(plugin) as Db, count: () => count, ran: () => ran };
}
