import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { classMessages as messages } from '../messages/classes.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { checkInFrom, checkInState } from '../rules/course-run.ts';

/** A session that somebody wants to check in to, and whether she can; what keeps her from it is a sentence. */
export interface CheckIn {
  classId: string;
  title: string;
  startsAt: Instant;
  endsAt: Instant;
  place: string;
  isPresent: boolean;
  bar: Localised | null;
}

/** @returns undefined when there is no such session, or none that people know of */
export async function findCheckIn(db: Db, userId: string, sessionId: string, { at, today, timeZone }: { at: Instant; today: Day; timeZone: string }): Promise<CheckIn | undefined> {
  const row = await db
    .selectFrom('run_session as s')
    .innerJoin('course_run as r', (join) => join.onRef('r.id', '=', 's.run_id').on('r.opened_at', 'is not', null))
    .leftJoin('run_seat as p', (join) => join.onRef('p.run_id', '=', 'r.id').on('p.user_id', '=', userId).on('p.left_at', 'is', null))
    .leftJoin('attendance as a', (join) => join.onRef('a.session_id', '=', 's.id').on('a.user_id', '=', userId))
    .select(['r.id as classId', 'r.title', 'r.cancelled_at as cancelledAt', 's.starts_at as startsAt', 's.ends_at as endsAt', 's.place', 'p.placed_at as placedAt', 'a.is_present as isPresent'])
    .where('s.id', '=', sessionId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { classId, title, startsAt, endsAt, place } = row;
  const policy = await readSetting(db, classPolicy, today);
  return { classId, title, startsAt, endsAt, place, isPresent: row.isPresent === 1, bar: barOf(row, { at, minutes: policy.checkInMinutes, timeZone }) };
}

function barOf(row: { cancelledAt: Instant | null; placedAt: Instant | null; startsAt: Instant; endsAt: Instant; isPresent: number | null }, { at, minutes, timeZone }: { at: Instant; minutes: number; timeZone: string }): Localised | null {
  if (row.cancelledAt) return messages.both('check-in.cancelled');
  if (!row.placedAt) return messages.both('check-in.not-placed');
  const state = checkInState(row, at, minutes);
  const formats = defineFormats('vi', timeZone);
  if (state === 'EARLY') return messages.both('check-in.early', { at: formats.moment(checkInFrom(row, minutes)) });
  if (state === 'LATE') return messages.both('check-in.late', { at: formats.moment(row.endsAt) });
  return row.isPresent === 0 ? messages.both('check-in.marked-absent') : null;
}
