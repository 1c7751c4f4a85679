import { sql } from 'kysely';
import { remindDue, type RemindReport } from '../../app/learning/commands/remind-due.server.ts';
import { scheduleSetting } from '../../app/platform/settings.server.ts';
import { fanOut } from '../../app/messaging/commands/fan-out.server.ts';
import { createDispatcher } from '../../app/messaging/dispatcher.server.ts';
import { reminderPolicy, type ReminderPolicy } from '../../app/learning/rules/reminder-policy.ts';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { testPorts } from './calls.ts';
import { enrolled, makeCourse, type MadeCourse } from './courses.ts';
import { sinkFor } from './messages.ts';
import { makePerson, makeUnit, type PersonTraits } from './people.ts';

/** A province with two units and one course, in which reminders run: mails go into `sink`. */
export async function remindedWorld(start?: string) {
  const db = await freshDb();
  const clock: TestClock = testClock(start);
  const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const hoaLu = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  const office = await makeUnit(db, { name: 'Văn phòng phường Hoa Lư', parentId: hoaLu });
  const tamDiep = await makeUnit(db, { name: 'UBND phường Tam Điệp', parentId: province });
  const course = await makeCourse(db, { slug: 'an-toan', title: 'An toàn thông tin' });
  const sink = sinkFor();
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sink] });
  const ports = testPorts(db, clock);
  const now = () => clock.now().toISOString();
  return {
    db, clock, ports, course, sink, now, units: { province, hoaLu, office, tamDiep },
    /** Somebody enrolled in the course since the beginning of the year. */
    async learner(traits: PersonTraits & { of?: MadeCourse; dueOn?: string | null; isMandatory?: boolean; enrolledAt?: string } = {}) {
      const { of = course, dueOn = '2026-11-30', isMandatory = true, enrolledAt = '2026-01-05T01:00:00.000Z', ...person } = traits;
      const made = await makePerson(db, { unitId: office, ...person });
      await enrolled(db, made.id, of, { dueOn, isMandatory, now: enrolledAt });
      return made;
    },
    run: (): Promise<RemindReport> => remindDue(ports),
    /** Fans out what is due and sends it. @returns how many calls were made */
    async send(): Promise<number> {
      const due = await db.selectFrom('message').select('id').where('send_at', '<=', now()).where('fanned_out_at', 'is', null).where('cancelled_at', 'is', null).execute();
      for (const { id } of due) await fanOut(db, clock, id);
      return dispatcher.runDue();
    },
    policy: (changes: Partial<ReminderPolicy>, from = '2026-01-01') => db.transaction().execute((tx) => scheduleSetting(tx, reminderPolicy, { value: { ...reminderPolicy.fallback, ...changes }, from, legalBasis: 'Quy tắc thử' })),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

/** What was written, as `step person` for each reminder, by day. */
export async function remindersOf(db: Db): Promise<{ userId: string; step: string; day: string }[]> {
  return db.selectFrom('reminder as r').innerJoin('enrollment as e', 'e.id', 'r.enrollment_id').select(['e.user_id as userId', 'r.step', 'r.day']).orderBy('r.day').orderBy('r.step').execute();
}

/** Everything that would be a double or a loss; empty when each reminder stands in exactly one message and nobody had a step twice. */
export async function reminderFaults(db: Db): Promise<unknown[]> {
  const queries = [
    sql`select 'twice' as fault, e.id, b.step from message_recipient as t join message as m on m.id = t.message_id and m.source_type = 'REMINDER' join reminder_batch as b on b.id = m.source_id
        join enrollment as e on e.user_id = t.user_id and e.course_id = b.course_id join reminder as r on r.enrollment_id = e.id and r.batch_id = b.id group by e.id, b.step having count(*) > 1`,
    sql`select 'twice a day' as fault, t.user_id, b.course_id, b.day from message_recipient as t join message as m on m.id = t.message_id and m.source_type = 'REMINDER' join reminder_batch as b on b.id = m.source_id group by t.user_id, b.course_id, b.day having count(*) > 1`,
    sql`select 'without a message' as fault, r.enrollment_id, r.step from reminder as r join enrollment as e on e.id = r.enrollment_id where not exists (select 1 from message as m join message_recipient as t on t.message_id = m.id where m.source_type = 'REMINDER' and m.source_id = r.batch_id and t.user_id = e.user_id)`,
    sql`select 'without a reminder' as fault, t.user_id, m.id from message as m join message_recipient as t on t.message_id = m.id where m.source_type = 'REMINDER' and not exists (select 1 from reminder as r join enrollment as e on e.id = r.enrollment_id where r.batch_id = m.source_id and e.user_id = t.user_id)`,
  ];
  const found: unknown[] = [];
  for (const query of queries) found.push(...(await query.execute(db)).rows);
  return found;
}
