import type { Db } from '../../../db/client.ts';
import { inParts, listPeopleWithProgress, projectionsOf, projectionTables, type ProjectionRow } from '../progress-projection.server.ts';
import { listWrongSums, sumTables } from '../standing-sums.server.ts';

/** One row of a projection that is not what the ledger says, or a sum that is not what its rows come to. */
export interface ProgressDifference {
  table: string;
  key: string;
  /** As stored; null when the row is missing. */
  live: ProjectionRow | null;
  /** As computed (or counted); null when the row should not be there. */
  ledger: ProjectionRow | null;
}

const peopleAtOnce = 100;

/** Compares every projection with the ledger, and the sums by unit with the people whom they count. Each part of the people is read in one short transaction, so that work may go on meanwhile. */
export async function listProgressDifferences(db: Db): Promise<{ people: number; events: number; differences: ProgressDifference[] }> {
  const people = await listPeopleWithProgress(db);
  const found = { people: people.length, events: 0, differences: [] as ProgressDifference[] };
  for (const part of inParts(people, peopleAtOnce)) {
    await db.transaction().execute(async (tx) => {
      const { projections, events } = await projectionsOf(tx, part);
      found.events += events;
      for (const { name, key, rowsOf } of projectionTables) {
        const live = (await tx.selectFrom(name).selectAll().where('user_id', 'in', part).execute()) as ProjectionRow[];
        const ledger = [...projections].flatMap(([userId, projection]) => rowsOf(userId, projection));
        found.differences.push(...compare(name, key, live, ledger));
      }
    });
  }
  for (const table of sumTables) for (const { key, live, counted } of await listWrongSums(db, table)) found.differences.push({ table: table.name, key, live, ledger: counted });
  return found;
}

function compare(table: string, key: readonly string[], live: ProjectionRow[], ledger: ProjectionRow[]): ProgressDifference[] {
  const keyOf = (row: ProjectionRow) => key.map((column) => row[column]).join(' ');
  const expected = new Map(ledger.map((row) => [keyOf(row), row]));
  const differences: ProgressDifference[] = [];
  for (const row of live) {
    const own = keyOf(row);
    const due = expected.get(own) ?? null;
    expected.delete(own);
    if (!due || Object.keys(row).some((column) => row[column] !== due[column])) differences.push({ table, key: own, live: row, ledger: due });
  }
  for (const [own, due] of expected) differences.push({ table, key: own, live: null, ledger: due });
  return differences;
}

/** One line per difference: only the columns that differ. */
export function describeDifference({ table, key, live, ledger }: ProgressDifference): string {
  if (!live) return `${table} ${key}: missing`;
  if (!ledger) return `${table} ${key}: not in the ledger`;
  const columns = Object.keys(ledger).filter((column) => live[column] !== ledger[column]);
  return `${table} ${key}: ${columns.map((column) => `${column} is ${live[column]}, the ledger says ${ledger[column]}`).join('; ')}`;
}
