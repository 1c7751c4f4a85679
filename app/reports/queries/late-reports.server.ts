import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { grantsOf, unitScopeOf } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import type { DeskState } from '../forms/monthly.ts';
import { monthlyNotices as messages } from '../messages/monthly-notices.ts';
import { dueParts } from '../rules/due-words.ts';
import { isLate, monthWords, nearestPeriod, plusMonths, type Month, type Period } from '../rules/period.ts';
import { dueWords, reminderNotice, unitsByPerson, unitsWords } from '../rules/reminder-words.ts';
import { listDeskRows } from './desk.server.ts';
import { readCalendar } from './periods.server.ts';
import { addresseesOf, type AskedUnit } from './report-addressees.server.ts';

interface Asked {
  at: Instant;
  today: Day;
  timeZone: string;
}
/** A unit whose report is missing after its due moment. */
export interface LateUnit extends AskedUnit {
  state: DeskState;
  /** When it was last reminded of this month's report, by hand or by itself. */
  remindedAt: Instant | null;
  /** Whether it was reminded by hand today: it is not again. */
  isRemindedToday: boolean;
}

/** The step of a reminder by hand: once a unit and day. */
export const handStep = (today: Day): string => `hand-${today}`;

/** The units below an agency's authority whose report of a period is missing, by name, each with whom it is asked of. */
export async function listLateUnits(db: Db, actor: Actor, period: Period, asked: Asked): Promise<LateUnit[]> {
  const scope = await unitScopeOf(db, grantsOf(actor, 'STANDING_AGENCY'), asked.today);
  const missing = (await listDeskRows(db, scope, period, asked)).filter(({ punctuality }) => punctuality === 'MISSING');
  const states = new Map(missing.map(({ unitId, state }) => [unitId, state]));
  const reminders = Map.groupBy(await db.selectFrom('monthly_reminder').select(['unit_id', 'step', 'written_at']).where('month', '=', period.month).orderBy('written_at').execute(), ({ unit_id }) => unit_id);
  return (await addresseesOf(db, missing, { month: period.month, today: asked.today })).map((one) => {
    const own = reminders.get(one.unitId) ?? [];
    return { ...one, state: states.get(one.unitId) ?? 'NONE', remindedAt: own.at(-1)?.written_at ?? null, isRemindedToday: own.some(({ step }) => step === handStep(asked.today)) };
  });
}

/** The month that is asked about: the named one, else the last one that is over. */
export async function askedPeriod(db: Db, month: Month | undefined, { at, today, timeZone }: Asked): Promise<Period> {
  const { periodOf } = await readCalendar(db, timeZone);
  if (month !== undefined) return periodOf(month);
  const nearest = nearestPeriod(today, periodOf);
  return isLate(at, nearest.dueAt) ? nearest : periodOf(plusMonths(nearest.month, -1));
}

export type LatePage = Awaited<ReturnType<typeof latePage>>;

/** Who would be reminded of a month's missing reports, by name. */
async function latePage(db: Db, actor: Actor, month: Month | undefined, asked: Asked) {
  const period = await askedPeriod(db, month, asked);
  const units = await listLateUnits(db, actor, period, asked);
  const ids = [...new Set(units.flatMap(({ to }) => to))];
  const people = ids.length === 0 ? [] : await db.selectFrom('user_account').select(['id', 'full_name as name']).where('id', 'in', ids).execute();
  return { period, due: dueParts(period.dueAt, asked.timeZone), isOver: isLate(asked.at, period.dueAt), units, names: Object.fromEntries(people.map(({ id, name }) => [id, name])) };
}

/** The same with the words that each kind of reader gets, as they are sent to whoever answers for most units. */
export async function lateReminderPage(db: Db, actor: Actor, month: Month | undefined, asked: Asked) {
  const late = await latePage(db, actor, month, asked);
  const due = dueWords(late.period.dueAt, asked.timeZone);
  const words = (['FOCAL_POINT', 'UNIT_LEADER'] as const).flatMap((role) => {
    const [units] = [...unitsByPerson(late.units.filter((unit) => unit.role === role)).values()].toSorted((a, b) => b.length - a.length);
    if (!units) return [];
    const notice = reminderNotice(role, true);
    const params = (locale: Locale) => ({ unit: unitsWords(units), month: monthWords(late.period.month), due: due[locale] });
    const both = (of: 'subject' | 'body') => ({ vi: messages.in('vi')(`${notice}.${of}`, params('vi')), en: messages.in('en')(`${notice}.${of}`, params('en')) });
    return [{ role, subject: both('subject'), body: both('body') }];
  });
  return { late, words };
}
