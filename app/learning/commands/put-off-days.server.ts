import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { settleEnrolments } from './assign-people.server.ts';

/**
 * Gives whoever comes back from an exemption the shortest notice: a day of a rule that fell into the exemption, or shortly behind it, moves that far behind its end. Days that no rule
 * set stay as they are. It may run any number of times. @returns how many assignments have a new day
 */
export async function putOffDays(tx: Tx, { today, shortestNotice, timeZone }: { today: Day; shortestNotice: number; timeZone: string }): Promise<number> {
  const end = sql`min(x.valid_to, coalesce(j.value, x.valid_to))`;
  const ended = JSON.stringify(await endedEarly(tx, timeZone));
  const later = sql`date(${end}, ${`+${shortestNotice} days`})`;
  const over = sql`from exemption as x left join json_each(${ended}) as j on j.key = x.id where x.user_id = assignment.user_id and (x.course_id is null or x.course_id = assignment.course_id)
    and ${end} <= ${today} and ${end} > x.valid_from and ${end} > assignment.fitted_on and assignment.due_on >= x.valid_from and assignment.due_on < ${later}`;
  const { rows } = await sql<{ enrollmentId: string }>`
    update assignment set due_on = (select max(${later}) ${over})
    where released_at is null and user_id in (select user_id from exemption where valid_to <= ${today} or ended_at is not null) and exists (select 1 ${over})
    returning enrollment_id as "enrollmentId"`.execute(tx);
  await settleEnrolments(tx, rows.map((row) => row.enrollmentId));
  return rows.length;
}

/** The days on which exemptions were ended early, by their ids: days of the calendar here, which the database does not know. */
async function endedEarly(tx: Tx, timeZone: string): Promise<Record<string, Day>> {
  const rows = await tx.selectFrom('exemption').select(['id', 'ended_at as at']).where('ended_at', 'is not', null).execute();
  return Object.fromEntries(rows.map(({ id, at }) => [id, dayIn(timeZone, new Date(at ?? ''))]));
}
