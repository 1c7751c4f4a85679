import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { page } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { slotParams } from '../forms/broadcast.ts';
import { canSeeCampaigns } from '../policy.ts';
import { getSlot } from '../queries/broadcast.server.ts';

/** Opened by itself it can do nothing, whatever somebody managed to hide in it. */
const sandbox = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";

/** The photo of a proof; its type was read from the picture itself. */
export const loader = page({ guard: canSeeCampaigns, params: slotParams }, async ({ params, context }) => {
  const { photo, photoType } = await getSlot(context.db, params.slot);
  const bytes = photo && photoType ? await readFile(join(context.env.DATA_DIR, 'files', 'proofs', photo)).catch(() => null) : null;
  if (!bytes || !photoType) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': photoType, 'Content-Disposition': 'inline', 'Content-Security-Policy': sandbox, 'Cache-Control': 'private, max-age=86400', 'X-Content-Type-Options': 'nosniff' } });
});
