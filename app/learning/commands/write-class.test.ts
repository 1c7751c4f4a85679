import { describe, expect, it } from 'vitest';
import type { Grant, Role } from '../../people/actor.ts';
import { classWorld, loggedActions, usualSessions } from '../../../tests/world/classes.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { classForm } from '../forms/classes.ts';
import { getManagedClass } from '../queries/managed-class.server.ts';
import { typedClass } from '../rules/typed-class.ts';
import { cancelClass } from './cancel-class.server.ts';
import { checkIn } from './check-in.server.ts';
import { openClass } from './open-class.server.ts';
import { createClass, editClass } from './write-class.server.ts';

const faultsOf = (outcome: { ok: boolean; faults?: Record<string, unknown> }) => (outcome.ok ? [] : Object.keys(outcome.faults ?? {}));
const moment = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };

describe('a class', () => {
  it('is written, opened once, and the log says who did it', async () => {
    await using w = await classWorld();
    const id = await w.draft();
    expect((await getManagedClass(w.db, w.trainer, id, moment)).state).toBe('DRAFT');
    expect([await openClass(w.ports, w.trainer, id), await openClass(w.ports, w.trainer, id)]).toEqual([{ ok: true, isHeld: false }, { ok: true, isHeld: false }]);
    const managed = await getManagedClass(w.db, w.trainer, id, moment);
    expect([managed.state, managed.periods, managed.startsAt, managed.endsAt]).toEqual(['OPEN', 5, '2026-12-02T01:00:00.000Z', '2026-12-03T04:00:00.000Z']);
    expect(await loggedActions(w.db)).toEqual(['class.create', 'class.open']);
  });

  it('belongs to a course, which must be there', async () => {
    await using w = await classWorld();
    const { slug } = await makeCourse(w.db, {});
    const id = await w.draft({ course: slug, replaces: true });
    expect(await getManagedClass(w.db, w.trainer, id, moment)).toMatchObject({ courseSlug: slug, replacesCourse: true });
    expect(faultsOf(await createClass(w.ports, w.trainer, w.fieldsOf({ course: 'khong-co' })))).toEqual(['course']);
  });

  it('does not begin with overlapping sessions or a closing moment behind its first session', async () => {
    await using w = await classWorld();
    const [first, second] = usualSessions as [(typeof usualSessions)[0], (typeof usualSessions)[0]];
    expect(faultsOf(await createClass(w.ports, w.trainer, w.fieldsOf({ sessions: [first, { ...second, day: '2026-12-02', from: '09:00' }] })))).toEqual(['from_1']);
    expect(faultsOf(await createClass(w.ports, w.trainer, w.fieldsOf({ closes: '2026-12-02T08:01' })))).toEqual(['closes']);
    expect(faultsOf(await createClass(w.ports, w.trainer, w.fieldsOf({ closes: '2026-12-02T08:00' })))).toEqual([]);
  });

  it('is not opened when its closing moment has passed', async () => {
    await using w = await classWorld();
    const id = await w.draft();
    w.at('2026-12-01T17:00');
    expect(faultsOf(await openClass(w.ports, w.trainer, id))).toEqual(['form']);
  });

  it('keeps what two people type at the same time apart', async () => {
    await using w = await classWorld();
    const id = await w.draft();
    expect(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ title: 'Tên mới của lớp' }), revision: 1 })).toEqual({ ok: true });
    expect(faultsOf(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ title: 'Tên khác của lớp' }), revision: 1 }))).toEqual(['form']);
    expect((await getManagedClass(w.db, w.trainer, id, moment)).title).toBe('Tên mới của lớp');
  });

  it('tells its people when days change, and not when only words do', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const learner = await w.join(id);
    const sessions = (await w.sessions(id)).map(({ id: session }, at) => ({ ...usualSessions[at], id: session })) as typeof usualSessions;
    await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ about: 'Mang theo máy tính', sessions }), revision: 2 });
    expect(await w.notices(learner)).toEqual([]);
    await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ sessions: sessions.map((one) => ({ ...one, place: 'Phòng họp B' })) }), revision: 3 });
    expect(await w.notices(learner)).toEqual(['Lịch lớp học đã thay đổi']);
  });

  it('lets two sessions change places', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const [one, two] = (await w.sessions(id)).map((session) => session.id);
    const [first, second] = usualSessions as [(typeof usualSessions)[0], (typeof usualSessions)[0]];
    expect(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ sessions: [{ ...second, id: one ?? '' }, { ...first, id: two ?? '' }] }), revision: 2 })).toEqual({ ok: true });
    expect((await w.sessions(id)).map((session) => session.id)).toEqual([two, one]);
  });

  it('keeps a session at which somebody was', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const learner = await w.join(id);
    const [first, second] = await w.sessions(id);
    w.at('2026-12-02T08:10');
    await checkIn(w.ports, learner, first?.id ?? '');
    const rows = usualSessions.map((one, at) => ({ ...one, id: [first, second][at]?.id ?? '' }));
    expect(faultsOf(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ sessions: rows.map((one) => ({ ...one, place: 'Phòng khác' })) }), revision: 2 }))).toEqual(['day_0']);
    expect(faultsOf(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ sessions: rows.slice(1) }), revision: 2 }))).toEqual(['form']);
    expect(faultsOf(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ sessions: [rows[0] as (typeof rows)[0], { ...(rows[1] as (typeof rows)[0]), place: 'Phòng khác' }] }), revision: 2 }))).toEqual([]);
  });

  it('is not made smaller than the people who have a place', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 3 });
    for (let count = 0; count < 3; count += 1) await w.join(id);
    const sessions = (await w.sessions(id)).map((session, at) => ({ ...usualSessions[at], id: session.id })) as typeof usualSessions;
    expect(faultsOf(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ capacity: 2, sessions }), revision: 2 }))).toEqual(['capacity']);
    await expect(w.db.updateTable('course_run').set({ capacity: 2 }).execute()).rejects.toThrow('more people have a place');
  });

  it('is cancelled once, with a reason for everybody, and never changed again', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    const [placed, waiting] = [await w.join(id), await w.join(id)];
    const reason = 'Giảng viên bận việc *đột xuất* <script>alert(1)</script>';
    expect([await cancelClass(w.ports, w.trainer, id, reason), await cancelClass(w.ports, w.trainer, id, reason)]).toEqual([{ ok: true }, { ok: true }]);
    expect([await w.notices(placed), await w.notices(waiting)]).toEqual([['Lớp học đã huỷ'], ['Lớp học đã huỷ']]);
    expect(faultsOf(await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf(), revision: 3 }))).toEqual(['form']);
    expect(faultsOf(await openClass(w.ports, w.trainer, id))).toEqual(['form']);
    expect((await loggedActions(w.db)).filter((action) => action === 'class.cancel')).toHaveLength(1);
  });

  it('that is over is not cancelled', async () => {
    await using w = await classWorld();
    const id = await w.open();
    w.at('2026-12-03T11:00');
    expect(faultsOf(await cancelClass(w.ports, w.trainer, id, 'Không còn cần thiết'))).toEqual(['form']);
  });
});

