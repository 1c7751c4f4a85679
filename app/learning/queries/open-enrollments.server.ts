import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { UnitScope } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import type { ReminderFacts, SentReminder } from '../rules/reminders.ts';
import { isExempt } from './exemptions.server.ts';

/** Somebody who has to finish a course by a day and has not, with what she has been reminded of. */
export interface OpenEnrollment extends ReminderFacts {
  id: string;
  userId: string;
  courseId: string;
  isMandatory: boolean;
}

export interface OpenQuestion {
  /** The moment at which things are looked at; the past may be asked as well. */
  at: Instant;
  today: Day;
  timeZone: string;
  dueFrom: Day;
  dueTo: Day;
  courseId?: string | undefined;
  units?: UnitScope;
  /** What `sent` tells of: reminders to herself, or what her leaders were told. The latter is asked of mandatory courses only. */
  of?: 'reminder' | 'escalation';
}

const sentReminders = sql<string | null>`(select group_concat(r.step || ' ' || r.day || ' ' || coalesce(b.due_on, '-'), '|') from reminder as r join reminder_batch as b on b.id = r.batch_id where r.enrollment_id = e.id)`;
const sentEscalations = sql<string | null>`(select group_concat(s.step || ' ' || s.day || ' ' || s.due_on, '|') from escalation as s where s.enrollment_id = e.id)`;

/**
 * Enrolments that are open and have a due day within a time, sorted as Vietnamese lists are. Left out: whoever has finished, whose enrolment is cancelled, who is exempted,
 * whose account is disabled or who has left, and courses that are not offered.
 */
export async function listOpenEnrollments(db: Db, question: OpenQuestion): Promise<OpenEnrollment[]> {
  const rows = await openOnes(db, question, await listOffered(db))
    .select(['e.id', 'e.user_id as userId', 'e.course_id as courseId', 'e.is_mandatory as isMandatory', 'e.enrolled_at as enrolledAt', sql<Day>`e.due_on`.as('dueOn')])
    .select((question.of === 'escalation' ? sentEscalations : sentReminders).as('sent'))
    .orderBy('u.sort_key')
    .orderBy('u.id')
    .execute();
  const dayOf = days(question.timeZone);
  return rows.map(({ enrolledAt, isMandatory, sent, ...row }) => ({ ...row, isMandatory: isMandatory === 1, isDone: false, enrolledOn: dayOf(enrolledAt), sent: sentOf(sent) }));
}

/** The courses and due days of such enrolments: what a run of reminders goes through. */
export async function listOpenDueDays(db: Db, question: OpenQuestion): Promise<{ courseId: string; dueOn: Day }[]> {
  return openOnes(db, question, await listOffered(db)).select(['e.course_id as courseId', sql<Day>`e.due_on`.as('dueOn')]).distinct().orderBy('e.due_on').orderBy('e.course_id').execute();
}

/** Courses that learners see now. Asked once, not for every enrolment. */
async function listOffered(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select('c.id').where('c.retired_at', 'is', null).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).execute();
  return rows.map((row) => row.id);
}

function openOnes(db: Db, { at, today, dueFrom, dueTo, courseId, units = 'ALL', of }: OpenQuestion, offered: readonly string[]) {
  const courses = offered.filter((id) => courseId === undefined || id === courseId);
  return db
    .selectFrom('enrollment as e')
    .innerJoin('user_account as u', 'u.id', 'e.user_id')
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'e.user_id').onRef('p.course_id', '=', 'e.course_id'))
    .where('e.course_id', 'in', courses.length > 0 ? courses : [''])
    .where('e.due_on', '>=', dueFrom)
    .where('e.due_on', '<=', dueTo)
    .where('e.enrolled_at', '<=', at)
    .where((where) => where.and([notYet('e.cancelled_at', at), notYet('p.completed_at', at), notYet('u.disabled_at', at), notYet('u.left_on', today)]))
    .where('u.account_kind', 'in', ['OPERATOR', 'ADMIN'])
    .$if(of === 'escalation', (query) => query.where('e.is_mandatory', '=', 1))
    .where((where) => where.not(isExempt('e.user_id', 'e.course_id', today)))
    .$if(units !== 'ALL', (query) => query.where((where) => where.exists(where.selectFrom('membership as m').select('m.id').whereRef('m.user_id', '=', 'e.user_id').where('m.is_primary', '=', 1).where('m.valid_to', 'is', null).where('m.unit_id', 'in', units === 'ALL' || units.size === 0 ? [''] : [...units]))));
}

const notYet = (column: string, at: string) => sql<SqlBool>`(${sql.ref(column)} is null or ${sql.ref(column)} > ${at})`;

function sentOf(text: string | null): SentReminder[] {
  return (text?.split('|') ?? []).map((entry) => {
    const [step = '', day = '', dueOn = '-'] = entry.split(' ');
    return { step, day, dueOn: dueOn === '-' ? null : dueOn };
  });
}

/** Many enrolments share their moment. */
function days(timeZone: string): (at: Instant) => Day {
  const known = new Map<Instant, Day>();
  return (at) => {
    const day = known.get(at) ?? dayIn(timeZone, new Date(at));
    known.set(at, day);
    return day;
  };
}
