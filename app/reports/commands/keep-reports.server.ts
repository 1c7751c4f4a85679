import { momentOf, type Ports } from '../../people/index.server.ts';
import { planFiles } from './schedule-report.server.ts';

/** Every night: schedules of people who have left end, each other one has its job, also after jobs were lost; files whose time is over are thrown away, the fact that they were made stays. @returns how many were thrown away */
export async function keepReports(ports: Ports): Promise<number> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    // Nobody but its owner can end a schedule: it ends with her account.
    const ofGone = tx.selectFrom('saved_report as r').innerJoin('user_account as u', 'u.id', 'r.owner_id').where('u.disabled_at', 'is not', null).select('r.id');
    await tx.updateTable('report_schedule').set({ ended_at: at }).where('ended_at', 'is', null).where('report_id', 'in', ofGone).execute();
    const schedules = await tx.selectFrom('report_schedule').select(['id', 'next_at as nextAt']).where('ended_at', 'is', null).execute();
    for (const schedule of schedules) await planFiles(tx, schedule, at);
    const { numUpdatedRows } = await tx.updateTable('report_file').set({ bytes: null }).where('bytes', 'is not', null).where('expires_at', '<=', at).executeTakeFirst();
    return Number(numUpdatedRows);
  });
}
