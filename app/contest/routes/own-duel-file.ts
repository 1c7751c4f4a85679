import { join } from 'node:path';
import { page } from '../../people/index.server.ts';
import { sendBlindCopy } from '../blind-store.server.ts';
import { duelFileParams } from '../forms/final.ts';
import { getOwnDuel } from '../queries/own-duels.server.ts';
import { getBlindFile } from '../queries/read-review.server.ts';

/** The copy without identities of a file of one side of an own pair. */
export const loader = page({ guard: 'signed-in', params: duelFileParams }, async ({ actor, params, context }) => {
  const { entries } = await getOwnDuel(context.db, actor.id, params.duel);
  return sendBlindCopy(join(context.env.DATA_DIR, 'files'), await getBlindFile(context.db, entries[params.side], params.file));
});
