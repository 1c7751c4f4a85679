import { page } from '../../people/route.server.ts';
import { linkParams } from '../forms/mail-params.ts';
import { linkLimit, openLink } from '../link-door.server.ts';
import { getLink } from '../queries/link.server.ts';

/** The link of a message. Anybody may open it; only its recipient is noted, and only where she is signed in. */
export const loader = page({ guard: 'public', params: linkParams }, async ({ actor, params: { token }, context, request }) => {
  await context.spendPoint(linkLimit, context.address);
  return openLink({ actor, context, request, token, link: await getLink(context.db, context.secret, token) });
});
