import { portsOf } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { takePackageFile } from '../commands/hand-over-package.server.ts';
import { packageFileParams } from '../forms/vneid.ts';
import { canHandOver } from '../policy.ts';

const kinds = { manifest: { type: 'application/json', ending: 'json' }, recipients: { type: 'text/csv', ending: 'csv' } } as const;

/** A file of a package that was handed over. */
export const loader = page({ guard: canHandOver, isRecorded: true, params: packageFileParams }, async ({ actor, params, context }) => {
  const text = await takePackageFile(portsOf(context), actor, params.package, params.file);
  const { type, ending } = kinds[params.file];
  return new Response(text, { headers: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="vneid-${params.package}.${ending}"`, 'Cache-Control': 'private, no-store' } });
});
