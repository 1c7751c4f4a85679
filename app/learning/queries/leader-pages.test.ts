import { describe, expect, it } from 'vitest';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { escalationsOf, ledWorld } from '../../../tests/world/escalations.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { plusDays } from '../../platform/days.ts';
import { escalationsPage, type EscalationsQuestion } from './escalations-page.server.ts';
import { digestHistory, escalationHistory } from './leader-history.server.ts';
import { leaderNotice } from './leader-notice.server.ts';
import { leaderPreview } from './leader-preview.server.ts';
import { reminderCalendar } from './reminder-calendar.server.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const all = (role: Grant['role']): Grant[] => [{ role, scope: 'ALL', unitId: null }];

async function world(start = '2026-12-07T01:30:00.000Z') {
  const w = await ledWorld(start);
  const trainer = await makePerson(w.db, { unitId: w.units.province, grants: all('TRAINING_ADMIN') });
  const part = await makePerson(w.db, { unitId: w.units.hoaLu, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.hoaLu }] });
  const reading = () => ({ at: w.now(), today: dayIn(timeZone, w.clock.now()), timeZone });
  const preview = (day: string, actor: Actor = trainer, unit?: string) => leaderPreview(w.db, actor, { day, unit }, { ...reading(), locale: 'vi', baseUrl: 'https://hoc06.example' });
  const list = (question: Partial<EscalationsQuestion> = {}, actor: Actor = trainer) => escalationsPage(w.db, actor, { page: 1, ...question }, reading());
  const told = (question: { unit?: string; course?: string; page?: number } = {}, actor: Actor = trainer) => escalationHistory(w.db, actor, { page: 1, ...question }, reading());
  const weeks = (actor: Actor = trainer) => digestHistory(w.db, actor, { page: 1 }, reading());
  const calendar = (actor: Actor = trainer) => reminderCalendar(w.db, actor, {}, reading());
  const noticeIds = async (leaderId: string) => (await w.db.selectFrom('escalation_notice').select('id').where('leader_id', '=', leaderId).execute()).map(({ id }) => id);
  const notice = (id: string, actor: Actor, page = 1) => leaderNotice(w.db, actor, id, { page }, reading());
  return Object.assign(w, { trainer, part, preview, list, told, weeks, calendar, noticeIds, notice });
}

