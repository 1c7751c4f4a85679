import { page } from '../../people/route.server.ts';
import { linkParams } from '../forms/mail-params.ts';
import { confirmArrival, linkLimit } from '../link-door.server.ts';
import { getLink } from '../queries/link.server.ts';

/** Where a browser without a session shows that it is a browser. */
export const loader = page({ guard: 'public', params: linkParams }, async ({ actor, params: { token }, context, request }) => {
  await context.spendPoint(linkLimit, context.address);
  return confirmArrival({ actor, context, request, token, link: await getLink(context.db, context.secret, token) });
});
