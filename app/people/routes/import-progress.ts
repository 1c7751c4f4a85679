import { batchParams } from '../forms/import-forms.ts';
import { canImportPeople } from '../policy.ts';
import { getImportBatch } from '../queries/import-batch.server.ts';
import { page } from '../route.server.ts';

/** How far a running import is, for the island on its page. */
export const loader = page({ guard: canImportPeople, params: batchParams }, async ({ actor, params, context }) => {
  const { state, doneRows, totalRows } = await getImportBatch(context.db, actor, params.id);
  return Response.json({ state, done: doneRows, total: totalRows }, { headers: { 'Cache-Control': 'private, no-store' } });
});
