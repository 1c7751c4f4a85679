import type { Db } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { listSettingRows, rowOn } from '../../platform/settings.server.ts';
import { begunPeriods, monthlyPolicy, periodOf, type Month, type MonthlyPolicy, type Period } from '../rules/period.ts';

/** The policy and the period of any month, from one reading of the settings. */
export interface Calendar {
  policyOf(month: Month): MonthlyPolicy;
  periodOf(month: Month): Period;
}

/** Which days and which due moment hold for which month. */
export async function readCalendar(db: Db, timeZone: string): Promise<Calendar> {
  const rows = await listSettingRows(db, monthlyPolicy);
  const policyOf = (month: Month) => rowOn(rows, `${month}-01`)?.value ?? monthlyPolicy.fallback;
  return { policyOf, periodOf: (month) => periodOf(month, policyOf(month), timeZone) };
}

/** The months about which somebody may write today, the newest first. */
export async function monthsToWrite(ports: Ports, count: number): Promise<Month[]> {
  const { periodOf: of } = await readCalendar(ports.db, ports.timeZone);
  return begunPeriods(momentOf(ports).today, count, of).map(({ month }) => month);
}