describe('rights', () => {
  it.each<[string, Role, 'ward' | 'province' | 'other' | 'ALL', 'changes' | 'looks' | 'not found']>([
    ['a training administrator of the ward', 'TRAINING_ADMIN', 'ward', 'changes'],
    ['one of the whole province', 'TRAINING_ADMIN', 'ALL', 'changes'],
    ['one of the unit above', 'TRAINING_ADMIN', 'province', 'changes'],
    ['one of another ward', 'TRAINING_ADMIN', 'other', 'not found'],
    ['an auditor', 'AUDITOR', 'ALL', 'looks'],
    ['a system administrator', 'SYSTEM_ADMIN', 'ALL', 'looks'],
    ['a leader of the ward', 'UNIT_LEADER', 'ward', 'not found'],
    ['a content editor', 'CONTENT_EDITOR', 'ALL', 'not found'],
    ['a learner', 'LEARNER', 'ward', 'not found'],
  ])('%s', async (_who, role, where, may) => {
    await using w = await classWorld();
    const id = await w.draft();
    const grant: Grant = where === 'ALL' ? { role, scope: 'ALL', unitId: null } : w.under(role, w.units[where]);
    const actor = await w.person(w.units.ward, [grant]);
    const look = await getManagedClass(w.db, actor, id, moment).then((managed) => (managed.mayManage ? 'changes' : 'looks'), (error: Error) => error.message.split(':')[0]?.replace('-', ' '));
    expect(look).toBe(may);
    for (const deed of [() => openClass(w.ports, actor, id), () => cancelClass(w.ports, actor, id, 'Không còn cần thiết'), () => editClass(w.ports, actor, id, { fields: w.fieldsOf(), revision: 1 })]) {
      if (may === 'changes') break;
      await expect(deed()).rejects.toThrow(may === 'looks' ? 'forbidden' : 'not-found');
    }
  });

  it('do not reach units above or beside one’s own', async () => {
    await using w = await classWorld();
    for (const place of ['province', 'other'] as const) {
      expect(faultsOf(await createClass(w.ports, w.trainer, w.fieldsOf({ audience: w.units[place] })))).toEqual(['audience']);
      expect(faultsOf(await createClass(w.ports, w.trainer, w.fieldsOf({ unit: w.units[place] })))).toEqual(['unit']);
    }
    await expect(createClass(w.ports, await w.person(), w.fieldsOf())).rejects.toThrow('forbidden');
  });
});

