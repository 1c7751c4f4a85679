import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { packParams } from '../forms/packs.ts';
import { canMakePacks } from '../policy.ts';
import { getPack } from '../queries/packs.server.ts';

/** How far the making of a pack is, for the bar on its page. */
export const loader = page({ guard: canMakePacks, params: packParams }, async ({ actor, params, context }) => {
  const { state, done, total } = await getPack(context.db, actor, params.id, momentOf(portsOf(context)).today);
  return Response.json({ state, done, total }, { headers: { 'Cache-Control': 'private, no-store' } });
});
