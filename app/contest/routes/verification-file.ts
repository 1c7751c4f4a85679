import { page } from '../../people/index.server.ts';
import { roundParams } from '../forms/results.ts';
import { publicCommitmentFile } from '../queries/verification.server.ts';

/** Exactly the bytes whose hash was published, for everybody once the results are out. */
export const loader = page({ guard: 'public', params: roundParams }, async ({ params, context }) => {
  const file = await publicCommitmentFile(context.db, context.secret, params.slug, params.round);
  return new Response(file, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': `attachment; filename="cam-ket-${params.round.toLowerCase()}.json"`, 'Cache-Control': 'private, no-store' } });
});
