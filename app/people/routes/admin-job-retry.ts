import { z } from 'zod';
import { seeOther } from '../../platform/http/route.server.ts';
import { retryJob } from '../commands/retry-job.server.ts';
import { canSeeOperations } from '../policy.ts';
import { portsOf } from '../ports.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canSeeOperations }, () => seeOther('/admin/operations'));

export const action = submit({ guard: canSeeOperations, params: z.object({ jobId: z.string() }), form: z.object({}) }, async ({ actor, params, context }) => {
  await retryJob(portsOf(context), actor, params.jobId);
  context.wakeJobs();
  return seeOther('/admin/operations?done=retried');
});
