import { describe, expect, it } from 'vitest';
import { classWorld, loggedActions, type ClassWorld } from '../../../tests/world/classes.ts';
import type { Actor } from '../../people/actor.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { marksOfFile, readAttendanceFile, readAttendanceList } from '../queries/attendance-file.server.ts';
import { getSessionDesk } from '../queries/session-desk.server.ts';
import { trainingRecords, trainingYears } from '../queries/training-record.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { addAttendee } from './add-attendee.server.ts';
import { cancelClass } from './cancel-class.server.ts';
import { checkIn } from './check-in.server.ts';
import { markAttendance, type Marks } from './mark-attendance.server.ts';

const reason = 'Học viên ký nhầm dòng trong danh sách giấy';

/** A class on its first morning, with some people in it. */
async function running(people = 3) {
  const w = await classWorld();
  const id = await w.open({ capacity: 10 });
  const learners: Actor[] = [];
  for (let count = 0; count < people; count += 1) learners.push(await w.join(id));
  const [first, second] = await w.sessions(id);
  w.at('2026-12-02T08:10');
  const where = { class: id, session: first?.id ?? '' };
  const mark = (present: Actor[], more: Partial<Marks> = {}, by = w.trainer, at = where) => markAttendance(w.ports, by, at, { present: present.map((one) => one.id), absent: learners.filter((one) => !present.includes(one)).map((one) => one.id), reason: '', source: 'LIST', ...more });
  const desk = (at = where) => getSessionDesk(w.db, w.trainer, at, { at: w.clock.now().toISOString(), today: '2026-12-02' });
  const marks = async () => Object.fromEntries((await desk()).people.map((one) => [one.id, one.isPresent]));
  return Object.assign(w, { id, learners: learners as [Actor, Actor, Actor], where, later: { class: id, session: second?.id ?? '' }, mark, desk, marks });
}

describe('attendance by list', () => {
  it('records the ticked as present and the others as absent, once', async () => {
    await using w = await running();
    const [one, two, three] = w.learners;
    expect([await w.mark([one, two]), await w.mark([one, two])]).toEqual([{ ok: true }, { ok: true }]);
    expect(await w.marks()).toEqual({ [one.id]: true, [two.id]: true, [three.id]: false });
    expect((await loggedActions(w.db)).filter((action) => action.startsWith('class.attendance'))).toHaveLength(1);
  });

  it('changes what was recorded only with a reason, and keeps what it was', async () => {
    await using w = await running();
    const [one, two] = w.learners;
    await w.mark([one]);
    expect(await w.mark([one, two])).toMatchObject({ ok: false, faults: { reason: {} } });
    expect(await w.mark([one, two], { reason: 'ngắn' })).toMatchObject({ ok: false });
    expect((await w.marks())[two.id]).toBe(false);
    expect(await w.mark([one, two], { reason })).toEqual({ ok: true });
    expect((await w.marks())[two.id]).toBe(true);
    expect((await w.desk()).corrections.map(({ wasPresent, reason: why }) => [wasPresent, why])).toEqual([[0, reason]]);
    expect((await loggedActions(w.db)).at(-1)).toBe('class.correct-attendance');
    await expect(w.db.deleteFrom('attendance_correction').execute()).rejects.toThrow('append-only');
    await expect(w.db.updateTable('attendance_correction').set({ reason: 'khác đi hoàn toàn' }).execute()).rejects.toThrow('append-only');
  });

  it('knows only people of the class', async () => {
    await using w = await running();
    const stranger = await w.person();
    expect(await w.mark([...w.learners, stranger])).toMatchObject({ ok: false, faults: { form: {} } });
    expect(await w.db.selectFrom('attendance').selectAll().execute()).toEqual([]);
  });

  it('does not begin before the session does, and not in a class that is cancelled', async () => {
    await using w = await running();
    expect(await w.mark(w.learners, {}, w.trainer, w.later)).toMatchObject({ ok: false });
    await cancelClass(w.ports, w.trainer, w.id, 'Phòng học mất điện cả ngày');
    expect(await w.mark(w.learners)).toMatchObject({ ok: false });
  });

  it('is recorded after the class, too', async () => {
    await using w = await running();
    w.at('2026-12-20T08:00');
    expect(await w.mark(w.learners)).toEqual({ ok: true });
  });

  it('is written only by whoever manages the class', async () => {
    await using w = await running();
    const auditor = await w.person(w.units.ward, [{ role: 'AUDITOR', scope: 'ALL', unitId: null }]);
    const beside = await w.person(w.units.other, [w.under('TRAINING_ADMIN', w.units.other)]);
    await expect(w.mark(w.learners, {}, auditor)).rejects.toThrow('forbidden');
    await expect(w.mark(w.learners, {}, beside)).rejects.toThrow('not-found');
    await expect(w.mark(w.learners, {}, w.learners[0])).rejects.toThrow('not-found');
    await expect(w.mark(w.learners, {}, w.trainer, { class: w.id, session: w.id })).rejects.toThrow('not-found');
  });
});

