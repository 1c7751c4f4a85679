import { describe, expect, it } from 'vitest';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { remindedWorld, remindersOf } from '../../../tests/world/reminders.ts';
import { savePreferences } from '../../messaging/commands/read-notice.server.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { plusDays } from '../../platform/days.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { remindJob } from '../jobs.ts';
import { reminderCalendar } from './reminder-calendar.server.ts';
import { batchesPerPage, recipientsPerPage, reminderBatchPage, reminderHistory } from './reminder-history.server.ts';
import { remindersPerPage, reminderPreview, type PreviewQuestion } from './reminder-preview.server.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const monday = '2026-11-23T01:00:00.000Z';
const all = (role: Grant['role']): Grant[] => [{ role, scope: 'ALL', unitId: null }];

async function world(start = monday) {
  const w = await remindedWorld(start);
  const trainer = await makePerson(w.db, { unitId: w.units.province, grants: all('TRAINING_ADMIN') });
  const part = await makePerson(w.db, { unitId: w.units.hoaLu, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.hoaLu }] });
  const reading = () => ({ at: w.now(), today: dayIn(timeZone, w.clock.now()), timeZone });
  const preview = (question: Partial<PreviewQuestion> = {}, actor: Actor = trainer) => reminderPreview(w.db, actor, { page: 1, ...question }, { ...reading(), locale: 'vi', baseUrl: 'https://hoc06.example' });
  const calendar = (unit?: string, actor: Actor = trainer) => reminderCalendar(w.db, actor, { unit }, reading());
  const history = (question: { unit?: string; course?: string; page?: number } = {}, actor: Actor = trainer) => reminderHistory(w.db, actor, { page: 1, ...question }, reading());
  const batch = (id: string, actor: Actor = trainer, page = 1) => reminderBatchPage(w.db, actor, id, { page }, reading());
  return Object.assign(w, { trainer, part, preview, calendar, history, batch });
}
const names = (rows: readonly { fullName: string }[]) => rows.map((row) => row.fullName);

