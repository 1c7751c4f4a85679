import { z } from 'zod';
import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { defineSetting } from '../../platform/settings.ts';
import { momentOf, type Ports } from '../ports.ts';

/** For how many days the raw rows of a finished import are kept: long enough to mend its errors, and no longer. */
export const importRowDays = defineSetting({
  key: 'people.import-row-days',
  value: z.number().int().min(1).max(3_650),
  fallback: 30,
  legalBasis: 'Nguyên tắc dữ liệu tối thiểu: chỉ giữ dữ liệu cá nhân trong thời gian cần cho mục đích (Luật Bảo vệ dữ liệu cá nhân)',
});

/**
 * Deletes the raw rows of imports that ended longer ago than the setting says. The import itself stays, with its counts.
 * @returns how many rows were deleted
 */
export async function clearImportRows(ports: Ports): Promise<number> {
  const { at, now, today } = momentOf(ports);
  const days = await readSetting(ports.db, importRowDays, today);
  let total = 0;
  for (const batchId of await listExpired(ports.db, new Date(now.getTime() - days * 86_400_000).toISOString())) {
    await ports.db.transaction().execute(async (tx) => {
      const gone = await tx.deleteFrom('import_row').where('batch_id', '=', batchId).executeTakeFirst();
      const rows = Number(gone.numDeletedRows);
      await recordAudit(tx, { at, actor: null, action: 'import.clear-rows', objectType: 'import_batch', objectId: batchId, details: { days, rows } });
      total += rows;
    });
  }
  return total;
}

/** Imports that ended before a moment and still have rows. */
async function listExpired(db: Db, before: string): Promise<string[]> {
  const rows = await db
    .selectFrom('import_batch as b')
    .select('b.id')
    .where('b.state', 'in', ['DONE', 'CANCELLED'])
    .where('b.finished_at', '<', before)
    .where((where) => where.exists(where.selectFrom('import_row as r').select('r.row_no').whereRef('r.batch_id', '=', 'b.id')))
    .orderBy('b.finished_at')
    .execute();
  return rows.map((row) => row.id);
}
