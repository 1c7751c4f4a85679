import { describe, expect, it } from 'vitest';
import { pageFaults } from '../../../tests/support/render-route.tsx';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { classWorld, loggedActions, usualSessions, type ClassWorld } from '../../../tests/world/classes.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { pageContext, secret } from '../../../tests/world/certificates.ts';
import { makeSession } from '../../../tests/world/people.ts';
import { visitorOf, type Answered, type PageModule } from '../../../tests/world/visits.ts';
import type { Actor, Role } from '../../people/actor.ts';
import { sessionCookie } from '../../people/session.server.ts';
import { newId } from '../../platform/ids.ts';
import { checkInToken, typedCode } from '../check-in-token.server.ts';
import { checkIn } from '../commands/check-in.server.ts';
import * as attendance from './class-attendance.tsx';
import * as cancellation from './class-cancellation.tsx';
import * as desk from './class-desk.tsx';
import * as edit from './class-edit.tsx';
import * as file from './class-file.tsx';
import * as leaving from './class-leaving.ts';
import * as managed from './class-managed.tsx';
import * as fresh from './class-new.tsx';
import * as opening from './class-opening.ts';
import * as place from './class-place.ts';
import * as qrCode from './class-qr-code.ts';
import * as qr from './class-qr.tsx';
import * as one from './class.tsx';
import * as list from './classes.tsx';
import * as scan from './check-in.tsx';
import * as person from './person-training.tsx';
import * as personPdf from './person-training-pdf.ts';
import * as ownPdf from './training-record-pdf.ts';
import * as own from './training-record.tsx';
import * as unitCsv from './unit-training-csv.ts';
import * as unit from './unit-training.tsx';

type Visitor = Awaited<ReturnType<typeof visitorOf>>;
const as = (module: unknown) => module as unknown as PageModule;
const visit = (w: ClassWorld, who: Actor | null): Promise<Visitor> => visitorOf(w.db, w.clock, who);

/** A class that runs, with two learners in it. */
async function running() {
  const w = await classWorld();
  const title = 'Tập huấn <b>an toàn</b> thông tin';
  const id = await w.open({ title, capacity: 5 });
  const [anna, berta] = [await w.join(id), await w.join(id)];
  const [session, second] = await w.sessions(id);
  w.at('2026-12-02T08:10');
  return Object.assign(w, { id, anna, berta, session: session?.id ?? '', second: second?.id ?? '', where: { class: id, session: session?.id ?? '' } });
}

describe('pages of learners', () => {
  it('say what is open, take a place, and give it back', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const browser = await visit(w, await w.person());
    expect(wordsOf(await browser.see(as(list), '/classes'))).toContain('Còn 2 chỗ');
    expect((await browser.post(place.action as never, `/classes/${id}/place`, { class: id }, {})).location).toBe(`/classes/${id}?done=placed`);
    const shown = await browser.see(as(one), `/classes/${id}?done=placed`, { class: id });
    expect([wordsOf(shown).includes('Đã đăng ký.'), pageFaults(shown)]).toEqual([true, []]);
    expect((await browser.post(leaving.action as never, `/classes/${id}/leaving`, { class: id }, {})).location).toBe('/classes?tab=open');
    expect(wordsOf(await browser.see(as(list), '/classes?tab=mine'))).toContain('Anh/Chị chưa đăng ký lớp nào');
  });

  it('refuse with a sentence what is too late', async () => {
    await using w = await running();
    const browser = await visit(w, await w.person());
    const answers: Answered[] = [await browser.post(place.action as never, `/classes/${w.id}/place`, { class: w.id }, {}), await (await visit(w, w.anna)).post(leaving.action as never, `/classes/${w.id}/leaving`, { class: w.id }, {})];
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(JSON.stringify(answers[1]?.data)).toContain('đã bắt đầu');
  });

  it('show titles as words, in both languages, without a fault', async () => {
    await using w = await running();
    for (const locale of ['vi', 'en'] as const) {
      const shown = await (await visit(w, w.anna)).see(as(one), `/classes/${w.id}`, { class: w.id }, locale);
      expect([shown.includes('<b>an toàn</b>'), shown.includes('&lt;b&gt;an toàn'), pageFaults(shown)]).toEqual([false, true, []]);
    }
  });

  it('send strangers to sign in, and others away', async () => {
    await using w = await running();
    const stranger = await visit(w, null);
    for (const [module, path] of [[list, '/classes'], [one, `/classes/${w.id}`], [own, '/training-record'], [scan, `/check-in/${w.session}/x`]] as const) expect((await stranger.get(module.loader as never, path, { class: w.id, session: w.session, token: 'x' })).location).toMatch(/^\/sign-in/);
    const outside = await visit(w, await w.person(w.units.other));
    expect((await outside.get(one.loader as never, `/classes/${w.id}`, { class: w.id })).status).toBe(404);
    expect((await outside.get(one.loader as never, '/classes/x', { class: "' or 1=1" })).status).toBe(404);
  });
});

