import { page } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { contestParams } from '../forms/results.ts';
import { resultsMessages } from '../messages/results.ts';
import { canSeeContestDesk } from '../policy.ts';
import { readCommitment } from '../queries/commitment.server.ts';
import { findRound, getContestHead } from '../queries/contest-round.server.ts';

/** The bytes behind the commitment, for the desk; everybody else gets them once the results are out. */
export const loader = page({ guard: canSeeContestDesk, params: contestParams }, async ({ params, context }) => {
  const contest = await getContestHead(context.db, params.contest);
  const round = await findRound(context.db, contest.id);
  if (!round?.commitment) throw new AppError('conflict', resultsMessages.both('fault.not-committed'));
  const { file } = await readCommitment(context.db, context.secret, contest, round);
  return new Response(file, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="cam-ket.json"', 'Cache-Control': 'private, no-store' } });
});