describe('the preview', () => {
  it('shows who would be reminded today, by which way and why not by another, and writes nothing', async () => {
    await using w = await world();
    await w.learner({ fullName: 'Trần Văn Đạt' });
    const quiet = await w.learner({ fullName: 'Lê Thị An', isMandatory: false, email: 'an@vi-du.invalid' });
    await w.learner({ fullName: 'Bùi Minh Châu', email: null });
    await w.learner({ fullName: 'Ngô Xa', dueOn: '2027-03-01' });
    await savePreferences(w.db, quiet.id, new Set(), monday);
    const found = await w.preview();
    expect([found.day, found.sendAt, found.total, names(found.rows)]).toEqual(['2026-11-23', monday, 3, ['Lê Thị An', 'Bùi Minh Châu', 'Trần Văn Đạt']]);
    expect(found.groups).toEqual([{ slug: 'an-toan', title: 'An toàn thông tin', step: 'before-7', dueOn: '2026-11-30', people: 3 }]);
    expect(found.channels).toEqual([{ channel: 'IN_APP', goes: 3, waits: [], not: [] }, { channel: 'EMAIL', goes: 1, waits: [], not: [{ reason: 'NO_ADDRESS', count: 1 }, { reason: 'OPTED_OUT', count: 1 }] }].map((row) => expect.objectContaining({ ...row, not: expect.arrayContaining(row.not) as unknown })));
    expect(found.rows[0]).toMatchObject({ unitName: 'Văn phòng phường Hoa Lư', above: 'UBND phường Hoa Lư', isMandatory: false, started: false, minutesLeft: 54, step: 'before-7' });
    expect(found.sample?.html).toContain('khoảng 54 phút');
    expect([await remindersOf(w.db), await w.db.selectFrom('message').selectAll().execute()]).toEqual([[], []]);
  });

  it('tells any day ahead exactly as the runs then do, when nobody finishes', async () => {
    await using w = await world();
    const other = await makeCourse(w.db, { slug: 'khac' });
    for (const dueOn of ['2026-11-25', '2026-11-29', '2026-12-05', '2026-12-24']) await w.learner({ dueOn });
    for (const dueOn of ['2026-11-29', '2026-12-10']) await w.learner({ of: other, dueOn });
    await w.policy({ before: [10, 2] }, '2026-12-01');
    const foretold = new Map((await w.calendar()).days.map(({ day, total }) => [day, total]));
    for (let day = '2026-11-23'; day < '2026-12-22'; day = plusDays(day, 1)) {
      w.clock.set(`${day}T01:00:00.000Z`);
      const { total, rows } = await w.preview();
      const before = await remindersOf(w.db);
      const run = await w.run();
      const written = (await remindersOf(w.db)).slice(before.length);
      expect(written.map(({ step }) => step).toSorted()).toEqual((run.people === 0 ? [] : rows).map(({ step }) => step).toSorted());
      expect([day, run.people, written.length]).toEqual([day, foretold.get(day), run.people]);
      if (run.people > 0) expect(total).toBe(run.people);
    }
    expect((await remindersOf(w.db)).length).toBeGreaterThan(20);
  });

  it('is narrowed by unit, course and step, and says how many there are beside', async () => {
    await using w = await world();
    const other = await makeCourse(w.db, { slug: 'khac' });
    await w.learner({ fullName: 'Ở Hoa Lư' });
    await w.learner({ fullName: 'Ở Tam Điệp', unitId: w.units.tamDiep });
    await w.learner({ fullName: 'Khoá khác', of: other });
    await w.learner({ fullName: 'Đến hạn', dueOn: '2026-11-23' });
    expect(names((await w.preview({ unit: w.units.tamDiep })).rows)).toEqual(['Ở Tam Điệp']);
    const byCourse = await w.preview({ course: 'khac' });
    expect([names(byCourse.rows), byCourse.chosen, byCourse.total]).toEqual([['Khoá khác'], 1, 4]);
    expect(names((await w.preview({ step: 'due' })).rows)).toEqual(['Đến hạn']);
    expect(names((await w.preview({ course: 'khong-co' })).rows)).toEqual([]);
  });

  it('shows a training administrator of one part only that part', async () => {
    await using w = await world();
    await w.learner({ fullName: 'Ở Hoa Lư' });
    await w.learner({ fullName: 'Ở Tam Điệp', unitId: w.units.tamDiep });
    expect(names((await w.preview({}, w.part)).rows)).toEqual(['Ở Hoa Lư']);
    expect((await w.calendar(undefined, w.part)).days[0]?.total).toBe(1);
    expect((await w.preview({}, w.part)).units.map(({ id }) => id)).toEqual([w.units.hoaLu, w.units.office]);
    for (const unit of [w.units.tamDiep, w.units.province, '01930000-0000-7000-8000-000000000000']) {
      await expect(w.preview({ unit }, w.part)).rejects.toMatchObject({ kind: 'not-found' });
      await expect(w.calendar(unit, w.part)).rejects.toMatchObject({ kind: 'not-found' });
      await expect(w.history({ unit }, w.part)).rejects.toMatchObject({ kind: 'not-found' });
    }
  });

  it('comes in pages, and shows the last one for a page too far', async () => {
    await using w = await world();
    for (let count = 0; count < remindersPerPage + 2; count += 1) await w.learner({ fullName: `Người ${String(count).padStart(3, '0')}` });
    const [first, last] = [await w.preview(), await w.preview({ page: 99 })];
    expect([first.rows.length, first.pages, last.page, names(last.rows)]).toEqual([remindersPerPage, 2, 2, ['Người 050', 'Người 051']]);
  });

  it('begins with the next run: after this morning’s, what it has not written waits for the next working day', async () => {
    await using w = await world('2026-11-27T03:00:00.000Z');
    await w.learner({ dueOn: '2026-11-28' });
    expect((await w.preview()).day).toBe('2026-11-27');
    await enqueue(w.db, remindJob, {}, { now: w.now(), runAt: '2026-11-27T22:00:00.000Z' });
    const next = await w.preview();
    expect([next.from, next.day, next.total, next.rows[0]?.step]).toEqual(['2026-11-28', '2026-11-30', 1, 'due']);
    expect((await w.preview({ day: '2026-11-27' })).total).toBe(0);
    w.clock.set('2026-11-27T10:30:00.000Z');
    await w.db.deleteFrom('job').execute();
    expect((await w.preview()).from).toBe('2026-11-28');
  });

  it('says that a person has had her messages of the day', async () => {
    await using w = await world();
    const person = await w.learner();
    for (let count = 0; count < 3; count += 1) {
      await w.db.insertInto('message').values({ id: `m${count}`, source_type: 'NOTICE', source_id: `${count}`, topic: 'SYSTEM', is_duty: 0, urgency: 'NORMAL', reason: '{}', content: '{}', content_hash: `${count}`, send_at: monday, not_after: '2026-12-01T00:00:00.000Z', created_at: monday }).execute();
      await w.db.insertInto('delivery').values({ id: `d${count}`, message_id: `m${count}`, recipient_id: person.id, channel: 'EMAIL', state: 'ACCEPTED', next_at: monday, not_after: monday, created_at: monday, accepted_at: '2026-11-22T12:00:00.000Z' }).execute();
    }
    expect((await w.preview()).channels).toMatchObject([{ channel: 'IN_APP', goes: 1 }, { channel: 'EMAIL', goes: 0, waits: [{ reason: 'CAP', count: 1 }] }]);
  });
});