describe('checking in', () => {
  const open = (w: Awaited<ReturnType<typeof running>>, browser: Visitor, token: string) => browser.get(scan.loader as never, `/check-in/${w.session}/${token}`, { session: w.session, token });

  it('goes from the wall to a person: the code opens a page, its button writes', async () => {
    await using w = await running();
    const browser = await visit(w, w.anna);
    const { token } = checkInToken(secret, 'LIVE', w.clock.now().toISOString(), w.session);
    const page = await open(w, browser, token);
    const { ticket, bar } = page.data as { ticket: string; bar: unknown };
    expect([page.status, bar, typeof ticket]).toEqual([200, null, 'string']);
    expect(await w.db.selectFrom('attendance').selectAll().execute()).toEqual([]);
    // The picture has long turned when the button is pressed.
    w.clock.pass({ minutes: 9 });
    expect((await browser.post(scan.action as never, `/check-in/${w.session}/${token}`, { session: w.session, token }, { ticket })).location).toBe(`/classes/${w.id}?done=present`);
    expect((await browser.post(scan.action as never, `/check-in/${w.session}/${token}`, { session: w.session, token }, { ticket })).location).toBe(`/classes/${w.id}?done=already`);
  });

  it('takes no ticket of somebody else and no old picture', async () => {
    await using w = await running();
    const { token } = checkInToken(secret, 'LIVE', w.clock.now().toISOString(), w.session);
    const { ticket } = (await open(w, await visit(w, w.anna), token)).data as { ticket: string };
    const berta = await visit(w, w.berta);
    expect((await berta.post(scan.action as never, '/check-in/x/y', { session: w.session, token }, { ticket })).status).toBe(409);
    w.clock.pass({ minutes: 3 });
    const late = (await open(w, berta, token)).data as { bar: { vi: string }; ticket: null };
    expect([late.bar.vi, late.ticket]).toEqual(['Mã QR đã đổi. Vui lòng quét lại mã đang hiện trên màn hình.', null]);
    expect(pageFaults(drawPage(scan.default, { data: late }))).toEqual([]);
    expect((await (await visit(w, w.anna)).get(scan.loader as never, '/check-in/x/y', { session: w.id, token })).status).toBe(404);
  });

  it('takes the typed code of the room', async () => {
    await using w = await running();
    const browser = await visit(w, w.anna);
    const code = typedCode(secret, w.session, w.clock.now().toISOString());
    const type = (typed: string) => browser.post(one.action as never, `/classes/${w.id}`, { class: w.id }, { code: typed });
    expect((await type('AAAAAA')).status).toBe(422);
    expect((await type(code.toLowerCase())).location).toBe(`/classes/${w.id}?done=present`);
  });

  it('takes the code of the next session while the one before is still under way', async () => {
    await using w = await classWorld();
    const sessions = [{ ...usualSessions[0], at: 0 }, { ...usualSessions[0], at: 1, from: '09:45', to: '11:00' }] as typeof usualSessions;
    const id = await w.open({ sessions });
    const anna = await w.join(id);
    const [first, second] = await w.sessions(id);
    w.at('2026-12-02T09:20');
    const browser = await visit(w, anna);
    const type = (session = '') => browser.post(one.action as never, `/classes/${id}`, { class: id }, { code: typedCode(secret, session, w.clock.now().toISOString()) });
    expect((await type(second?.id)).location).toBe(`/classes/${id}?done=present`);
    expect((await type(first?.id)).location).toBe(`/classes/${id}?done=present`);
    expect(await w.db.selectFrom('attendance').select('session_id').where('user_id', '=', anna.id).execute()).toHaveLength(2);
  });

  it('is shown on the wall while it is open, and not to everybody', async () => {
    await using w = await running();
    const trainer = await visit(w, w.trainer);
    const wall = await trainer.see(as(qr), '/qr', w.where);
    expect([wall.includes(typedCode(secret, w.session, w.clock.now().toISOString())), wall.includes('data-island="check-in-board"'), pageFaults(wall)]).toEqual([true, true, []]);
    const live = (await (await trainer.get(qrCode.loader as never, '/qr-code', w.where)).response?.json()) as { path: string; size: number; seconds: number };
    expect([live.path.startsWith('M'), live.size > 20, live.seconds > 0 && live.seconds <= 60]).toEqual([true, true, true]);
    expect((await (await visit(w, w.anna)).get(qrCode.loader as never, '/qr-code', w.where)).status).toBe(403);
    w.at('2026-12-02T09:30');
    expect((await trainer.get(qrCode.loader as never, '/qr-code', w.where)).status).toBe(409);
    expect(wordsOf(await trainer.see(as(qr), '/qr', w.where))).toContain('không điểm danh bằng mã nữa');
  });
});

