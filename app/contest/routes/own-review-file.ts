import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { blindCopyPath } from '../blind-store.server.ts';
import { reviewFileParams } from '../forms/judging.ts';
import { getReviewFile } from '../queries/read-review.server.ts';

/** The copy without identities of a file of the own review, to be saved; opened by itself it can do nothing. */
export const loader = page({ guard: 'signed-in', params: reviewFileParams }, async ({ actor, params, context }) => {
  const { entryId, fileId, name } = await getReviewFile(context.db, actor.id, params, momentOf(portsOf(context)).at);
  const bytes = await readFile(blindCopyPath(join(context.env.DATA_DIR, 'files'), entryId, fileId)).catch(() => null);
  if (!bytes) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': `attachment; filename="${name}"`, 'Content-Security-Policy': "sandbox; default-src 'none'", 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' } });
});
