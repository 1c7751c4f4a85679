import { page } from '../../people/index.server.ts';
import { packKey } from '../pack-key.server.ts';

/** The public key of packs as a file. */
export const loader = page({ guard: 'public' }, ({ context }) => {
  const { pem, name } = packKey(context.secret);
  return new Response(pem, { headers: { 'Content-Type': 'application/x-pem-file', 'Content-Disposition': `attachment; filename="hoc06-${name}.pem"`, 'X-Content-Type-Options': 'nosniff' } });
});
