import { z } from 'zod';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { canTakeCalls } from '../policy.ts';
import { listRinging } from '../queries/telephony.server.ts';
import { readDeskState } from '../queries/desk-state.server.ts';

const query = z.object({ version: z.string().max(64).catch('') });

export const loader = page({ guard: canTakeCalls, query }, async ({ actor, query: { version }, context }) => {
  const { at } = momentOf(portsOf(context));
  return Response.json(await readDeskState(context.db, actor.id, { version, at, ringing: await listRinging(context.db, actor.id, at) }), { headers: { 'Cache-Control': 'no-store' } });
});
