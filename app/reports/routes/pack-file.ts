import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { page, portsOf } from '../../people/index.server.ts';
import { fetchPack } from '../commands/fetch-pack.server.ts';
import { packParams } from '../forms/packs.ts';
import { canMakePacks } from '../policy.ts';

/** The pack itself. */
export const loader = page({ guard: canMakePacks, isRecorded: true, params: packParams }, async ({ actor, params, context }) => {
  const { pack, path, bytes } = await fetchPack({ ...portsOf(context), packsDir: join(context.env.DATA_DIR, 'packs') }, actor, params.id);
  const headers = { 'Content-Type': 'application/zip', 'Content-Length': String(bytes), 'Content-Disposition': `attachment; filename="ho-so-kiem-tra-${pack.from}-${pack.to}.zip"`, 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };
  return new Response(createReadableStreamFromReadable(createReadStream(path)), { headers });
});
