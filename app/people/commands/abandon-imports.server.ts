import { z } from 'zod';
import { recordAudit } from '../../platform/audit.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { defineSetting } from '../../platform/settings.ts';
import { momentOf, type Ports } from '../ports.ts';

/** For how many days the raw rows of an import wait for being confirmed. */
export const abandonedImportDays = defineSetting({
  key: 'people.abandoned-import-days',
  value: z.number().int().min(1).max(3_650),
  fallback: 7,
  legalBasis: 'Nguyên tắc dữ liệu tối thiểu: chỉ giữ dữ liệu cá nhân trong thời gian cần cho mục đích (Luật Bảo vệ dữ liệu cá nhân)',
});

/**
 * Ends imports that were uploaded longer ago than the setting says and never confirmed, and deletes their raw rows: nobody needs these personal data any more.
 * @returns how many imports were ended
 */
export async function abandonImports(ports: Ports): Promise<number> {
  const { at, now, today } = momentOf(ports);
  const days = await readSetting(ports.db, abandonedImportDays, today);
  const before = new Date(now.getTime() - days * 86_400_000).toISOString();
  const waiting = await ports.db.selectFrom('import_batch').select('id').where('state', 'in', ['UPLOADED', 'CHECKED']).where('created_at', '<', before).orderBy('created_at').execute();
  let count = 0;
  for (const { id } of waiting) if (await abandon(ports, id, { at, days })) count += 1;
  return count;
}

/** Does nothing when somebody has confirmed or cancelled the import meanwhile. */
async function abandon({ db }: Ports, batchId: string, { at, days }: { at: string; days: number }): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const moved = await tx.updateTable('import_batch').set({ state: 'CANCELLED', finished_at: at }).where('id', '=', batchId).where('state', 'in', ['UPLOADED', 'CHECKED']).executeTakeFirst();
    if (moved.numUpdatedRows === 0n) return false;
    const gone = await tx.deleteFrom('import_row').where('batch_id', '=', batchId).executeTakeFirst();
    await recordAudit(tx, { at, actor: null, action: 'import.abandon', objectType: 'import_batch', objectId: batchId, details: { days, rows: Number(gone.numDeletedRows) } });
    return true;
  });
}
