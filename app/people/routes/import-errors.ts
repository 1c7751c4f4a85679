import { batchParams } from '../forms/import-forms.ts';
import { errorsCsv } from '../importing/write-csv.server.ts';
import { canImportPeople } from '../policy.ts';
import { getImportBatch } from '../queries/import-batch.server.ts';
import { listAllImportRows } from '../queries/import-rows.server.ts';
import { page } from '../route.server.ts';

/** The rows with errors, to be mended and imported again. */
export const loader = page({ guard: canImportPeople, params: batchParams }, async ({ actor, params, context }) => {
  const batch = await getImportBatch(context.db, actor, params.id);
  const rows = await listAllImportRows(context.db, batch.id, 'ERROR');
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="dong-co-loi.csv"', 'Cache-Control': 'private, no-store' };
  return new Response(errorsCsv(batch.mapping, rows, context.reader.locale), { headers });
});