describe('the dry run of what leaders are told', () => {
  it('shows each leader with the people of hers, first those who have none, with the words; and writes nothing', async () => {
    await using w = await world();
    await w.db.updateTable('role_assignment').set({ revoked_at: '2026-12-01T00:00:00.000Z' }).where('user_id', '=', w.leaders.province.id).execute();
    for (const fullName of ['Trần Văn Đạt', 'Lê Thị An']) await w.learner({ fullName });
    await w.learner({ fullName: 'Bùi Minh Châu', unitId: w.units.tamDiep });
    const found = await w.preview('2026-12-07');
    expect(found).toMatchObject({ people: 3, unled: 1, total: 1, hour: '08:00' });
    expect(found.notices.map(({ leader, people }) => [leader?.fullName ?? null, people.map(({ fullName }) => fullName)])).toEqual([[null, ['Bùi Minh Châu']], ['Lê Thị Văn Phòng', ['Lê Thị An', 'Trần Văn Đạt']]]);
    expect(found.noticeSample?.subject).toBe('Báo quá hạn: An toàn thông tin, 2 người');
    expect([await escalationsOf(w.db), await w.db.selectFrom('message').selectAll().execute()]).toEqual([[], []]);
  });

  it('tells any day ahead exactly as the runs then do, when nobody finishes, and so does the calendar', async () => {
    await using w = await world();
    const other = await makeCourse(w.db, { slug: 'khac' });
    for (const dueOn of ['2026-11-25', '2026-11-30', '2026-12-05', '2026-12-12']) await w.learner({ dueOn });
    for (const dueOn of ['2026-11-29', '2026-12-10']) await w.learner({ of: other, dueOn, unitId: w.units.hoaLu });
    await w.policy({ escalation: { first: 5, every: 9, times: 4 }, digest: { weekday: 4, hour: '09:00' } }, '2026-12-14');
    const foretold = new Map((await w.calendar()).days.map(({ day, escalations, digests }) => [day, [escalations.reduce((sum, { count }) => sum + count, 0), digests]]));
    for (let day = '2026-12-07'; day < '2027-01-05'; day = plusDays(day, 1)) {
      w.clock.set(`${day}T03:00:00.000Z`);
      const { people, total, digests } = await w.preview(day);
      const before = await escalationsOf(w.db);
      const run = await w.escalate();
      const digest = await w.digest();
      expect([day, run.people, run.notices, digest.digests]).toEqual([day, people, total, digests]);
      expect([day, ...(foretold.get(day) ?? [])]).toEqual([day, people, digests]);
      expect((await escalationsOf(w.db)).length - before.length).toBe(people);
    }
    expect((await escalationsOf(w.db)).length).toBeGreaterThan(8);
  });

  it('says who would get the figures of the week, with the words of the first', async () => {
    await using w = await world('2026-12-06T01:00:00.000Z');
    await w.learner();
    expect(await w.preview('2026-12-07')).toMatchObject({ digests: 3, digestHour: '08:30', digestSample: { subject: 'Tổng hợp học tập tuần, đến 07/12/2026' } });
    expect((await w.preview('2026-12-08')).digests).toBe(0);
    expect((await w.preview('2026-12-07', w.part)).digests).toBe(2);
  });

  it('is about the people of the reader’s units only', async () => {
    await using w = await world();
    await w.learner();
    await w.learner({ unitId: w.units.tamDiep });
    expect([(await w.preview('2026-12-07')).people, (await w.preview('2026-12-07', w.part)).people, (await w.preview('2026-12-07', w.trainer, w.units.tamDiep)).people]).toEqual([2, 1, 1]);
    await expect(w.preview('2026-12-07', w.part, w.units.tamDiep)).rejects.toThrow(/not-found/);
  });
});

describe('what leaders were told', () => {
  it('stands by day and course, with the states of every notice, which add up', async () => {
    await using w = await world();
    await w.learner();
    await w.learner({ unitId: w.units.hoaLu });
    await w.db.updateTable('user_account').set({ email: null }).where('id', '=', w.leaders.ward.id).execute();
    await w.escalate();
    const waiting = await w.told();
    expect(waiting.days).toMatchObject([{ day: '2026-12-07', slug: 'an-toan', people: 2, notices: 2, unled: 0, channels: [{ channel: 'IN_APP', waiting: 2 }, { channel: 'EMAIL', waiting: 2 }] }]);
    await w.send();
    expect((await w.told()).days[0]?.channels).toMatchObject([{ channel: 'IN_APP', waiting: 0, states: { DELIVERED: 2 } }, { channel: 'EMAIL', waiting: 0, states: { ACCEPTED: 1, SUPPRESSED: 1 } }]);
    expect((await w.told({ course: 'khac' })).days).toEqual([]);
  });

  it('is counted for the reader’s units only', async () => {
    await using w = await world();
    await w.learner();
    await w.learner({ unitId: w.units.tamDiep });
    await w.escalate();
    expect((await w.told({}, w.part)).days).toMatchObject([{ people: 1, notices: 1, channels: [{ waiting: 1 }, { waiting: 1 }] }]);
    const stranger = await makePerson(w.db, { grants: [{ role: 'AUDITOR', scope: 'SUBTREE', unitId: await makeUnit(w.db) }] });
    expect((await w.told({}, stranger)).count).toBe(0);
  });

  it('of the week stands by week, with those for whom there was nothing to say', async () => {
    await using w = await world();
    await w.learner({ unitId: w.units.tamDiep });
    await w.digest();
    expect((await w.weeks()).days).toMatchObject([{ week: '2026-12-07', day: '2026-12-07', digests: 1, silent: 2, channels: [{ channel: 'IN_APP', waiting: 1 }, { channel: 'EMAIL', waiting: 1 }] }]);
    expect((await w.weeks(w.part)).days).toMatchObject([{ digests: 0, silent: 2, channels: [] }]);
  });

  it('goes over pages', async () => {
    await using w = await world();
    for (let at = 0; at < 12; at += 1) await w.learner({ of: await makeCourse(w.db), dueOn: '2026-11-30' });
    await w.escalate();
    expect([await w.told(), await w.told({ page: 2 }), await w.told({ page: 99 })].map(({ days, page, pages }) => [days.length, page, pages])).toEqual([[10, 1, 2], [2, 2, 2], [2, 2, 2]]);
  });
});