describe('the history', () => {
  it('counts only people of the reader’s units, and its states add up to them', async () => {
    await using w = await world();
    const [here, gone] = [await w.learner(), await w.learner({ email: null })];
    await w.learner({ unitId: w.units.tamDiep });
    await w.run();
    await happened(w.db, here.id, w.course, w.now(), facts.opened(w.course));
    await w.send();
    const total = (await w.history()).batches[0];
    expect([total?.audience, total?.step, total?.by, total?.sendAt]).toEqual([3, 'before-7', null, monday]);
    for (const actor of [w.trainer, w.part]) {
      const [batch] = (await w.history({}, actor)).batches;
      for (const { states, waiting } of batch?.channels ?? []) expect(waiting + Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(batch?.audience);
    }
    const [own] = (await w.history({}, w.part)).batches;
    expect([own?.audience, own?.channels.map(({ channel, states }) => [channel, states.DELIVERED, states.ACCEPTED, states.SUPPRESSED])]).toEqual([2, [['IN_APP', 2, 0, 0], ['EMAIL', 0, 1, 1]]]);
    const page = await w.batch(own?.id ?? '', w.part);
    expect(new Map(page.people.map((person) => [person.id, person.deliveries]))).toEqual(new Map([[here.id, [expect.objectContaining({ channel: 'EMAIL', state: 'ACCEPTED' })]], [gone.id, [expect.objectContaining({ channel: 'EMAIL', state: 'SUPPRESSED', detail: 'NO_ADDRESS' })]]]));
  });

  it('leaves out batches without anybody of the reader’s units, and opens none of them', async () => {
    await using w = await world();
    await w.learner({ unitId: w.units.tamDiep });
    await w.run();
    expect((await w.history({}, w.part)).count).toBe(0);
    const [foreign] = (await w.history()).batches;
    await expect(w.batch(foreign?.id ?? '', w.part)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(w.batch('01930000-0000-7000-8000-000000000000')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is narrowed by course and unit, comes in pages, newest first, before and after its fan-out', async () => {
    await using w = await world();
    const other = await makeCourse(w.db, { slug: 'khac' });
    const person = await w.learner();
    await enrolled(w.db, person.id, other, { dueOn: '2026-11-30', now: '2026-01-05T01:00:00.000Z' });
    await w.run();
    for (let count = 0; count < batchesPerPage; count += 1) {
      await w.learner({ dueOn: plusDays('2026-12-01', count), isMandatory: count % 2 === 0 });
    }
    for (let day = '2026-11-24'; day < '2026-12-12'; day = plusDays(day, 1)) {
      w.clock.set(`${day}T01:00:00.000Z`);
      await w.run();
    }
    const first = await w.history();
    expect([first.pages > 1, first.batches.length]).toEqual([true, batchesPerPage]);
    const days = first.batches.map(({ day }) => day);
    expect(days).toEqual(days.toSorted().toReversed());
    expect(first.batches[0]?.channels.map(({ waiting }) => waiting)).toEqual([first.batches[0]?.audience, first.batches[0]?.audience]);
    expect((await w.history({ course: 'khac' })).batches.every(({ slug }) => slug === 'khac')).toBe(true);
    expect((await w.history({ unit: w.units.tamDiep })).count).toBe(0);
    expect((await w.history({ page: 99 })).page).toBe(first.pages);
  });

  it('pages the people of a batch', async () => {
    await using w = await world();
    for (let count = 0; count < recipientsPerPage + 1; count += 1) await w.learner({ fullName: `Người ${String(count).padStart(3, '0')}` });
    await w.run();
    const [batch] = (await w.history()).batches;
    expect(names((await w.batch(batch?.id ?? '', w.trainer, 2)).people)).toEqual(['Người 050']);
  });
});

describe('the calendar', () => {
  it('shows thirty days with holidays and days off, and their counts by course and step', async () => {
    await using w = await world('2026-12-21T01:00:00.000Z');
    await w.learner({ dueOn: '2027-01-02' });
    await w.learner({ dueOn: '2027-01-02' });
    const { days, total } = await w.calendar();
    expect([days.length, days[0]?.day, total]).toEqual([30, '2026-12-21', 10]);
    const on = (day: string) => days.find((one) => one.day === day);
    // The seventh day before is a Saturday; the last day before and the due day itself fall on a holiday and a Saturday.
    expect(on('2026-12-25')).toMatchObject({ total: 2, isWorkingDay: true, entries: [{ slug: 'an-toan', step: 'before-7', count: 2 }] });
    expect(on('2026-12-31')).toMatchObject({ total: 2, entries: [{ step: 'due' }] });
    expect(on('2027-01-01')).toMatchObject({ total: 0, isWorkingDay: false, holiday: { vi: 'Tết Dương lịch' } });
    expect(on('2027-01-02')).toMatchObject({ total: 0, isWorkingDay: false, holiday: null });
    expect(on('2027-01-05')).toMatchObject({ total: 2, entries: [{ step: 'after-3' }] });
  });
});
