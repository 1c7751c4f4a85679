import { describe, expect, it } from 'vitest';
import { classWorld, loggedActions, usualSessions, type ClassWorld } from '../../../tests/world/classes.ts';
import type { Actor } from '../../people/actor.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { marksOfFile, readAttendanceFile, readAttendanceList } from '../queries/attendance-file.server.ts';
import { findCheckIn } from '../queries/check-in.server.ts';
import { getOwnClass, listOwnClasses } from '../queries/classes.server.ts';
import { getManagedClass } from '../queries/managed-class.server.ts';
import { getSessionDesk } from '../queries/session-desk.server.ts';
import { trainingRecords } from '../queries/training-record.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { addAttendee } from './add-attendee.server.ts';
import { cancelClass } from './cancel-class.server.ts';
import { checkIn } from './check-in.server.ts';
import { markAttendance } from './mark-attendance.server.ts';
import { openClass } from './open-class.server.ts';
import { leavePlace, takePlace } from './take-place.server.ts';
import { createClass, editClass } from './write-class.server.ts';

const why = 'Phòng học mất điện cả ngày';
const numberOf = async (w: ClassWorld, person: Actor) => (await w.db.selectFrom('user_account').select('staff_no').where('id', '=', person.id).executeTakeFirstOrThrow()).staff_no ?? '';
const firstOf = async (w: ClassWorld, id: string) => ({ class: id, session: (await w.sessions(id))[0]?.id ?? '' });
const deskOf = (w: ClassWorld, where: { class: string; session: string }) => getSessionDesk(w.db, w.trainer, where, { at: w.clock.now().toISOString(), today: '2026-12-02' });
const standing = async (w: ClassWorld, person: Actor, id: string) => (await getOwnClass(w.db, person, id, { at: w.clock.now().toISOString(), today: '2026-11-23' })).standing.kind;
const sentence = (outcome: { ok: boolean; faults?: Record<string, { vi: string }> }) => (outcome.ok ? 'done' : (Object.values(outcome.faults ?? {})[0]?.vi ?? ''));

describe('places that are given back', () => {
  it('two in one moment: both who move up are told', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 2 });
    const placed = [await w.join(id), await w.join(id)];
    const waiting = [await w.join(id), await w.join(id)];
    for (const person of placed) expect(await leavePlace(w.ports, person, id)).toEqual({ ok: true });
    for (const person of waiting) expect([await standing(w, person, id), await w.notices(person)]).toEqual(['PLACED', ['Anh/Chị đã có chỗ trong lớp học']]);
  });

  it('at the same time go to one each, and nobody is told twice', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 3 });
    const placed = [await w.join(id), await w.join(id), await w.join(id)];
    const waiting = [];
    for (let count = 0; count < 5; count += 1) waiting.push(await w.join(id));
    await Promise.all([...placed, ...placed].map((person) => leavePlace(w.ports, person, id)));
    const kinds = await Promise.all(waiting.map((person) => standing(w, person, id)));
    expect(kinds).toEqual(['PLACED', 'PLACED', 'PLACED', 'WAITING', 'WAITING']);
    expect((await Promise.all(waiting.map((person) => w.notices(person)))).map((list) => list.length)).toEqual([1, 1, 1, 0, 0]);
  });

  it('of a class that is cancelled are refused with the reason that is true', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    await cancelClass(w.ports, w.trainer, id, why);
    expect(sentence(await leavePlace(w.ports, person, id))).toBe('Lớp đã huỷ.');
    expect(sentence(await takePlace(w.ports, await w.person(), id))).toBe('Lớp không nhận đăng ký nữa.');
  });

  it.each([['2026-12-02T07:59', 'done'], ['2026-12-02T08:00', 'Lớp đã bắt đầu nên không trả chỗ được. Nếu vắng, vui lòng báo đơn vị tổ chức.'], ['2026-12-04T08:00', 'Lớp đã bắt đầu nên không trả chỗ được. Nếu vắng, vui lòng báo đơn vị tổ chức.']])('at %s: %s', async (time, words) => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    w.at(time);
    expect(sentence(await leavePlace(w.ports, person, id))).toBe(words);
  });

  it('by many who press at once leave exactly as many places as there are', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 2 });
    const people = [];
    for (let count = 0; count < 6; count += 1) people.push(await w.person());
    const taken = await Promise.all([...people, ...people].map((person) => takePlace(w.ports, person, id)));
    expect(taken.every(({ ok }) => ok)).toBe(true);
    expect((await Promise.all(people.map((person) => standing(w, person, id)))).toSorted()).toEqual(['PLACED', 'PLACED', 'WAITING', 'WAITING', 'WAITING', 'WAITING']);
    expect(await w.db.selectFrom('run_seat').select('id').execute()).toHaveLength(6);
  });
});

