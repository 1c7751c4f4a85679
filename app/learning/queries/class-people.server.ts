import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { attendedShare } from '../rules/training-record.ts';

/** Everybody who has a place or waits for one, those with a place first, with how much they have attended. */
export async function listClassPeople(db: Db, { id, periods }: { id: string; periods: number }, today: Day) {
  const { attendanceShare } = await readSetting(db, classPolicy, today);
  const rows = await db
    .selectFrom('run_seat as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_to', 'is', null))
    .select((of) => ['u.id', 'u.staff_no as staffNo', 'u.full_name as fullName', 'n.name as unitName', 's.placed_at as placedAt', of.selectFrom('attendance as a').innerJoin('run_session as o', 'o.id', 'a.session_id').whereRef('o.run_id', '=', 's.run_id').whereRef('a.user_id', '=', 'u.id').where('a.is_present', '=', 1).select((session) => session.fn.sum<number>('o.periods').as('sum')).as('attended')])
    .where('s.run_id', '=', id)
    .where('s.left_at', 'is', null)
    .orderBy((of) => of.case().when('s.placed_at', 'is', null).then(1).else(0).end())
    .orderBy((of) => of.case().when('s.placed_at', 'is', null).then(of.ref('s.asked_at')).else(of.ref('u.sort_key')).end())
    .orderBy('s.id')
    .execute();
  const placed = rows.filter(({ placedAt }) => placedAt !== null).length;
  return rows.map(({ placedAt, attended, unitName, ...row }, at) => ({ ...row, unitName: unitName ?? '', turn: placedAt === null ? at - placed + 1 : null, attended: Number(attended ?? 0), counts: attendedShare({ attended: Number(attended ?? 0), periods }) >= attendanceShare }));
}
/** What was recorded of everybody at every session of a class, by person and session. */
export async function listAttendance(db: Db, runId: string): Promise<Map<string, { isPresent: boolean; source: 'LIST' | 'FILE' | 'CODE' }>> {
  const rows = await db.selectFrom('attendance as a').innerJoin('run_session as o', 'o.id', 'a.session_id').select(['a.user_id as userId', 'a.session_id as sessionId', 'a.is_present as isPresent', 'a.source']).where('o.run_id', '=', runId).execute();
  return new Map(rows.map(({ userId, sessionId, isPresent, source }) => [`${userId} ${sessionId}`, { isPresent: isPresent === 1, source: source as 'LIST' | 'FILE' | 'CODE' }]));
}
export type ClassPeople = Awaited<ReturnType<typeof listClassPeople>>;
