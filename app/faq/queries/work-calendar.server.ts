import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { officeHours, type WorkCalendar } from '../rules/working-time.ts';

/** The office hours in force on a day and every holiday that the province has entered. */
export async function workCalendar(db: Db, today: Day, timeZone: string): Promise<WorkCalendar> {
  const { spans } = await readSetting(db, officeHours, today);
  const holidays = await db.selectFrom('holiday').select('day').execute();
  return { spans, holidays: new Set(holidays.map(({ day }) => day)), timeZone };
}