describe('the administrator’s list', () => {
  it('names who was told of whom at which step, and how it stands now', async () => {
    await using w = await world();
    const [late, done, ended] = [await w.learner({ fullName: 'Trần Muộn' }), await w.learner({ fullName: 'Lê Xong' }), await w.learner({ fullName: 'Bùi Thôi' })];
    await w.escalate();
    await happened(w.db, done.id, w.course, w.now(), facts.courseDone(w.course));
    await w.db.updateTable('enrollment').set({ cancelled_at: w.now() }).where('user_id', '=', ended.id).execute();
    const { rows, unled } = await w.list();
    expect(rows.map(({ fullName, state, leaders, step, day, unitName, above }) => [fullName, state, leaders, step, day, unitName, above]).toSorted()).toEqual([['Bùi Thôi', 'ended'], ['Lê Xong', 'done'], ['Trần Muộn', 'late']].map((row) => [...row, ['Lê Thị Văn Phòng'], 'after-7', '2026-12-07', 'Văn phòng phường Hoa Lư', 'UBND phường Hoa Lư']));
    expect([unled, late.id.length > 0]).toEqual([0, true]);
  });

  it('keeps those without a leader in sight until they finish or have one, by unit', async () => {
    await using w = await world();
    await w.db.updateTable('role_assignment').set({ revoked_at: '2026-12-01T00:00:00.000Z' }).where('user_id', '=', w.leaders.province.id).execute();
    const [one, two] = [await w.learner({ unitId: w.units.tamDiep }), await w.learner({ unitId: w.units.tamDiep })];
    const nowhere = await w.learner();
    await w.db.updateTable('membership').set({ valid_to: '2026-12-01' }).where('user_id', '=', nowhere.id).execute();
    await w.learner();
    await w.escalate();
    const before = await w.list({ led: 'none' });
    expect([before.unled, before.count, before.rows.map(({ leaders }) => leaders)]).toEqual([3, 3, [[], [], []]]);
    expect(before.unledUnits.map(({ name, n }) => [name, n])).toEqual([['UBND phường Tam Điệp', 2], [null, 1]]);
    await happened(w.db, one.id, w.course, w.now(), facts.courseDone(w.course));
    expect((await w.list()).unled).toBe(2);
    await w.leaderOf(w.units.tamDiep);
    w.clock.set('2026-12-21T01:00:00.000Z');
    await w.escalate();
    const after = await w.list({ led: 'none' });
    expect([after.unled, after.rows.map(({ unitName }) => unitName), (await w.list()).rows.filter(({ step }) => step === 'after-21').length]).toEqual([1, [null], 3]);
    expect(two.id.length > 0).toBe(true);
  });

  it('is narrowed by unit, course and day, and never shows people of other units', async () => {
    await using w = await world();
    await w.learner({ fullName: 'Người nhà' });
    await w.learner({ fullName: 'Người ngoài', unitId: w.units.tamDiep });
    await w.escalate();
    const names = async (question: Partial<EscalationsQuestion>, actor?: Actor) => (await w.list(question, actor)).rows.map(({ fullName }) => fullName);
    expect([await names({}, w.part), await names({ unit: w.units.tamDiep }), await names({ day: '2026-12-08' }), await names({ course: 'khac' }), (await names({ course: 'an-toan', day: '2026-12-07' })).length]).toEqual([['Người nhà'], ['Người ngoài'], [], [], 2]);
    await expect(w.list({ unit: w.units.tamDiep }, w.part)).rejects.toThrow(/not-found/);
  });
});