describe('somebody who comes without a place', () => {
  const numberOf = async (w: ClassWorld, person: Actor) => (await w.db.selectFrom('user_account').select('staff_no').where('id', '=', person.id).executeTakeFirstOrThrow()).staff_no ?? '';

  it('is taken in and recorded as present, once', async () => {
    await using w = await running();
    const late = await w.person();
    const staffNo = (await numberOf(w, late)).toLowerCase();
    expect([await addAttendee(w.ports, w.trainer, w.where, ` ${staffNo} `), await addAttendee(w.ports, w.trainer, w.where, staffNo)]).toEqual([{ ok: true }, { ok: true }]);
    expect((await w.marks())[late.id]).toBe(true);
    expect((await loggedActions(w.db)).filter((action) => action === 'class.add-learner')).toHaveLength(1);
  });

  it('keeps no second seat when she was waiting', async () => {
    await using w = await running();
    const waiting = await w.person();
    await w.db.insertInto('run_seat').values({ id: waiting.id, run_id: w.id, user_id: waiting.id, asked_at: '2026-11-23T01:00:00.000Z', placed_at: null }).execute();
    expect(await addAttendee(w.ports, w.trainer, w.where, await numberOf(w, waiting))).toEqual({ ok: true });
    expect(await w.db.selectFrom('run_seat').select('id').where('user_id', '=', waiting.id).execute()).toHaveLength(1);
  });

  it.each<[string, (w: Awaited<ReturnType<typeof running>>) => Promise<string>]>([
    ['nobody’s number', async () => 'CB99999'],
    ['words', async () => '<script>alert(1)</script>'],
    ['nothing', async () => ''],
    ['somebody of another ward', async (w) => numberOf(w, await w.person(w.units.other))],
    ['somebody who left', async (w) => {
      const gone = await w.person();
      await w.db.updateTable('user_account').set({ disabled_at: '2026-12-01T00:00:00.000Z', disabled_reason: 'ADMIN' }).where('id', '=', gone.id).execute();
      return numberOf(w, gone);
    }],
    ['somebody in the list who has no mark', (w) => numberOf(w, w.learners[0])],
    ['somebody when there is no place', async (w) => {
      await w.db.updateTable('course_run').set({ capacity: 3 }).where('id', '=', w.id).execute();
      return numberOf(w, await w.person());
    }],
  ])('is not %s', async (_what, number) => {
    await using w = await running();
    expect(await addAttendee(w.ports, w.trainer, w.where, await number(w))).toMatchObject({ ok: false, faults: { staffNo: {} } });
    expect(await w.db.selectFrom('attendance').selectAll().execute()).toEqual([]);
  });

  it('is added only by whoever manages the class, and not before the session', async () => {
    await using w = await running();
    const number = await numberOf(w, await w.person());
    await expect(addAttendee(w.ports, w.learners[0], w.where, number)).rejects.toThrow('not-found');
    await expect(addAttendee(w.ports, await w.person(w.units.ward, [{ role: 'AUDITOR', scope: 'ALL', unitId: null }]), w.where, number)).rejects.toThrow('forbidden');
    expect(await addAttendee(w.ports, w.trainer, w.later, number)).toMatchObject({ ok: false, faults: { form: {} } });
  });
});

