import { z } from 'zod';
import { seeOther } from '../../platform/http/route.server.ts';
import { queueImport } from '../commands/queue-import.server.ts';
import { batchParams } from '../forms/import-forms.ts';
import { canImportPeople } from '../policy.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canImportPeople, params: batchParams }, ({ params }) => seeOther(`/admin/import/${params.id}`));

/** Confirms a checked import, or resumes an interrupted one. */
export const action = submit({ guard: canImportPeople, params: batchParams, form: z.object({}) }, async ({ actor, params, context }) => {
  await queueImport(context.db, actor, params.id, context.clock.now().toISOString());
  context.wakeJobs();
  return seeOther(`/admin/import/${params.id}`);
});