describe('the list behind a leader’s notice', () => {
  it('names her people as they stand now, late ones first', async () => {
    await using w = await world();
    const done = await w.learner({ fullName: 'An Xong' });
    await w.learner({ fullName: 'Yến Muộn' });
    await w.escalate();
    await happened(w.db, done.id, w.course, w.now(), facts.courseDone(w.course));
    const [id = ''] = await w.noticeIds(w.leaders.office.id);
    const shown = await w.notice(id, w.leaders.office);
    expect(shown).toMatchObject({ slug: 'an-toan', title: 'An toàn thông tin', day: '2026-12-07', counts: { late: 1, open: 0, done: 1, ended: 0 }, elsewhere: 0 });
    expect(shown.people.map(({ fullName, state, completedAt }) => [fullName, state, completedAt])).toEqual([['Yến Muộn', 'late', null], ['An Xong', 'done', w.now()]]);
  });

  it('is not there for anybody else: another leader, an administrator, a leader who leads no longer', async () => {
    await using w = await world();
    await w.learner();
    await w.escalate();
    const [id = ''] = await w.noticeIds(w.leaders.office.id);
    for (const actor of [w.leaders.ward, w.leaders.province, w.trainer, { ...w.leaders.office, grants: [] }, { ...w.leaders.office, grants: all('TRAINING_ADMIN') }]) await expect(w.notice(id, actor)).rejects.toThrow(/not-found/);
    for (const none of ['0193f0a0-0000-7000-8000-000000000001', "' or 1=1 --"]) await expect(w.notice(none, w.leaders.office)).rejects.toThrow(/not-found/);
  });

  it('does not name who belongs to other units by now', async () => {
    await using w = await world();
    const gone = await w.learner({ fullName: 'Người Chuyển Đi' });
    await w.learner();
    await w.escalate();
    await w.db.updateTable('membership').set({ unit_id: w.units.tamDiep }).where('user_id', '=', gone.id).execute();
    const [id = ''] = await w.noticeIds(w.leaders.office.id);
    const shown = await w.notice(id, w.leaders.office);
    expect([shown.elsewhere, shown.counts.late, JSON.stringify(shown.people).includes('Chuyển Đi')]).toEqual([1, 1, false]);
  });

  it('of a round that was renewed since is done, and pages hold fifty', async () => {
    await using w = await world();
    for (let at = 0; at < 53; at += 1) await w.learner();
    await w.escalate();
    const [id = ''] = await w.noticeIds(w.leaders.office.id);
    const pages = [await w.notice(id, w.leaders.office), await w.notice(id, w.leaders.office, 2), await w.notice(id, w.leaders.office, 99)];
    expect(pages.map(({ people, page }) => [people.length, page])).toEqual([[50, 1], [3, 2], [3, 2]]);
    const { enrollment_id: first } = await w.db.selectFrom('escalation').select('enrollment_id').executeTakeFirstOrThrow();
    const row = await w.db.selectFrom('enrollment').selectAll().where('id', '=', first).executeTakeFirstOrThrow();
    await w.db.updateTable('enrollment').set({ cancelled_at: w.now() }).where('id', '=', first).execute();
    await w.db.insertInto('enrollment').values({ ...row, id: 'next', round: 2, renews_id: first }).execute();
    expect((await w.notice(id, w.leaders.office)).counts).toEqual({ late: 52, open: 0, done: 1, ended: 0 });
  });

  it('says when the due day was put off', async () => {
    await using w = await world();
    const { id: userId } = await w.learner();
    await w.escalate();
    await w.db.updateTable('enrollment').set({ due_on: '2026-12-07' }).where('user_id', '=', userId).execute();
    const [id = ''] = await w.noticeIds(w.leaders.office.id);
    expect((await w.notice(id, w.leaders.office)).counts).toEqual({ late: 0, open: 1, done: 0, ended: 0 });
    expect((await w.list()).rows[0]?.state).toBe('open');
  });

  it('holds two courses apart', async () => {
    await using w = await world();
    const { id: userId } = await w.learner();
    await enrolled(w.db, userId, await makeCourse(w.db), { dueOn: '2026-11-30', now: '2026-01-05T01:00:00.000Z' });
    await w.escalate();
    expect((await w.noticeIds(w.leaders.office.id))).toHaveLength(2);
  });
});