describe('the form', () => {
  const typed = (changes: Record<string, string> = {}): Record<string, string> => ({ revision: '0', title: 'Tập huấn an toàn thông tin', about: '', course: '', unit: '019a0000-0000-7000-8000-000000000001', audience: '019a0000-0000-7000-8000-000000000001', capacity: '30', lecturer: 'Giảng viên mẫu', lecturerUnit: '', closes: '2026-12-01T17:00', id_0: '', day_0: '02/12/2026', from_0: '8h00', to_0: '11:00', place_0: 'Phòng A', periods_0: '3,5', ...changes });
  const faults = (changes: Record<string, string>) => {
    const read = classForm.safeParse(typed(changes), { reportInput: true });
    return read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'));
  };

  it('reads days, hours and halves of periods as people type them', () => {
    expect(classForm.parse(typed()).fields.sessions).toEqual([{ id: '', at: 0, day: '2026-12-02', from: '08:00', to: '11:00', place: 'Phòng A', periods: 3.5 }]);
  });

  it.each([
    ['a day that the calendar has not', { day_0: '31/02/2026' }, ['day_0']],
    ['another one', { day_0: '2026-11-31' }, ['day_0']],
    ['an hour that is none', { from_0: '25:00' }, ['from_0']],
    ['an end before its beginning', { to_0: '07:00' }, ['to_0']],
    ['an end at its beginning', { to_0: '08:00' }, ['to_0']],
    ['negative periods', { periods_0: '-1' }, ['periods_0']],
    ['no periods', { periods_0: '0' }, ['periods_0']],
    ['odd periods', { periods_0: '1.3' }, ['periods_0']],
    ['too many periods', { periods_0: '13' }, ['periods_0']],
    ['no room', { place_0: ' ' }, ['place_0']],
    ['no session at all', { day_0: '', from_0: '', to_0: '', place_0: '', periods_0: '' }, ['day_0']],
    ['half a session more', { day_1: '03/12/2026' }, ['from_1', 'to_1', 'place_1', 'periods_1']],
    ['no places', { capacity: '0' }, ['capacity']],
    ['negative places', { capacity: '-5' }, ['capacity']],
    ['places as a number with an exponent', { capacity: '1e3' }, ['capacity']],
    ['a title of blanks', { title: ' \u200b  ' }, ['title']],
    ['a closing moment that is none', { closes: '2026-02-30T08:00' }, ['closes']],
    ['a unit that is none', { unit: "' or 1=1 --" }, ['unit']],
    ['words of two thousand and one letters', { about: 'a'.repeat(2001) }, ['about']],
  ])('refuses %s', (_what, changes, expected) => expect(faults(changes as Record<string, string>)).toEqual(expect.arrayContaining(expected)));

  it('takes strange words as words', () => {
    const { fields } = classForm.parse(typed({ title: '<script>alert("1")</script> 😀 o’clock', lecturer: 'Nguyễn Thị Thuỳ Dương'.normalize('NFD') }));
    expect([fields.title, fields.lecturer]).toEqual(['<script>alert("1")</script> 😀 o’clock', 'Nguyễn Thị Thuỳ Dương']);
  });

  it('shows what is stored so that it comes in again unchanged', async () => {
    await using w = await classWorld();
    const id = await w.draft({ sessions: usualSessions.map((one) => ({ ...one, periods: 2.5 })), about: 'Nội dung\nhai dòng' });
    const managed = await getManagedClass(w.db, w.trainer, id, moment);
    const { fields } = classForm.parse({ ...typedClass(managed, 'Asia/Ho_Chi_Minh'), revision: '1' });
    expect(await editClass(w.ports, w.trainer, id, { fields, revision: 1 })).toEqual({ ok: true });
    expect(await getManagedClass(w.db, w.trainer, id, moment)).toEqual({ ...managed, revision: 2 });
  });
});