describe('a class that was held last week', () => {
  it('is recorded with its list of those present, who get their periods', async () => {
    await using w = await classWorld();
    const [anna, berta, stranger] = [await w.person(), await w.person(), await w.person(w.units.other)];
    const id = await w.draft({ capacity: 3 });
    w.at('2026-12-10T08:00');
    const trainer = await visit(w, w.trainer);
    expect(wordsOf(await trainer.see(as(managed), `/admin/classes/${id}`, { class: id }))).toContain('Lớp này đã diễn ra');
    expect((await trainer.post(opening.action as never, `/admin/classes/${id}/opening`, { class: id }, {})).location).toBe(`/admin/classes/${id}?done=recorded`);
    expect(await loggedActions(w.db)).toContain('class.record');
    const staffNo = async (who: Actor) => (await w.db.selectFrom('user_account').select('staff_no').where('id', '=', who.id).executeTakeFirstOrThrow()).staff_no ?? '';
    const numbers = await Promise.all([anna, berta, stranger].map(staffNo));
    for (const { id: session } of await w.sessions(id)) {
      const where = { class: id, session };
      const { data } = await upload(Object.assign(w, { where }), `Mã số cán bộ\n${numbers.join('\n')}\n`);
      expect(data).toMatchObject({ read: { present: [{ id: anna.id }, { id: berta.id }], faults: [{ row: 4 }] } });
      const { list } = (data as { read: { list: string } }).read;
      expect((await trainer.post(file.action as never, '/x', where, { list })).location).toBe(`/admin/classes/${id}/sessions/${session}?done=filed`);
    }
    expect(await w.db.selectFrom('run_seat').select('user_id').where('run_id', '=', id).orderBy('user_id').execute()).toEqual([anna, berta].map((who) => ({ user_id: who.id })).toSorted((one, other) => (one.user_id < other.user_id ? -1 : 1)));
    expect(wordsOf(await (await visit(w, anna)).see(as(own), '/training-record'))).toContain('Tập huấn an toàn thông tin');
  });

  it('takes nobody in by a file as long as people could enrol by themselves', async () => {
    await using w = await running();
    const late = await w.person();
    const { staff_no } = await w.db.selectFrom('user_account').select('staff_no').where('id', '=', late.id).executeTakeFirstOrThrow();
    expect((await upload(w, `Mã số cán bộ\n${staff_no}\n`)).data).toMatchObject({ read: { present: [], joins: [], faults: [{ row: 2 }] } });
  });
});

