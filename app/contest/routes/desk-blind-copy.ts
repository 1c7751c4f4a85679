import { join } from 'node:path';
import { page } from '../../people/index.server.ts';
import { sendBlindCopy } from '../blind-store.server.ts';
import { deskFileParams } from '../forms/screening.ts';
import { canOrganiseContests } from '../policy.ts';
import { getCopy } from '../queries/blindness.server.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';

/** The copy that judges would get, for the organiser who has to look at it first. */
export const loader = page({ guard: canOrganiseContests, params: deskFileParams }, async ({ actor, params, context }) => {
  await getDeskContest(context.db, actor, params.contest);
  return sendBlindCopy(join(context.env.DATA_DIR, 'files'), await getCopy(context.db, params));
});
