import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { monthlyNotices as messages, type NoticeKey } from '../messages/monthly-notices.ts';
import { dueParts } from './due-words.ts';

/** Of whom a report is asked: of whoever writes it, or of the leader for whom it waits. */
export type AskedRole = 'FOCAL_POINT' | 'UNIT_LEADER';

/** What is written to whoever is asked for a report, before the due moment and after it. */
export function reminderNotice(role: AskedRole, isLate: boolean): NoticeKey {
  if (role === 'UNIT_LEADER') return isLate ? 'late-leader' : 'before-leader';
  return isLate ? 'late' : 'before';
}

/** The due moment within a sentence. */
export function dueWords(dueAt: Instant, timeZone: string): Localised {
  const { day, time } = dueParts(dueAt, timeZone);
  return time === null ? messages.both('due.before', { day }) : messages.both('due.until', { day, time });
}

/** Names of units in one short line. */
export function unitsWords(names: readonly string[]): string {
  const [first = '', ...more] = names;
  const short = first.slice(0, 150);
  return more.length === 0 ? short : messages.in('vi')('units-more', { unit: short, count: more.length });
}

/** The units that each person is asked about, so that she gets one notice and not one for each. */
export function unitsByPerson(asked: readonly { unitName: string; to: readonly string[] }[]): Map<string, string[]> {
  const units = new Map<string, string[]>();
  for (const { unitName, to } of asked) for (const person of to) units.set(person, [...(units.get(person) ?? []), unitName]);
  return units;
}
