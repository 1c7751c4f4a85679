import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { runParams } from '../forms/assignments.ts';
import { runPage } from '../queries/assignment-pages.server.ts';

/** How far a run is, for the island on its page. */
export const loader = page({ guard: canSeeReminders, params: runParams }, async ({ actor, params, context }) => {
  const { run } = await runPage(context.db, actor, params.run, momentOf(portsOf(context)).today);
  return Response.json({ state: run.state, done: run.done, total: run.total }, { headers: { 'Cache-Control': 'private, no-store' } });
});
