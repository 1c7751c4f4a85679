import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Nobody can judge what is gone: what judges have not locked yet would hold the round up for ever. Locked sheets stay and help to know their judges. */
export async function releaseOpenReviews(tx: Tx, entryId: string, at: Instant, reason: string): Promise<void> {
  const released = { released_at: at, released_reason: reason };
  const locked = tx.selectFrom('score_sheet').select('assignment_id').where('locked_at', 'is not', null);
  await tx.updateTable('review_assignment').set(released).where('entry_id', '=', entryId).where('released_at', 'is', null).where('id', 'not in', locked).execute();
  await tx.updateTable('duel').set(released).where('decided_at', 'is', null).where('released_at', 'is', null).where((row) => row.or([row('a_entry_id', '=', entryId), row('b_entry_id', '=', entryId)])).execute();
}