describe('checking in', () => {
  it('is recorded once', async () => {
    await using w = await running();
    const [one] = w.learners;
    expect([await checkIn(w.ports, one, w.where.session), await checkIn(w.ports, one, w.where.session)]).toEqual([{ ok: true, classId: w.id, isNew: true }, { ok: true, classId: w.id, isNew: false }]);
  });

  it.each<[string, (w: Awaited<ReturnType<typeof running>>) => Promise<Actor>, string]>([
    ['somebody who is not in the class', (w) => w.person(), 'không có trong danh sách'],
    ['somebody who waits', async (w) => {
      const waiting = await w.person();
      await w.db.insertInto('run_seat').values({ id: waiting.id, run_id: w.id, user_id: waiting.id, asked_at: '2026-11-23T01:00:00.000Z', placed_at: null }).execute();
      return waiting;
    }, 'không có trong danh sách'],
    ['somebody who comes early', async (w) => {
      w.at('2026-12-02T07:29');
      return w.learners[0];
    }, 'Mở từ 02/12/2026 07:30'],
    ['somebody who comes late', async (w) => {
      w.at('2026-12-02T09:30');
      return w.learners[0];
    }, 'đã kết thúc lúc 02/12/2026 09:30'],
    ['somebody whom the list calls absent', async (w) => {
      await w.mark([]);
      return w.learners[0];
    }, 'đã ghi Anh/Chị vắng'],
    ['somebody in a class that is cancelled', async (w) => {
      await cancelClass(w.ports, w.trainer, w.id, 'Phòng học mất điện cả ngày');
      return w.learners[0];
    }, 'đã huỷ'],
  ])('tells %s why not', async (_who, make, words) => {
    await using w = await running();
    const outcome = await checkIn(w.ports, await make(w), w.where.session);
    expect(outcome.ok ? '' : outcome.faults['form']?.vi).toContain(words);
  });

  it('says nothing of sessions that are not there', async () => {
    await using w = await running();
    expect(await checkIn(w.ports, w.learners[0], 'no-such')).toMatchObject({ ok: false });
  });
});

describe('attendance from a file', () => {
  const numbers = async (w: ClassWorld, people: readonly Actor[]) => (await w.db.selectFrom('user_account').select(['id', 'staff_no']).where('id', 'in', people.map((one) => one.id)).execute()).map((row) => row.staff_no ?? '');
  const look = async (w: Awaited<ReturnType<typeof running>>, bytes: Buffer | string, name = 'danh-sach.csv') => readAttendanceFile(w.db, await w.desk(), { name, bytes: Buffer.from(bytes) });

  it('is read below its heading, in any column, with a mark and in another Unicode form', async () => {
    await using w = await running();
    const [one, two] = await numbers(w, w.learners);
    const read = await look(w, `\ufeff${'Họ và tên;Mã số cán bộ;Đơn vị'.normalize('NFD')}\r\nNguyễn Văn A;${one};X\r\n;${two?.toLowerCase()} ;\r\n`);
    expect(read).toMatchObject({ ok: true, read: { faults: [], absent: 1, kept: 0, changed: 0 } });
    expect(read.ok && read.read.present.map(({ staffNo }) => staffNo).toSorted()).toEqual([one, two].toSorted());
  });

  it('without a heading holds staff numbers in its first column', async () => {
    await using w = await running();
    const [one, two] = await numbers(w, w.learners);
    expect(await look(w, `${one}\n${two}\n`)).toMatchObject({ ok: true, read: { faults: [], absent: 1 } });
    expect(await look(w, `Danh sách lớp\n${one}\n`)).toMatchObject({ ok: true, read: { faults: [] } });
  });

  it('says which rows cannot be used and why', async () => {
    await using w = await running();
    const [one] = await numbers(w, w.learners);
    const read = await look(w, `Mã số\n${one}\n\n${one}\nCB99999\n1,23E+05\n=1+1\n<script>\n`);
    expect(read.ok && read.read.faults.map(({ row }) => row)).toEqual([4, 5, 6, 7, 8]);
    expect(read.ok && read.read.faults[0]?.say.vi).toContain('đã có ở dòng trên');
    expect(read.ok && read.read.faults[1]?.say.vi).toBe('Mã số CB99999 không có trong danh sách học viên của lớp.');
    expect(read.ok && read.read.present).toHaveLength(1);
  });

  it('puts zeros back that a spreadsheet dropped', async () => {
    await using w = await running();
    const [one, two, three] = w.learners;
    for (const [at, person] of [one, two, three, w.trainer].entries()) await w.db.updateTable('user_account').set({ staff_no: `0012${at}` }).where('id', '=', person.id).execute();
    const read = await look(w, 'Mã số\n120\n00121\n');
    expect(read.ok && [read.read.faults, read.read.present.map(({ staffNo }) => staffNo).toSorted()]).toEqual([[], ['00120', '00121']]);
  });

  it.each([
    ['nothing', '', 'x.csv'],
    ['a heading alone', 'Mã số\n', 'x.csv'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'x.csv'],
    ['a page of the web', '<!doctype html><table><tr><td>CB1</td></tr></table>', 'x.xls'],
    ['a broken archive', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'x.xlsx'],
    ['open quotes', 'Mã số\n"CB1\n', 'x.csv'],
    ['more than ten million bytes', Buffer.alloc(10_000_001, 'a'), 'x.csv'],
  ])('is refused with a sentence when it holds %s', async (_what, bytes, name) => {
    await using w = await running();
    const read = await look(w, bytes as Buffer, name);
    expect(read.ok ? 'read' : read.say.vi).toMatch(/\p{Lu}.+\.$/u);
  });

  it('takes no present mark away, and wants a reason before it changes an absent one', async () => {
    await using w = await running();
    const [one, two, three] = w.learners;
    await checkIn(w.ports, one, w.where.session);
    await markAttendance(w.ports, w.trainer, w.where, { present: [], absent: [two.id], reason: '', source: 'LIST' });
    const list = (await numbers(w, [two])).join('\n');
    const read = await readAttendanceList(w.db, await w.desk(), list);
    expect([read.kept, read.absent, read.changed]).toEqual([1, 1, 1]);
    const marks = marksOfFile(await w.desk(), read);
    expect(await markAttendance(w.ports, w.trainer, w.where, { ...marks, reason: '', source: 'FILE' })).toMatchObject({ ok: false, faults: { reason: {} } });
    expect(await markAttendance(w.ports, w.trainer, w.where, { ...marks, reason, source: 'FILE' })).toEqual({ ok: true });
    expect(await w.marks()).toEqual({ [one.id]: true, [two.id]: true, [three.id]: false });
  });
});

