import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { signedDeskCopy } from '../desk-signature.server.ts';
import { canTakeCalls } from '../policy.ts';

/** The signed copy of everything the desk may read out now; asked for again it is sent only when something has changed. */
export const loader = page({ guard: canTakeCalls }, async ({ context, request }) => {
  const { body, tag } = await signedDeskCopy(context.secret)(context.db, momentOf(portsOf(context)));
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache', 'Content-Type': 'application/json; charset=utf-8' };
  return request.headers.get('if-none-match') === tag ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
});