it('a class keeps its course when it is saved after the course was retired', async () => {
  await using w = await classWorld();
  const course = await makeCourse(w.db);
  const id = await w.open({ course: course.slug });
  await w.db.updateTable('course').set({ retired_at: w.clock.now().toISOString() }).where('slug', '=', course.slug).execute();
  const trainer = await visit(w, w.trainer);
  const page = await trainer.see(as(edit), `/admin/classes/${id}/edit`, { class: id });
  expect(page).toMatch(new RegExp(`<option value="${course.slug}" selected`));
  const stored = (await trainer.get(edit.loader as never, `/admin/classes/${id}/edit`, { class: id })).data as { stored: Record<string, string>; revision: number };
  expect((await trainer.post(edit.action as never, `/admin/classes/${id}/edit`, { class: id }, { ...stored.stored, revision: String(stored.revision) })).location).toBe(`/admin/classes/${id}?done=saved`);
  expect(await w.db.selectFrom('course_run').select('course_id').where('id', '=', id).executeTakeFirst()).toEqual({ course_id: course.courseId });
  // Another class does not get it any more.
  expect((await trainer.see(as(fresh), '/admin/classes/new')).includes(`value="${course.slug}"`)).toBe(false);
});

/** What the page answers when the trainer uploads a list. */
async function upload(w: ClassWorld & { where: { class: string; session: string } }, text: string): Promise<{ data: unknown }> {
  const token = await makeSession(w.db, w.trainer, w.clock.now().toISOString(), { id: newId() });
  const body = new FormData();
  body.append('file', new File([text], 'danh-sach.csv', { type: 'text/csv' }));
  const request = new Request('https://hoc06.vi-du.invalid/x', { method: 'POST', body, headers: { cookie: `${sessionCookie}=${token}` } });
  return (await file.action({ request, params: w.where, context: pageContext(w.db, w.clock) } as never)) as unknown as { data: unknown };
}

