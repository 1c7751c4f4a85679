import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { signDeskCopy } from '../desk-signature.server.ts';
import { canTakeCalls } from '../policy.ts';
import { readDeskCopy } from '../queries/desk-answers.server.ts';

/** The signed copy of everything the desk may read out now; asked for again it is sent only when something has changed. */
export const loader = page({ guard: canTakeCalls }, async ({ context, request }) => {
  const text = JSON.stringify(await readDeskCopy(context.db, momentOf(portsOf(context))));
  const headers = { ETag: `"${sha256(text).slice(0, 32)}"`, 'Cache-Control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === headers.ETag) return new Response(null, { status: 304, headers });
  return Response.json({ text, signature: signDeskCopy(context.secret, text) }, { headers });
});
