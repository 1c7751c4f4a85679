import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { waitingIf, type WaitingWork } from '../../platform/waiting-work.ts';
import { canReceiveMonthly, canStepMonthly } from '../policy.ts';
import { nextDeeds, type NextDeed } from './desk.server.ts';
import { readCalendar } from './periods.server.ts';

export type ReportWork = 'monthly.write' | 'monthly.returned' | 'monthly.approve' | 'monthly.receive';

const kinds: Record<NextDeed['kind'], ReportWork> = { BEGIN: 'monthly.write', WRITE: 'monthly.write', RETURNED: 'monthly.returned', APPROVE: 'monthly.approve' };

/** Monthly reports that wait for this person: to be written, mended or approved, and for the standing agency to be received. */
export async function listReportWork(db: Db, actor: Actor, asked: { at: Instant; today: Day; timeZone: string }): Promise<WaitingWork<ReportWork>[]> {
  if (!canStepMonthly(actor)) return [];
  const { periodOf } = await readCalendar(db, asked.timeZone);
  const deeds = Map.groupBy(await nextDeeds(db, actor, periodOf, asked), ({ kind }) => kinds[kind]);
  const own = [...deeds].flatMap(([kind, found]) => {
    const [first] = found;
    const only = found.length === 1 ? first : undefined;
    const href = only?.reportId ? `/reports/monthly/${only.reportId}` : '/reports/monthly';
    return waitingIf(kind, found.length, href, { subject: only?.unitName ?? null, dueAt: first?.dueAt ?? null });
  });
  if (!canReceiveMonthly(actor)) return own;
  const { count, month } = await submitted(db);
  return [...own, ...waitingIf('monthly.receive' as const, count, `/reports/monthly?${new URLSearchParams({ ...(month === null ? {} : { month }), state: 'SUBMITTED' }).toString()}`)];
}

/** How many reports wait to be received, and the first month that has one: the list shows one month at a time. */
async function submitted(db: Db): Promise<{ count: number; month: string | null }> {
  const { count, month } = await db.selectFrom('monthly_report').select((row) => [row.fn.countAll<number>().as('count'), row.fn.min('month').as('month')]).where('state', '=', 'SUBMITTED').executeTakeFirstOrThrow();
  return { count: Number(count), month };
}
