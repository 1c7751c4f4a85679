import { sql, type SqlBool } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dayWords, plusDays } from '../../platform/days.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { certificateDay, plusMonths } from '../rules/certificate.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';
import { renewalDueOn, type RenewalSettings } from '../rules/renewal.ts';
import { recordProgress } from './record-progress.server.ts';

interface Run {
  at: Instant;
  today: Day;
  courseId: string;
  settings: RenewalSettings;
}

/**
 * Opens a new round for everybody whose completion of a course comes to the end of its time. It may run any number of times, also twice at once: whoever has an
 * open round has no completion that could lapse. What a standstill left out is made up for by the next run. Left out, until a later run finds them in order: accounts
 * out of use, people who have left or have no unit, and whoever sits a test at that moment.
 * @returns how many rounds were opened
 */
export async function openRenewals({ db, clock, timeZone }: Pick<Ports, 'db' | 'clock' | 'timeZone'>): Promise<number> {
  const { at, today } = momentOf({ clock, timeZone });
  let opened = 0;
  for (const { courseId, settings } of await listRenewedCourses(db)) {
    const run: Run = { at, today, courseId, settings };
    // The month may end early: a day too many is asked for, and the rule decides.
    const before = instantOf(`${plusDays(plusMonths(plusDays(today, settings.leadDays + 4), -settings.everyMonths), 1)}T00:00`, timeZone);
    const ids = (await duePeople(db, run).where('p.completed_at', '<', before).select('e.id').execute()).map((row) => row.id);
    // One transaction each: thousands of people must not keep the rest of the house waiting.
    for (const id of ids) if (await db.transaction().execute((tx) => openRound(tx, run, id))) opened += 1;
  }
  return opened;
}

async function listRenewedCourses(db: Db): Promise<{ courseId: string; settings: RenewalSettings }[]> {
  const rows = await db
    .selectFrom('course as c')
    .innerJoin('course_version as v', 'v.course_id', 'c.id')
    .select(['c.id as courseId', 'v.settings'])
    .where('c.retired_at', 'is', null)
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .execute();
  return rows.flatMap(({ courseId, settings }) => {
    const { renewal } = JSON.parse(settings) as CourseSettings;
    return renewal ? [{ courseId, settings: renewal }] : [];
  });
}

/** Enrolments of people in service who have completed the course in their present round and do not sit one of its tests. */
function duePeople(db: Db, { at, today, courseId }: Run) {
  return db
    .selectFrom('enrollment as e')
    .innerJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'e.user_id').onRef('p.course_id', '=', 'e.course_id'))
    .innerJoin('user_account as u', 'u.id', 'e.user_id')
    .where('e.course_id', '=', courseId)
    .where('e.cancelled_at', 'is', null)
    .where('p.completed_at', 'is not', null)
    .where('u.account_kind', 'in', ['OPERATOR', 'ADMIN'])
    .where(sql<SqlBool>`(u.disabled_at is null or u.disabled_at > ${at}) and (u.left_on is null or u.left_on > ${today})`)
    .where(({ exists, selectFrom }) => exists(selectFrom('membership as m').select('m.id').whereRef('m.user_id', '=', 'e.user_id').where('m.is_primary', '=', 1).where('m.valid_to', 'is', null)))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('attempt as t').select('t.id').whereRef('t.user_id', '=', 'e.user_id').whereRef('t.course_id', '=', 'e.course_id').where('t.submitted_at', 'is', null))));
}

/** Reads again inside: another run may have been quicker. The earlier enrolment ends, and the new one begins with the same duty. */
async function openRound(tx: Tx, run: Run, enrollmentId: string): Promise<boolean> {
  const earlier = await duePeople(tx, run).where('e.id', '=', enrollmentId).select(['e.user_id', 'e.is_mandatory', 'e.round', 'p.completed_at']).executeTakeFirst();
  if (!earlier) return false;
  const { at, courseId, settings } = run;
  const completedOn = certificateDay(earlier.completed_at as Instant);
  const dueOn = renewalDueOn(completedOn, settings, run.today);
  if (dueOn === null) return false;
  const round = earlier.round + 1;
  await tx.updateTable('enrollment').set({ cancelled_at: at }).where('id', '=', enrollmentId).execute();
  await tx
    .insertInto('enrollment')
    .values({ id: newId(), user_id: earlier.user_id, course_id: courseId, source: 'PLAN', is_mandatory: earlier.is_mandatory, reason: reasonOf(completedOn, settings), due_on: dueOn, enrolled_by: null, enrolled_at: at, cancelled_at: null, round, renews_id: enrollmentId })
    .execute();
  return recordProgress(
    tx,
    { verb: 'course.renewed', objectType: 'course', objectId: courseId, courseId, userId: earlier.user_id, occurredAt: at, result: { round, dueOn } },
    { idempotencyKey: `renew:${enrollmentId}`, source: 'job', now: at },
  );
}

/** In words that the learner can read: why this course is hers once more. */
function reasonOf(completedOn: Day, { everyMonths }: RenewalSettings): string {
  const lapses = dayWords(plusMonths(completedOn, everyMonths));
  return `Khoá này được học lại mỗi ${everyMonths} tháng. Lần hoàn thành ngày ${dayWords(completedOn)} có giá trị đến hết ngày ${lapses}.`;
}
