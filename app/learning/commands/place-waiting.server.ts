import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { tellClass } from './tell-class.server.ts';

/** Gives free places to whoever has waited longest, and tells them. @returns how many moved up */
export async function placeWaiting(tx: Tx, runId: string, at: Instant): Promise<number> {
  const run = await tx
    .selectFrom('course_run as r')
    .select((of) => ['r.title', 'r.capacity', of.selectFrom('run_seat as s').whereRef('s.run_id', '=', 'r.id').where('s.placed_at', 'is not', null).where('s.left_at', 'is', null).select((seat) => seat.fn.countAll<number>().as('count')).as('placed')])
    .where('r.id', '=', runId)
    .executeTakeFirstOrThrow();
  const free = run.capacity - Number(run.placed ?? 0);
  if (free <= 0) return 0;
  // Whoever left the service or was disabled while waiting keeps no place from others.
  const next = await tx
    .selectFrom('run_seat as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .select(['s.id', 's.user_id as userId'])
    .where('s.run_id', '=', runId)
    .where('s.placed_at', 'is', null)
    .where('s.left_at', 'is', null)
    .where('u.disabled_at', 'is', null)
    .orderBy('s.asked_at')
    .orderBy('s.id')
    .limit(free)
    .execute();
  if (next.length === 0) return 0;
  await tx.updateTable('run_seat').set({ placed_at: at }).where('id', 'in', next.map(({ id }) => id)).execute();
  await tellClass(tx, 'moved-up', { id: runId, title: run.title, recipients: next.map(({ userId }) => userId), at, by: null });
  return next.length;
}