describe('the desk', () => {
  const pages = [desk, fresh, managed, edit, cancellation, attendance, file, qr] as const;
  it.each<[Role | 'nobody', number[]]>([
    ['TRAINING_ADMIN', [200, 200, 200, 200, 200, 200, 200, 200]],
    ['AUDITOR', [200, 403, 200, 403, 403, 200, 403, 403]],
    ['SYSTEM_ADMIN', [200, 403, 200, 403, 403, 200, 403, 403]],
    ['UNIT_LEADER', [403, 403, 403, 403, 403, 403, 403, 403]],
    ['CONTENT_EDITOR', [403, 403, 403, 403, 403, 403, 403, 403]],
    ['nobody', [403, 403, 403, 403, 403, 403, 403, 403]],
  ])('for %s', async (role, expected) => {
    await using w = await running();
    const browser = await visit(w, await w.person(w.units.ward, role === 'nobody' ? [] : [{ role, scope: 'ALL', unitId: null }]));
    const seen = [];
    for (const module of pages) seen.push((await browser.get(module.loader as never, '/admin/classes', w.where)).status);
    expect(seen).toEqual(expected);
  });

  it('of another ward does not find the class', async () => {
    await using w = await running();
    const browser = await visit(w, await w.person(w.units.other, [w.under('TRAINING_ADMIN', w.units.other)]));
    for (const module of [managed, edit, cancellation, attendance, file, qr]) expect((await browser.get(module.loader as never, '/admin/classes/x', w.where)).status).toBe(404);
    expect(wordsOf(await browser.see(as(desk), '/admin/classes'))).toContain('Chưa có lớp nào');
    expect((await browser.post(opening.action as never, '/opening', { class: w.id }, {})).status).toBe(404);
  });

  it('writes a class from its form, and keeps what was typed when it is refused', async () => {
    await using w = await classWorld();
    const browser = await visit(w, w.trainer);
    const typed = { revision: '0', title: 'Lớp mới của phường', about: '', course: '', unit: w.units.ward, audience: w.units.ward, capacity: '20', lecturer: 'Giảng viên mẫu', lecturerUnit: '', closes: '2026-12-01T17:00', id_0: '', day_0: '2026-12-02', from_0: '08:00', to_0: '11:00', place_0: 'Phòng A', periods_0: '4' };
    const refused = await browser.post(fresh.action as never, '/admin/classes/new', {}, { ...typed, closes: '2026-12-03T17:00' });
    expect([refused.status, (refused.data as { values: Record<string, string> }).values['day_0'], Object.keys((refused.data as { faults: object }).faults)]).toEqual([422, '2026-12-02', ['closes']]);
    const { data } = await browser.get(fresh.loader as never, '/admin/classes/new');
    const again = drawPage(fresh.default, { data, answer: refused.data });
    expect([again.includes('value="Lớp mới của phường"'), again.includes('value="08:00"'), pageFaults(again)]).toEqual([true, true, []]);
    expect((await browser.post(fresh.action as never, '/admin/classes/new', {}, typed)).location).toMatch(/^\/admin\/classes\/[\w-]{36}\?done=created$/);
    expect(pageFaults(await browser.see(as(desk), '/admin/classes'))).toEqual([]);
  });

  it('records attendance from ticks, and keeps the ticks when a reason is missing', async () => {
    await using w = await running();
    const browser = await visit(w, w.trainer);
    const send = (present: Actor[], reason = '') => browser.post(attendance.action as never, '/x', w.where, [['who[]', w.anna.id], ['who[]', w.berta.id], ...present.map((who): [string, string] => ['present[]', who.id]), ['reason', reason]]);
    expect((await send([w.anna])).location).toContain('done=marked');
    const refused = await send([w.berta]);
    expect(refused.status).toBe(422);
    const { data } = await browser.get(attendance.loader as never, '/x', w.where);
    const shown = drawPage(attendance.default, { data, answer: refused.data });
    const ticked = [...shown.matchAll(/<input type="checkbox"[^>]*>/g)].filter(([input]) => input.includes('checked=""')).map(([input]) => /value="([^"]+)"/.exec(input)?.[1]);
    expect([ticked, pageFaults(shown)]).toEqual([[w.berta.id], []]);
    expect((await send([w.berta], 'Ghi nhầm hai dòng liền nhau')).location).toContain('done=marked');
    expect(wordsOf(await browser.see(as(attendance), '/x', w.where))).toContain('Ghi nhầm hai dòng liền nhau');
  });

  it('looks at a file first and records it when it is confirmed', async () => {
    await using w = await running();
    const browser = await visit(w, w.trainer);
    const { staff_no: staffNo } = await w.db.selectFrom('user_account').select('staff_no').where('id', '=', w.anna.id).executeTakeFirstOrThrow();
    const looked = await upload(w, `Mã số\n${staffNo}\nCB99999\n`);
    expect(looked.data).toMatchObject({ ok: true, read: { absent: 1, faults: [{ row: 3 }], list: staffNo } });
    expect(await w.db.selectFrom('attendance').selectAll().execute()).toEqual([]);
    const { data } = await browser.get(file.loader as never, '/x', w.where);
    const shown = drawPage(file.default, { data, answer: looked.data });
    expect([wordsOf(shown).includes('1 dòng không dùng được'), pageFaults(shown)]).toEqual([true, []]);
    expect(Object.keys(((await upload(w, '')).data as { faults: object }).faults)).toEqual(['file']);
    const confirmed = await browser.post(file.action as never, '/x', w.where, { list: staffNo ?? '' });
    expect(confirmed.location).toContain('done=filed');
    const rows = await w.db.selectFrom('attendance').select(['user_id', 'is_present']).orderBy('is_present').execute();
    expect(rows).toEqual([{ user_id: w.berta.id, is_present: 0 }, { user_id: w.anna.id, is_present: 1 }]);
  });
});

