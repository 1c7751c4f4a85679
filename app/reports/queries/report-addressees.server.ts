import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { Month } from '../rules/period.ts';
import type { AskedRole } from '../rules/reminder-words.ts';
import { holdersByUnit } from './report-people.server.ts';

/** A unit whose report is asked for, and of whom: its focal point, or its leader where it waits for her. */
export interface AskedUnit {
  unitId: string;
  unitName: string;
  role: AskedRole;
  /** Accounts; empty where nobody holds the role. */
  to: string[];
}

/** Of whom the report of each unit is asked for. Whoever has written in it cannot approve it, so she is not asked to. */
export async function addresseesOf(db: Db, units: readonly { unitId: string; unitName: string }[], { month, today }: { month: Month; today: Day }): Promise<AskedUnit[]> {
  const waiting = new Set((await db.selectFrom('monthly_report').select('unit_id').where('month', '=', month).where('state', '=', 'PENDING_APPROVAL').execute()).map(({ unit_id }) => unit_id));
  const authors = Map.groupBy(await db.selectFrom('monthly_report_author as a').innerJoin('monthly_report as r', 'r.id', 'a.report_id').select(['r.unit_id', 'a.user_id']).where('r.month', '=', month).execute(), (row) => row.unit_id);
  const focal = await holdersByUnit(db, 'FOCAL_POINT', today);
  const leaders = await holdersByUnit(db, 'UNIT_LEADER', today);
  return units.map(({ unitId, unitName }) => {
    if (!waiting.has(unitId)) return { unitId, unitName, role: 'FOCAL_POINT', to: focal(unitId) };
    return { unitId, unitName, role: 'UNIT_LEADER', to: leaders(unitId, new Set(authors.get(unitId)?.map((row) => row.user_id))) };
  });
}
