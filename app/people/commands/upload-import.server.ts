import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Actor } from '../actor.ts';
import { readTableApart } from '../importing/read-apart.server.ts';
import type { ReadTable } from '../importing/read-table.server.ts';
import type { Fault } from '../rules/import-faults.ts';
import { guessColumns, requiredFields } from '../rules/import-fields.ts';
import type { BatchMapping } from '../rules/import-summary.ts';

/** Rows written before others get their turn at the database. */
const portion = 500;

export type UploadResult = { ok: true; batchId: string; isReady: boolean } | { ok: false; fault: Fault };

/**
 * Reads an uploaded list and keeps its rows, without touching any account.
 * `isReady` says that the columns were recognised well enough to check the rows at once.
 */
export async function uploadImport(db: Db, actor: Actor, file: { name: string; bytes: Buffer }, now: Instant): Promise<UploadResult> {
  const read = await readTableApart(file.name, file.bytes);
  if (!read.ok) return read;
  const { table } = read;
  const columns = guessColumns(table.headings);
  const batchId = newId();
  const mapping: BatchMapping = { headings: table.headings, headerRow: table.headerRow, columns, notes: table.notes };
  const fileName = normaliseLine(file.name).slice(0, 200) || 'file';
  await db.transaction().execute(async (tx) => {
    // No rows yet: a batch whose rows never arrived in full is told by this zero.
    await tx.insertInto('import_batch').values({ id: batchId, file_name: fileName, state: 'UPLOADED', mapping: JSON.stringify(mapping), summary: '{}', total_rows: 0, done_rows: 0, created_by: actor.id, created_at: now }).execute();
    await recordAudit(tx, { at: now, actor, action: 'import.upload', objectType: 'import_batch', objectId: batchId, details: { fileName, rows: table.rows.length } });
  });
  await keepRows(db, batchId, table.rows);
  const names = columns.unitCode !== undefined || columns.unitName !== undefined || columns.leftOn !== undefined || columns.status !== undefined;
  return { ok: true, batchId, isReady: names && requiredFields.every((field) => columns[field] !== undefined) };
}

async function keepRows(db: Db, batchId: string, rows: ReadTable['rows']): Promise<void> {
  for (let at = 0; at < rows.length; at += portion) {
    await db.transaction().execute(async (tx) => {
      for (const some of cut(rows.slice(at, at + portion), 100)) {
        await tx.insertInto('import_row').values(some.map(({ rowNo, cells }) => ({ batch_id: batchId, row_no: rowNo, cells: JSON.stringify(cells) }))).execute();
      }
    });
    await setImmediate();
  }
  await db.updateTable('import_batch').set({ total_rows: rows.length }).where('id', '=', batchId).execute();
}

function cut<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
