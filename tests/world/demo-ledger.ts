import type { ProgressEvent } from '../../app/learning/index.server.ts';
import type { Db } from '../../db/client.ts';
import { foldEvents, noProjections } from '../../db/seeds/demo/fold-events.ts';

const tables = ['lesson_progress', 'check_progress', 'assessment_progress', 'course_progress'] as const;

/** The four projections as the database has them, as sorted lines. */
export async function listProjections(db: Db): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of tables) found[table] = (await db.selectFrom(table).selectAll().execute()).map(lineOf).toSorted();
  return found;
}

/** The same, made anew from every row of the ledger, read back in the order of its numbers. */
export async function foldLedger(db: Db): Promise<Record<string, string[]>> {
  const rows = await db.selectFrom('progress_event').selectAll().orderBy('seq').execute();
  const events = rows.map((row) => ({ verb: row.verb, objectType: row.object_type, objectId: row.object_id, userId: row.user_id, courseId: row.course_id, occurredAt: row.occurred_at, result: JSON.parse(row.result) as unknown }) as ProgressEvent);
  const made = noProjections();
  for (const own of Map.groupBy(events, (event) => `${event.userId} ${event.courseId}`).values()) foldEvents(own, made);
  return Object.fromEntries(tables.map((table) => [table, made[table].map(lineOf).toSorted()]));
}

function lineOf(row: object): string {
  return JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