describe('somebody who checked in and then gave her place back', () => {
  it('can be taken in again by the list, once', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    const where = await firstOf(w, id);
    w.at('2026-12-02T07:40');
    expect(await checkIn(w.ports, person, where.session)).toMatchObject({ ok: true, isNew: true });
    expect(await leavePlace(w.ports, person, id)).toEqual({ ok: true });
    expect((await deskOf(w, where)).people).toEqual([]);
    w.at('2026-12-02T08:10');
    expect(sentence(await checkIn(w.ports, await w.person(), where.session))).toContain('không có trong danh sách');
    const number = await numberOf(w, person);
    expect([await addAttendee(w.ports, w.trainer, where, number), await addAttendee(w.ports, w.trainer, where, number)]).toEqual([{ ok: true }, { ok: true }]);
    expect((await deskOf(w, where)).people).toMatchObject([{ id: person.id, isPresent: true, source: 'LIST' }]);
    expect((await loggedActions(w.db)).filter((action) => action === 'class.add-learner')).toHaveLength(1);
  });

  it('and was called absent before is present once she is taken in', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    const where = await firstOf(w, id);
    w.at('2026-12-02T07:40');
    expect(await markAttendance(w.ports, w.trainer, where, { present: [], absent: [person.id], reason: '', source: 'LIST' })).toEqual({ ok: true });
    await leavePlace(w.ports, person, id);
    w.at('2026-12-02T08:10');
    expect(await addAttendee(w.ports, w.trainer, where, await numberOf(w, person))).toEqual({ ok: true });
    expect((await deskOf(w, where)).people).toMatchObject([{ isPresent: true }]);
  });

  it('without a place again has no periods of the class', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    w.at('2026-12-02T07:40');
    await checkIn(w.ports, person, (await firstOf(w, id)).session);
    await leavePlace(w.ports, person, id);
    w.at('2026-12-05T08:00');
    const record = (await trainingRecords(w.db, [person.id], { year: 2026, at: w.clock.now().toISOString(), timeZone: 'Asia/Ho_Chi_Minh' })).get(person.id);
    expect(record).toEqual({ lines: [], total: 0 });
    expect((await listOwnClasses(w.db, person, { at: w.clock.now().toISOString(), today: '2026-12-05' })).past).toEqual([]);
  });
});

