import { join } from 'node:path';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { sendBlindCopy } from '../blind-store.server.ts';
import { reviewFileParams } from '../forms/judging.ts';
import { getReviewFile } from '../queries/read-review.server.ts';

/** The copy without identities of a file of the own review, to be saved; opened by itself it can do nothing. */
export const loader = page({ guard: 'signed-in', params: reviewFileParams }, async ({ actor, params, context }) => sendBlindCopy(join(context.env.DATA_DIR, 'files'), await getReviewFile(context.db, actor.id, params, momentOf(portsOf(context)).at)));
