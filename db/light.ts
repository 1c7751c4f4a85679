import { sql, type Compilable } from 'kysely';
import { runIfFree, type Db, type Tx } from './client.ts';

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

/** The same for one statement that can as well be left out, because it comes again: when another process is writing, it is not waited for. @returns whether it was done */
export function lightlyIfFree(db: Db, statement: Compilable): Promise<boolean> {
  const { sql: text, parameters } = statement.compile();
  return runIfFree(db, (database) => {
    database.exec('pragma synchronous = normal');
    try {
      database.prepare(text).run(...(parameters as never[]));
    } finally {
      database.exec('pragma synchronous = full');
    }
  });
}
