import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import { signIn } from '../../../app/people/commands/sign-in.server.ts';
import { listProgressDifferences, scoreQuestion, signCertificate, type QuestionBody, type QuestionResponse } from '../../../app/learning/index.server.ts';
import type { Db } from '../../client.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { DEMO_ACCOUNTS, DEMO_NOW, DEMO_PASSWORD, FIRST_DAY, seedDemo } from './index.ts';
import { isHoliday, localDay, localMinutes } from './rules/working-time.ts';
import { foldLedger, listProjections } from '../../../tests/world/demo-ledger.ts';
import { askedAt } from '../../../tests/world/recall.ts';
import { listDoubles } from '../../../tests/world/escalations.ts';
import { reminderFaults } from '../../../tests/world/reminders.ts';
import { scoresFromAnswers } from '../../../tests/world/demo-scores.ts';

const secret = 'mot-bi-mat-du-dai-cho-viec-kiem-tra';
const size = 120;
let db: Db & AsyncDisposable;

async function seeded(options: { people?: number } = {}): Promise<Db & AsyncDisposable> {
  const fresh = await freshDb();
  await storeOrganisation(fresh);
  await makeDemoCourses(fresh);
  await seedDemo(fresh, { secret, people: size, ...options });
  return fresh;
}

const rowsOf = async <Row>(text: string): Promise<Row[]> => (await sql.raw<Row>(text).execute(db)).rows;
const valueOf = async (text: string): Promise<number> => Number(Object.values((await rowsOf<Record<string, unknown>>(text))[0] ?? {})[0]);

beforeAll(async () => {
  db = await seeded();
}, 60_000);
afterAll(() => db.destroy());