describe('checking in to the second', () => {
  it.each([
    ['2026-12-02T00:29:59.999Z', false], ['2026-12-02T00:30:00.000Z', true], ['2026-12-02T02:29:59.999Z', true], ['2026-12-02T02:30:00.000Z', false],
  ])('at %s: %s', async (at, isIn) => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    w.clock.set(at);
    expect((await checkIn(w.ports, person, (await firstOf(w, id)).session)).ok).toBe(isIn);
  });

  it('follows the setting of the day', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    await w.db.transaction().execute((tx) => scheduleSetting(tx, classPolicy, { value: { attendanceShare: 80, checkInMinutes: 0 }, from: '2026-12-01', legalBasis: 'Quy chế thử' }));
    const { session } = await firstOf(w, id);
    w.at('2026-12-02T07:59');
    expect(sentence(await checkIn(w.ports, person, session))).toBe('Chưa đến giờ điểm danh. Mở từ 02/12/2026 08:00.');
    w.at('2026-12-02T08:00');
    expect((await checkIn(w.ports, person, session)).ok).toBe(true);
  });

  it('twenty times at once is once', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    const { session } = await firstOf(w, id);
    w.at('2026-12-02T08:01');
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkIn(w.ports, person, session)));
    expect([answers.every(({ ok }) => ok), answers.filter((one) => one.ok && one.isNew).length]).toEqual([true, 1]);
    expect(await w.db.selectFrom('attendance').select('source').execute()).toEqual([{ source: 'CODE' }]);
  });

  it('tells nothing of drafts and of sessions that are not there', async () => {
    await using w = await classWorld();
    const draft = await w.draft();
    const moment = { at: '2026-12-02T01:00:00.000Z', today: '2026-12-02', timeZone: 'Asia/Ho_Chi_Minh' };
    for (const session of [(await firstOf(w, draft)).session, '', "' or 1=1 --", draft]) expect(await findCheckIn(w.db, w.trainer.id, session, moment)).toBeUndefined();
  });
});

describe('a list that is confirmed', () => {
  async function running() {
    const w = await classWorld();
    const id = await w.open({ capacity: 10 });
    const people = [await w.join(id), await w.join(id), await w.join(id)] as const;
    const where = await firstOf(w, id);
    w.at('2026-12-02T08:10');
    return Object.assign(w, { id, people, where, numbers: [await numberOf(w, people[0]), await numberOf(w, people[1]), await numberOf(w, people[2])] as const });
  }

  it('comes back from the browser with other line ends, and counts all the same', async () => {
    await using w = await running();
    const desk = await deskOf(w, w.where);
    for (const list of [w.numbers.slice(0, 2).join('\r\n'), `\n${w.numbers.slice(0, 2).join('\n\n')}\n`, ` ${w.numbers[0]} \r\n\t${w.numbers[1]}\r\n`]) {
      const read = await readAttendanceList(w.db, desk, list);
      expect([read.present.length, read.absent, read.faults], JSON.stringify(list)).toEqual([2, 1, []]);
    }
  });

  it('marks nobody whom it does not name but those without a mark, and nobody twice', async () => {
    await using w = await running();
    const read = await readAttendanceList(w.db, await deskOf(w, w.where), [w.numbers[0], w.numbers[0].toLowerCase(), 'CB99999', '<script>'].join('\r\n'));
    expect([read.present.map(({ id }) => id), read.faults.length]).toEqual([[w.people[0].id], 3]);
    const marks = marksOfFile(await deskOf(w, w.where), read);
    expect(await markAttendance(w.ports, w.trainer, w.where, { ...marks, reason: '', source: 'FILE' })).toEqual({ ok: true });
    expect(await markAttendance(w.ports, w.trainer, w.where, { ...marks, reason: '', source: 'FILE' })).toEqual({ ok: true });
    expect((await deskOf(w, w.where)).people.filter(({ isPresent }) => isPresent).map(({ id }) => id)).toEqual([w.people[0].id]);
    expect((await loggedActions(w.db)).filter((action) => action === 'class.attendance')).toHaveLength(1);
  });

  it('of somebody who left the class meanwhile is a fault of its row', async () => {
    await using w = await running();
    await w.db.updateTable('run_seat').set({ left_at: w.clock.now().toISOString() }).where('user_id', '=', w.people[0].id).execute();
    const read = await readAttendanceList(w.db, await deskOf(w, w.where), w.numbers.join('\n'));
    expect([read.present.length, read.faults[0]?.say.vi]).toEqual([2, `Mã số ${w.numbers[0]} không có trong danh sách học viên của lớp.`]);
  });

  it('as a file of three thousand rows of nobody names every row and marks nobody', async () => {
    await using w = await running();
    const bytes = Buffer.from(`Mã số\n${Array.from({ length: 3_000 }, (_, at) => `KHONG${at}`).join('\n')}\n`);
    const looked = await readAttendanceFile(w.db, await deskOf(w, w.where), { name: 'a.csv', bytes });
    expect(looked.ok && [looked.read.present, looked.read.faults.length, looked.read.list]).toEqual([[], 3_000, '']);
  });

  it('and marked for the same people in one request is what the ticks say', async () => {
    await using w = await running();
    const [one, two] = w.people;
    expect(await markAttendance(w.ports, w.trainer, w.where, { present: [one.id, one.id], absent: [one.id, two.id], reason: '', source: 'LIST' })).toEqual({ ok: true });
    expect((await deskOf(w, w.where)).people.map(({ id, isPresent }) => [id, isPresent])).toEqual(expect.arrayContaining([[one.id, true], [two.id, false], [w.people[2].id, null]]));
    expect(await markAttendance(w.ports, w.trainer, w.where, { present: [], absent: [], reason: '', source: 'LIST' })).toEqual({ ok: true });
  });

  it('two who correct it at once leave one correction each time something changed', async () => {
    await using w = await running();
    const [one] = w.people;
    const mark = (present: boolean) => markAttendance(w.ports, w.trainer, w.where, { present: present ? [one.id] : [], absent: present ? [] : [one.id], reason: 'Ký nhầm dòng trong danh sách', source: 'LIST' });
    await mark(true);
    await Promise.all([mark(false), mark(false), mark(false)]);
    expect((await deskOf(w, w.where)).corrections.map(({ wasPresent }) => wasPresent)).toEqual([1]);
    await mark(true);
    expect((await deskOf(w, w.where)).corrections.map(({ wasPresent }) => wasPresent).toSorted()).toEqual([0, 1]);
  });
});