describe('periods of a class', () => {
  const total = async (w: ClassWorld, person: Actor, year = 2026) => (await trainingRecords(w.db, [person.id], { year, at: w.clock.now().toISOString(), timeZone: 'Asia/Ho_Chi_Minh' })).get(person.id)?.total;

  it('are credited once it is over, to whoever was there for enough of it', async () => {
    await using w = await running();
    const [all, most, few] = w.learners;
    await w.mark([all, few]);
    w.at('2026-12-03T08:10');
    await w.mark([all, most], {}, w.trainer, w.later);
    expect(await total(w, all)).toBe(0);
    w.at('2026-12-03T11:00');
    // Three of five periods are 60 per cent, two of five 40.
    expect([await total(w, all), await total(w, most), await total(w, few)]).toEqual([5, 0, 0]);
    await w.db.transaction().execute((tx) => scheduleSetting(tx, classPolicy, { value: { attendanceShare: 60, checkInMinutes: 30 }, from: '2026-12-01', legalBasis: 'Quy chế' }));
    expect([await total(w, all), await total(w, most), await total(w, few)]).toEqual([5, 5, 0]);
    expect([await total(w, all, 2025), await total(w, all, 2027)]).toEqual([0, 0]);
    expect(await trainingYears(w.db, all.id, { at: '2027-03-01T00:00:00.000Z', timeZone: 'Asia/Ho_Chi_Minh' })).toEqual([2027, 2026]);
  });

  it('follow a correction', async () => {
    await using w = await running();
    const [one] = w.learners;
    await w.mark([]);
    w.at('2026-12-03T11:00');
    await w.mark([one], {}, w.trainer, w.later);
    expect(await total(w, one)).toBe(0);
    await w.mark([one], { reason });
    expect(await total(w, one)).toBe(5);
  });

  it('are not credited for a class that was cancelled after it had begun', async () => {
    await using w = await running();
    await w.mark(w.learners);
    w.at('2026-12-03T08:10');
    await w.mark(w.learners, {}, w.trainer, w.later);
    await cancelClass(w.ports, w.trainer, w.id, 'Giảng viên phải về sớm');
    w.at('2026-12-04T08:00');
    expect(await total(w, w.learners[0])).toBe(0);
  });

  it('of a class that ends in the night of a year belong to the day in Vietnam', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 10, sessions: [{ id: '', at: 0, day: '2027-01-01', from: '06:00', to: '06:45', place: 'Trực tuyến', periods: 1 }] });
    const person = await w.join(id);
    const [session] = await w.sessions(id);
    w.at('2027-01-01T06:05');
    await checkIn(w.ports, person, session?.id ?? '');
    w.at('2027-01-01T06:45');
    expect([await total(w, person, 2026), await total(w, person, 2027)]).toEqual([0, 1]);
  });
});