async function checksums(of: Db): Promise<Record<string, string>> {
  const tables = ['user_account', 'membership', 'role_assignment', 'enrollment', 'progress_event', 'lesson_progress', 'check_progress', 'assessment_progress', 'course_progress', 'attempt', 'attempt_question', 'attempt_answer', 'certificate', 'recall_answer', 'recall_card'];
  const sums: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await sql.raw(`select * from ${table}`).execute(of);
    sums[table] = `${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
  }
  return sums;
}

/** Who was reminded when, and when she opened it; the ids of messages are the program's own and differ. */
async function remindersIn(of: Db): Promise<unknown[]> {
  const { rows } = await sql`select u.staff_no, r.step, r.day, i.read_at from reminder r join enrollment e on e.id = r.enrollment_id join user_account u on u.id = e.user_id
    join message m on m.source_id = r.batch_id left join inbox_state i on i.message_id = m.id and i.user_id = u.id order by 1, 2`.execute(of);
  return rows;
}

describe('the seed', () => {
  it('gives the same rows every time', async () => {
    await using again = await seeded();
    expect(await checksums(again)).toEqual(await checksums(db));
    expect(await remindersIn(again)).toEqual(await remindersIn(db));
  }, 60_000);

  it('refuses a database without courses', async () => {
    await using empty = await freshDb();
    await storeOrganisation(empty);
    await expect(seedDemo(empty, { secret, people: size })).rejects.toThrow(/no released course/);
  });

  it('leaves no reference dangling', async () => {
    expect(await rowsOf('select * from pragma_foreign_key_check')).toEqual([]);
  });
});

describe('the people', () => {
  it('are as many as asked for, besides those who left', async () => {
    expect(await valueOf('select count(*) from user_account where staff_no is not null and left_on is null')).toBe(size);
    expect(await valueOf('select count(*) from user_account where staff_no is not null and left_on is not null')).toBe(Math.round(size * 0.024));
  });

  it('share no staff number and no address, and one in ten has no address', async () => {
    const rows = await rowsOf<{ staff_no: string; email: string | null }>('select staff_no, email from user_account where staff_no is not null');
    const emails = rows.flatMap((row) => row.email ?? []);
    expect(new Set(rows.map((row) => row.staff_no)).size).toBe(rows.length);
    expect(rows.every((row) => /^NB-\d{6}$/.test(row.staff_no))).toBe(true);
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.every((email) => /^[a-z0-9.-]+@vi-du\.invalid$/.test(email))).toBe(true);
    expect(emails.length).toBeGreaterThan(rows.length * 0.8);
    expect(emails.length).toBeLessThan(rows.length);
  });

  it('have invented work phones, two of three of those in service, each her own', async () => {
    const phones = (await rowsOf<{ phone: string }>('select phone from user_account where phone is not null')).map(({ phone }) => phone);
    expect(phones.filter((phone) => !/^\+84300\d{6}$/.test(phone))).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
    expect(phones.length / size).toBeGreaterThan(0.6);
    expect(phones.length / size).toBeLessThan(0.73);
    expect(await valueOf('select count(*) from user_account where phone is not null and left_on is not null')).toBe(0);
  });

  it('are in one unit at a time, each stay within the life of its unit, the present one open', async () => {
    expect(await rowsOf(`
      select m.user_id from membership m join org_unit u on u.id = m.unit_id
      where m.valid_from < u.valid_from or coalesce(m.valid_to, '9999') > coalesce(u.valid_to, '9999') or m.valid_to < m.valid_from`)).toEqual([]);
    expect(await rowsOf(`
      select a.user_id from membership a join membership b on a.user_id = b.user_id and a.id < b.id
      where a.valid_from < coalesce(b.valid_to, '9999') and b.valid_from < coalesce(a.valid_to, '9999')`)).toEqual([]);
    expect(await rowsOf(`
      select u.id from user_account u left join membership m on m.user_id = u.id and m.valid_to is null
      where u.account_kind <> 'SERVICE' and (u.left_on is null) <> (m.id is not null)`)).toEqual([]);
  });

  it('have a head in every unit that has people', async () => {
    const rows = await rowsOf<{ unit_id: string; titles: string }>(`select unit_id, group_concat(position_title, '|') as titles from membership where valid_to is null group by unit_id`);
    const heads = /(^|\|)(Chủ tịch UBND|Giám đốc|Chánh|Trưởng phòng|Trưởng Công an|Trưởng ban|Hiệu trưởng|Tổng Biên tập)/;
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !heads.test(row.titles))).toEqual([]);
  });

  it('bring a past from units that are merged today', async () => {
    const merged = await valueOf('select count(distinct m.user_id) from membership m join org_unit u on u.id = m.unit_id where u.valid_to is not null');
    expect(merged).toBeGreaterThan(size / 4);
  });

  it('give every agency a leader who sees it, and the system administrator as the one who granted it', async () => {
    const leaders = await rowsOf<{ unit_id: string; granted_by: string }>(`select unit_id, granted_by from role_assignment where role = 'UNIT_LEADER'`);
    const administrator = await rowsOf<{ user_id: string }>(`select user_id from role_assignment where role = 'SYSTEM_ADMIN'`);
    expect(new Set(leaders.map((row) => row.unit_id)).size).toBeGreaterThanOrEqual(4);
    expect(leaders.every((row) => row.granted_by === administrator[0]?.user_id)).toBe(true);
  });
});

describe('the cast', () => {
  it.each(DEMO_ACCOUNTS)('$role signs in with e-mail and with staff number', async ({ email, staffNo }) => {
    const ports = { db, clock: { now: () => new Date(DEMO_NOW) }, timeZone: 'Asia/Ho_Chi_Minh' };
    const device = { userAgent: 'test', address: '127.0.0.1' };
    expect(await signIn(ports, { identifier: email, password: DEMO_PASSWORD }, device)).toMatchObject({ ok: true });
    expect(await signIn(ports, { identifier: staffNo, password: DEMO_PASSWORD }, device)).toMatchObject({ ok: true });
  });

  it('are the only ones with a password, which need not be changed', async () => {
    expect(await rowsOf('select must_change, expires_at, count(*) as n from credential group by 1, 2')).toEqual([{ must_change: 0, expires_at: null, n: DEMO_ACCOUNTS.length }]);
  });

  it('shows a learner in the middle of the security course and a certificate of the other one', async () => {
    const learner = `(select id from user_account where staff_no = 'NB-000001')`;
    const courses = await rowsOf<{ slug: string; done: number; lessons_completed: number }>(`
      select c.slug, p.completed_at is not null as done, p.lessons_completed from course_progress p join course c on c.id = p.course_id where p.user_id = ${learner} and c.slug <> 'ky-nang-so' order by 1`);
    expect(courses).toEqual([{ slug: 'an-toan-thong-tin', done: 0, lessons_completed: 3 }, { slug: 'de-an-06', done: 1, lessons_completed: 4 }]);
    expect(await valueOf(`select count(*) from lesson_progress where user_id = ${learner} and completed_at is null and position between 100 and 900`)).toBe(1);
    expect(await valueOf(`select count(*) from certificate where user_id = ${learner}`)).toBeGreaterThanOrEqual(1);
  });
});

describe('the history', () => {
  it('lies within the year and never in the future', async () => {
    const [row] = await rowsOf<{ first: string; last: string; late: number }>(`select min(occurred_at) as first, max(occurred_at) as last, sum(recorded_at < occurred_at) as late from progress_event`);
    expect(row?.first && row.first >= FIRST_DAY).toBe(true);
    expect(row?.last && row.last < DEMO_NOW).toBe(true);
    expect(row?.late).toBe(0);
    expect(await valueOf(`select count(*) from attempt where submitted_at is null or submitted_at > due_at or submitted_at <= started_at`)).toBe(0);
  });

  it('happens in working hours, hardly in the evening, never at Tết or on a Sunday', async () => {
    const rows = await rowsOf<{ occurred_at: string }>(`select occurred_at from progress_event where verb like 'lesson.%' or verb like 'attempt.%' or verb = 'check.answered'`);
    const times = rows.map((row) => ({ day: localDay(Date.parse(row.occurred_at)), minute: localMinutes(Date.parse(row.occurred_at)) }));
    const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
    expect(times.filter(({ day }) => isHoliday(day) || weekday(day) === 0)).toEqual([]);
    const inHours = times.filter(({ day, minute }) => weekday(day) !== 6 && minute >= 450 && minute < 1065);
    expect(inHours.length / times.length).toBeGreaterThan(0.88);
    const lunch = times.filter(({ minute }) => minute >= 705 && minute < 795).length;
    const morning = times.filter(({ minute }) => minute >= 570 && minute < 660).length;
    expect(lunch).toBeLessThan(morning / 2);
  });

  it('happens to people while they are there and enrolled', async () => {
    expect(await rowsOf(`
      select e.seq from progress_event e join user_account u on u.id = e.user_id join enrollment n on n.user_id = e.user_id and n.course_id = e.course_id
      where e.occurred_at < n.enrolled_at or e.occurred_at > coalesce(n.cancelled_at, '9999') or e.occurred_at > coalesce(u.disabled_at, '9999')`)).toEqual([]);
    expect(await valueOf('select count(*) from progress_event e where not exists (select 1 from enrollment n where n.user_id = e.user_id and n.course_id = e.course_id)')).toBe(0);
  });

  it('shows on the screens what a rebuild from the ledger gives', async () => {
    expect(await foldLedger(db)).toEqual(await listProjections(db));
  });

  it('has scores that follow from the answers', async () => {
    const { attempts, wrong } = await scoresFromAnswers(db);
    expect(attempts).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });

  it('knows failing and trying again, never more often than allowed', async () => {
    expect(await valueOf('select count(*) from attempt where is_passed = 0')).toBeGreaterThan(0);
    expect(await valueOf('select count(*) from attempt a join assessment_version v on v.id = a.assessment_version_id where a.number > v.max_attempts')).toBe(0);
    expect(await rowsOf('select b.id from attempt a join attempt b on a.user_id = b.user_id and a.assessment_id = b.assessment_id and b.number = a.number + 1 where a.is_passed = 1 or b.started_at < a.submitted_at')).toEqual([]);
  });

  it('ends a course exactly when every lesson and every test is done', async () => {
    expect(await rowsOf(`
      select p.user_id from course_progress p join course_version v on v.course_id = p.course_id
      where (p.completed_at is not null) <> (
        not exists (select 1 from lesson_version l left join lesson_progress d on d.lesson_id = l.lesson_id and d.user_id = p.user_id where l.course_version_id = v.id and d.completed_at is null)
        and not exists (select 1 from assessment_version t left join assessment_progress d on d.assessment_id = t.assessment_id and d.user_id = p.user_id where t.course_version_id = v.id and d.passed_at is null))`)).toEqual([]);
  });

  it('has assigned courses with their due dates, and voluntary ones without', async () => {
    expect(await rowsOf(`select distinct c.slug, e.source, e.is_mandatory, e.due_on from enrollment e join course c on c.id = e.course_id where c.slug <> 'de-an-06' or e.source <> 'SELF' order by 1`)).toEqual([
      { slug: 'an-toan-thong-tin', source: 'ASSIGNED', is_mandatory: 1, due_on: '2026-11-30' },
      { slug: 'de-an-06', source: 'ASSIGNED', is_mandatory: 1, due_on: '2026-12-31' },
      { slug: 'ky-nang-so', source: 'SELF', is_mandatory: 0, due_on: null },
    ]);
  });
});

describe('the questions that came back', () => {
  it('were at most five a person and week, a week after the module at the earliest, and none twice in a week', async () => {
    expect(await valueOf('select count(*) from recall_answer')).toBeGreaterThan(size);
    expect(await rowsOf(`select user_id from recall_answer group by user_id, date(answered_on, 'weekday 0') having count(*) > 5`)).toEqual([]);
    expect(await rowsOf(`select id from recall_answer where answered_on < date(module_done_on, '+7 days') or answered_at >= '${DEMO_NOW}'`)).toEqual([]);
    expect(await rowsOf('select a.id from recall_answer a join recall_answer b on b.user_id = a.user_id and b.question_id = a.question_id and b.number = a.number + 1 where b.answered_on < date(a.answered_on, \'+7 days\')')).toEqual([]);
  });

  it('were answered by people who had done the module and were in the course', async () => {
    expect(await rowsOf(`
      select a.id from recall_answer a join question_version q on q.id = a.question_version_id join lesson_version l on l.course_version_id = q.course_version_id and l.module_key = q.module_key
      left join lesson_progress p on p.lesson_id = l.lesson_id and p.user_id = a.user_id where p.completed_at is null or date(p.completed_at, '+7 hours') > a.module_done_on`)).toEqual([]);
    expect(await rowsOf('select a.id from recall_answer a left join enrollment e on e.user_id = a.user_id and e.course_id = a.course_id and e.cancelled_at is null where e.id is null')).toEqual([]);
  });

  it('say of memory what a rebuild says, and mostly that it holds', async () => {
    expect((await listProgressDifferences(db)).differences.filter(({ table }) => table === 'recall_card')).toEqual([]);
    const share = await valueOf('select avg(is_correct) from recall_answer');
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.97);
  });

  it('have a right answer where it is said to be right', async () => {
    const rows = await db.selectFrom('recall_answer as a').innerJoin('question_version as q', 'q.id', 'a.question_version_id').select(['a.response', 'a.is_correct', 'q.body']).execute();
    expect(rows.filter((row) => scoreQuestion(JSON.parse(row.body) as QuestionBody, JSON.parse(row.response) as QuestionResponse) !== row.is_correct)).toEqual([]);
  });

  it('leave some for the visitor who signs in as the learner', async () => {
    const { id } = await db.selectFrom('user_account').select('id').where('staff_no', '=', 'NB-000001').executeTakeFirstOrThrow();
    expect(await askedAt(db, id, DEMO_NOW)).not.toEqual([]);
  });
});

describe('the reminders', () => {
  it('of the last weeks went to people who had not finished then, each step once, and add up', async () => {
    const rows = await remindersIn(db);
    expect(rows.length).toBeGreaterThan(size / 3);
    expect(await rowsOf(`select distinct case when step like 'manual%' then 'manual' else step end as step from reminder order by 1`)).toEqual([{ step: 'before-14' }, { step: 'before-30' }, { step: 'manual' }]);
    expect(await rowsOf(`select r.enrollment_id from reminder r join enrollment e on e.id = r.enrollment_id join course_progress p on p.user_id = e.user_id and p.course_id = e.course_id where substr(p.completed_at, 1, 10) < r.day`)).toEqual([]);
    expect(await valueOf(`select count(*) from message m where m.source_type = 'REMINDER' and (m.send_at >= '${DEMO_NOW}' or m.fanned_out_at is null)`)).toBe(0);
    expect(await valueOf(`select count(*) from job where name = 'messaging.fan-out' and payload in (select json_object('messageId', id) from message where source_type = 'REMINDER')`)).toBe(0);
    expect(await reminderFaults(db)).toEqual([]);
  });

  it('were written by a rule of the province’s own, and some by the leader of the ward', async () => {
    expect(await rowsOf(`select valid_from, legal_basis from setting where key = 'learning.reminder-policy'`)).toEqual([{ valid_from: '2026-03-02', legal_basis: 'Kế hoạch bồi dưỡng an toàn thông tin năm 2026' }]);
    expect(await rowsOf(`select distinct u.staff_no from reminder_batch b join user_account u on u.id = b.written_by`)).toEqual([{ staff_no: 'NB-000002' }]);
    expect(await valueOf(`select count(*) from inbox_state i join message m on m.id = i.message_id where m.source_type = 'REMINDER' and (i.read_at < m.send_at or i.read_at >= '${DEMO_NOW}')`)).toBe(0);
  });
});

describe('what leaders were told', () => {
  it('was of pilots who had not finished then, to leaders of theirs, once, and all of it was sent', async () => {
    expect(await valueOf('select count(*) from escalation_named')).toBeGreaterThan(3);
    expect(await rowsOf(`select distinct day from escalation order by 1`)).toEqual([{ day: '2026-01-23' }, { day: '2026-02-06' }, { day: '2026-02-20' }]);
    expect(await rowsOf(`select s.enrollment_id from escalation s join enrollment e on e.id = s.enrollment_id join course_progress p on p.user_id = e.user_id and p.course_id = e.course_id where substr(p.completed_at, 1, 10) < s.day and e.renews_id is null and e.cancelled_at is null`)).toEqual([]);
    expect(await valueOf(`select count(*) from enrollment where due_on < '2026-11-01'`)).toBe(0);
    expect(await listDoubles(db)).toEqual([]);
    expect(await valueOf(`select count(*) from job where name = 'messaging.fan-out' and payload in (select json_object('messageId', id) from message where source_type = 'NOTICE' and source_id in (select id from escalation_notice union select id from leader_digest))`)).toBe(0);
  });

  it('lies in the inbox of the leader whom visitors may be: who was late, and the figures of the week', async () => {
    const inbox = await rowsOf<{ link: string }>(`select distinct m.content ->> 'link' as link from delivery d join message m on m.id = d.message_id join user_account u on u.id = d.recipient_id where u.staff_no = 'NB-000002' and d.channel = 'IN_APP' and d.state = 'DELIVERED' and m.source_id in (select id from escalation_notice union select id from leader_digest)`);
    expect(inbox.some(({ link }) => link.startsWith('/units/escalations/')) && inbox.some(({ link }) => link === '/units')).toBe(true);
  });
});

describe('the certificates', () => {
  it('are as many as completions, numbered without gaps in the order of time, with codes that differ', async () => {
    const rows = await rowsOf<{ certificate_no: string; verify_code: string }>('select certificate_no, verify_code from certificate order by issued_at, certificate_no');
    expect(rows.length).toBe(await valueOf('select count(*) from course_progress where completed_at is not null'));
    for (const year of ['2025', '2026']) {
      const numbers = rows.map((row) => row.certificate_no).filter((number) => number.startsWith(`NB-${year}-`));
      expect(numbers).toEqual(numbers.map((_, at) => `NB-${year}-${String(at + 1).padStart(6, '0')}`));
    }
    expect(new Set(rows.map((row) => row.verify_code)).size).toBe(rows.length);
    expect(rows.every((row) => /^([2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}$/.test(row.verify_code))).toBe(true);
  });

  it('are intact, name the unit of the day and carry the score of the course', async () => {
    const rows = await db.selectFrom('certificate').selectAll().execute();
    expect(rows.filter((row) => signCertificate(secret, row) !== row.integrity_code)).toEqual([]);
    expect(rows.every((row) => row.unit_name.length > 5)).toBe(true);
    expect(await valueOf('select count(*) from certificate c join course_progress p on p.user_id = c.user_id and p.course_id = c.course_id where p.score <> c.score or p.completed_at <> c.issued_at')).toBe(0);
  });
});