describe('classes of units that change', () => {
  it('are held only by units in force', async () => {
    await using w = await classWorld();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-01' }).where('unit_id', '=', w.units.office).execute();
    const made = await createClass(w.ports, w.trainer, w.fieldsOf({ audience: w.units.office }));
    expect(made.ok ? [] : Object.keys(made.faults)).toEqual(['audience']);
  });

  it('are changed by nobody whose right has gone, in every deed', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const gone = { ...w.trainer, grants: [w.under('TRAINING_ADMIN', w.units.other)] };
    for (const deed of [() => editClass(w.ports, gone, id, { fields: w.fieldsOf(), revision: 2 }), () => cancelClass(w.ports, gone, id, why), () => openClass(w.ports, gone, id)]) await expect(deed()).rejects.toThrow('not-found');
    expect(await getManagedClass(w.db, w.trainer, id, { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' })).toMatchObject({ state: 'OPEN', revision: 2 });
  });

  it('take the session of another class for a new one', async () => {
    await using w = await classWorld();
    const [one, other] = [await w.draft(), await w.draft()];
    const foreign = await w.sessions(other);
    expect(await editClass(w.ports, w.trainer, one, { fields: w.fieldsOf({ sessions: usualSessions.map((session, at) => ({ ...session, id: foreign[at]?.id ?? '', place: 'Phòng khác' })) }), revision: 1 })).toEqual({ ok: true });
    expect(await w.sessions(other)).toEqual(foreign);
    expect((await w.sessions(one)).map(({ place }) => place)).toEqual(['Phòng khác', 'Phòng khác']);
  });

  it('cancelled twice at once are cancelled once, and everybody hears it once', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    await Promise.all([cancelClass(w.ports, w.trainer, id, why), cancelClass(w.ports, w.trainer, id, `${why} – lần hai`)]);
    expect(await w.notices(person)).toEqual(['Lớp học đã huỷ']);
    expect((await loggedActions(w.db)).filter((action) => action === 'class.cancel')).toHaveLength(1);
  });

  it('as drafts are cancelled without a word to anybody', async () => {
    await using w = await classWorld();
    const id = await w.draft();
    expect(await cancelClass(w.ports, w.trainer, id, why)).toEqual({ ok: true });
    expect(await w.db.selectFrom('message').select('id').execute()).toEqual([]);
  });
});
