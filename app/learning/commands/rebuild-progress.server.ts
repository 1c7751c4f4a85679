import type { Db, Tx } from '../../../db/client.ts';
import { inParts, listPeopleWithProgress, projectionsOf, projectionTables, type ProjectionRow } from '../progress-projection.server.ts';
import { countStandingAnew } from '../standing-sums.server.ts';

export interface Rebuilt {
  people: number;
  events: number;
  rows: number;
}

const peopleAtOnce = 100;
const rowsAtOnce = 250;

/** Replaces all projections by what the ledger says, and the sums by unit by what they come to then, in one transaction: readers see the old rows until the new ones are complete. */
export async function rebuildProgress(db: Db): Promise<Rebuilt> {
  return db.transaction().execute(async (tx) => {
    const people = await listPeopleWithProgress(tx);
    for (const { name } of projectionTables) await tx.deleteFrom(name).execute();
    const rebuilt: Rebuilt = { people: people.length, events: 0, rows: 0 };
    for (const part of inParts(people, peopleAtOnce)) {
      const { projections, events } = await projectionsOf(tx, part);
      rebuilt.events += events;
      for (const { name, rowsOf } of projectionTables) {
        const rows = [...projections].flatMap(([userId, projection]) => rowsOf(userId, projection));
        await insertAll(tx, name, rows);
        rebuilt.rows += rows.length;
      }
    }
    await countStandingAnew(tx);
    return rebuilt;
  });
}

async function insertAll(tx: Tx, table: (typeof projectionTables)[number]['name'], rows: ProjectionRow[]): Promise<void> {
  for (const part of inParts(rows, rowsAtOnce)) await tx.insertInto(table).values(part as never).execute();
}
