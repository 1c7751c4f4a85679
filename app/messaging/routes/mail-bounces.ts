import { page } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { checkBearer, readBounceReports } from '../bounce-door.server.ts';
import { recordMailBounce, type BounceEffect } from '../commands/record-mail-bounce.server.ts';

export const loader = page({ guard: 'public' }, () => {
  throw new AppError('not-found', platformMessages.both('error.not-found'));
});

/** For mail providers and mail servers: what did not arrive, and who complained. The bearer token is the guard; a body of JSON or of a mail is no form. */
export const action = page({ guard: 'public' }, async ({ context, request }) => {
  checkBearer(request, context.env.BOUNCE_TOKEN);
  const effects: BounceEffect[] = [];
  for (const report of await readBounceReports(request)) effects.push(await recordMailBounce(context.db, report, context.clock.now().toISOString()));
  const count = (what: keyof BounceEffect) => effects.filter((effect) => effect[what]).length;
  return Response.json({ reports: effects.length, deliveries: count('delivery'), suppressed: count('suppressed'), kept: count('kept') });
});
