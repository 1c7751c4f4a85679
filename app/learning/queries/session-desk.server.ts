import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { checkInState, isRecordedAfterwards } from '../rules/course-run.ts';
import { demandManaged, getManagedClass } from './managed-class.server.ts';

export interface Attendee {
  id: string;
  staffNo: string;
  fullName: string;
  unitName: string;
  isPresent: boolean | null;
  source: 'LIST' | 'FILE' | 'CODE' | null;
}

/**
 * One session with everybody who has a place, and what has been recorded of them.
 * @throws AppError not-found outside her units, forbidden for a deed of somebody who only looks
 */
export async function getSessionDesk(db: Db, actor: Actor, where: { class: string; session: string }, { at, today, isDeed = false }: { at: Instant; today: Day; isDeed?: boolean }) {
  const known = await (isDeed ? demandManaged : getManagedClass)(db, actor, where.class, { at, today });
  const session = known.sessionRows.find(({ id }) => id === where.session);
  if (!session) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { checkInMinutes } = await readSetting(db, classPolicy, today);
  const checkIn = checkInState(session, at, checkInMinutes);
  const bar = known.state === 'CANCELLED' ? ('is-cancelled' as const) : known.state === 'DRAFT' ? ('is-draft' as const) : checkIn === 'EARLY' ? ('not-begun' as const) : null;
  return { classId: known.id, title: known.title, unitId: known.unitId, audienceId: known.audienceId, capacity: known.capacity, isRecordedAfterwards: isRecordedAfterwards(known), today, state: known.state, mayManage: known.mayManage, number: known.sessionRows.indexOf(session) + 1, session, checkIn, checkInMinutes, bar, people: await listAttendees(db, where), corrections: await listCorrections(db, where.session) };
}
export type SessionDesk = Awaited<ReturnType<typeof getSessionDesk>>;

async function listAttendees(db: Db, where: { class: string; session: string }): Promise<Attendee[]> {
  const rows = await db
    .selectFrom('run_seat as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_to', 'is', null))
    .leftJoin('attendance as a', (join) => join.onRef('a.user_id', '=', 'u.id').on('a.session_id', '=', where.session))
    .select(['u.id', 'u.staff_no as staffNo', 'u.full_name as fullName', 'n.name as unitName', 'a.is_present as isPresent', 'a.source'])
    .where('s.run_id', '=', where.class)
    .where('s.left_at', 'is', null)
    .where('s.placed_at', 'is not', null)
    .orderBy('u.sort_key')
    .orderBy('u.id')
    .execute();
  return rows.map((row) => ({ ...row, staffNo: row.staffNo ?? '', unitName: row.unitName ?? '', isPresent: row.isPresent === null ? null : row.isPresent === 1, source: row.source as Attendee['source'] }));
}

function listCorrections(db: Db, sessionId: string) {
  return db
    .selectFrom('attendance_correction as c')
    .innerJoin('user_account as u', 'u.id', 'c.user_id')
    .innerJoin('user_account as b', 'b.id', 'c.corrected_by')
    .select(['c.id', 'u.full_name as fullName', 'c.was_present as wasPresent', 'c.reason', 'b.full_name as by', 'c.corrected_at as at'])
    .where('c.session_id', '=', sessionId)
    .orderBy('c.corrected_at', 'desc')
    .orderBy('c.id')
    .limit(200)
    .execute();
}