describe('training periods', () => {
  async function trained() {
    const w = await running();
    const course = await makeCourse(w.db);
    await enrolled(w.db, w.anna.id, course);
    await happened(w.db, w.anna.id, course, '2026-03-01T01:00:00.000Z', facts.courseDone(course));
    await checkIn(w.ports, w.anna, w.session);
    w.at('2026-12-03T08:10');
    await checkIn(w.ports, w.anna, w.second);
    w.at('2026-12-04T08:00');
    return w;
  }

  it('are read by oneself, by year, and printed', async () => {
    await using w = await trained();
    const browser = await visit(w, w.anna);
    const shown = await browser.see(as(own), '/training-record');
    expect([wordsOf(shown).includes('Tổng số tiết 9,5'), shown.includes('<b>an toàn</b>'), pageFaults(shown)]).toEqual([true, false, []]);
    expect(wordsOf(await browser.see(as(own), '/training-record?year=2025'))).toContain('Chưa có khoá nào hoàn thành');
    const { response } = await browser.get(ownPdf.loader as never, '/training-record/pdf?year=2026');
    const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
    expect([bytes.subarray(0, 5).toString(), bytes.length > 10_000, response?.headers.get('cache-control')]).toEqual(['%PDF-', true, 'private, no-store']);
  });

  it('of a unit are seen by its leader, with everything below it and nothing beside', async () => {
    await using w = await trained();
    const leader = await w.person(w.units.ward, [w.under('UNIT_LEADER', w.units.ward)]);
    const browser = await visit(w, leader);
    const { data } = await browser.get(unit.loader as never, '/units/training');
    const view = data as { unit: { people: { id: string; periods: number }[]; total: number; count: number } };
    expect([view.unit.people.find(({ id }) => id === w.anna.id)?.periods, view.unit.total]).toEqual([9.5, 9.5]);
    expect(pageFaults(await browser.see(as(unit), '/units/training'))).toEqual([]);
    expect((await browser.get(unit.loader as never, `/units/training?unit=${w.units.other}`)).status).toBe(404);
    expect((await browser.get(person.loader as never, '/x', { person: w.anna.id })).status).toBe(200);
    const beside = await w.person(w.units.other);
    for (const module of [person, personPdf]) expect((await browser.get(module.loader as never, '/x', { person: beside.id })).status).toBe(404);
  });

  it('of others are not read by learners', async () => {
    await using w = await trained();
    const browser = await visit(w, w.berta);
    for (const module of [unit, unitCsv, person, personPdf]) expect((await browser.get(module.loader as never, '/x', { person: w.anna.id })).status).toBe(403);
  });

  it('come as a table that a spreadsheet opens and does not calculate', async () => {
    await using w = await trained();
    await w.db.updateTable('user_account').set({ full_name: '=HYPERLINK("x")', staff_no: '00123' }).where('id', '=', w.anna.id).execute();
    const leader = await w.person(w.units.ward, [w.under('UNIT_LEADER', w.units.ward)]);
    const { response } = await (await visit(w, leader)).get(unitCsv.loader as never, '/units/training/csv');
    const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
    const text = bytes.toString();
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(text.split('\r\n')[0]).toBe('\ufeffMã số cán bộ;Họ và tên;Chức vụ;Đơn vị;Năm;Khoá;Lớp;Số tiết');
    expect(text).toContain(`"=""00123""";"'=HYPERLINK(""x"")"`);
    expect(text).toContain(';2026;1;1;9,5\r\n');
  });

  it('count sessions of half periods exactly', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 3, sessions: usualSessions.map((session) => ({ ...session, periods: 2.5 })) });
    const anna = await w.join(id);
    for (const [at, session] of (await w.sessions(id)).entries()) {
      w.at(`2026-12-0${2 + at}T08:05`);
      await checkIn(w.ports, anna, session.id);
    }
    w.at('2026-12-04T08:00');
    expect(wordsOf(await (await visit(w, anna)).see(as(own), '/training-record'))).toContain('Tổng số tiết 5 ');
  });
});
