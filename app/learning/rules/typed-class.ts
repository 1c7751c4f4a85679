import type { Instant } from '../../platform/clock.ts';
import { localOf } from '../../platform/local-time.ts';

interface StoredClass {
  title: string;
  about: string;
  courseSlug: string | null;
  replacesCourse: boolean;
  unitId: string;
  audienceId: string;
  capacity: number;
  lecturer: string;
  lecturerUnit: string;
  closesAt: Instant;
  sessionRows: readonly { id: string; startsAt: Instant; endsAt: Instant; place: string; periods: number }[];
}

/** A class as the fields of its form hold it, in local time. */
export function typedClass(stored: StoredClass, timeZone: string): Record<string, string> {
  const { title, about, lecturer, lecturerUnit } = stored;
  const sessions = stored.sessionRows.flatMap(({ id, startsAt, endsAt, place, periods }, at) => {
    const [day = '', from = ''] = localOf(startsAt, timeZone).split('T');
    const fields = { id, day, from, to: localOf(endsAt, timeZone).slice(11), place, periods: String(periods).replace('.', ',') };
    return Object.entries(fields).map(([name, value]) => [`${name}_${at}`, value]);
  });
  return { title, about, course: stored.courseSlug ?? '', replaces: stored.replacesCourse ? 'on' : '', unit: stored.unitId, audience: stored.audienceId, capacity: String(stored.capacity), lecturer, lecturerUnit, closes: localOf(stored.closesAt, timeZone), ...Object.fromEntries(sessions) };
}
