import { describe, expect, it } from 'vitest';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { escalationsOf, lead, ledWorld, listDoubles, type LedWorld } from '../../../tests/world/escalations.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { renderMail } from '../../messaging/channels/email-content.ts';
import { savePreferences } from '../../messaging/commands/read-notice.server.ts';
import { messageCounts } from '../../messaging/queries/message-counts.server.ts';
import { settleCourse } from './settle-course.server.ts';
import { withdrawReminders } from './withdraw-reminders.server.ts';

const nothing = { notices: 0, people: 0, unled: 0, againAt: null };
const messages = (w: LedWorld) => w.db.selectFrom('message').selectAll().where('source_type', '=', 'NOTICE').orderBy('id').execute();
const states = async (w: LedWorld, userId: string) => (await w.db.selectFrom('delivery').select(['channel', 'state', 'detail']).where('recipient_id', '=', userId).orderBy('channel').execute()).map((row) => `${row.channel} ${row.state} ${row.detail}`);
async function finish(w: LedWorld, userId: string): Promise<void> {
  for (const at of w.course.lessons.keys()) await happened(w.db, userId, w.course, w.now(), facts.completed(w.course, at));
  for (const at of w.course.assessments.keys()) await happened(w.db, userId, w.course, w.now(), facts.submitted(w.course, at, 9));
  await w.db.transaction().execute((tx) => settleCourse(tx, { userId, courseId: w.course.courseId, now: w.now(), secret: 'x'.repeat(32), source: 'web' }));
}

describe('telling leaders who is late', () => {
  it('a week after the due day tells the nearest leader, in one notice with all of them, and nobody else', async () => {
    await using w = await ledWorld();
    const people = [await w.learner(), await w.learner(), await w.learner({ dueOn: '2026-12-06' }), await w.learner({ dueOn: null })];
    expect(await w.escalate()).toEqual({ ...nothing, notices: 1, people: 2 });
    expect((await escalationsOf(w.db)).toSorted((one, other) => one.userId.localeCompare(other.userId))).toEqual(people.slice(0, 2).map(({ id }) => ({ userId: id, step: 'after-7', day: '2026-12-07', leaderId: w.leaders.office.id })).toSorted((one, other) => one.userId.localeCompare(other.userId)));
    const [message] = await messages(w);
    expect(message).toMatchObject({ topic: 'TRAINING', is_duty: 1, urgency: 'NORMAL', send_at: '2026-12-07T01:00:00.000Z', not_after: '2026-12-09T17:00:00.000Z', created_by: null });
    expect(await w.send()).toBe(1);
    expect(await states(w, w.leaders.office.id)).toEqual(['EMAIL ACCEPTED null', 'IN_APP DELIVERED null']);
    expect(await listDoubles(w.db)).toEqual([]);
  });

  it('writes counts into the mail and no name, with a link to the names', async () => {
    await using w = await ledWorld();
    await w.learner({ fullName: 'Bùi Thị Chậm Trễ' });
    await w.escalate();
    await w.send();
    const mail = renderMail(w.sink.got[0]!, { baseUrl: 'https://hoc06.example', unsubscribeUrl: null });
    const { id } = await w.db.selectFrom('escalation_notice').select('id').executeTakeFirstOrThrow();
    expect(mail.subject).toBe('Báo quá hạn: An toàn thông tin, 1 người');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(`https://hoc06.example/units/escalations/${id}`);
      expect(part).not.toContain('Chậm Trễ');
    }
    expect((await messages(w))[0]?.content).not.toContain('Chậm');
  });

  it('climbs one level a fortnight later, and says so; the third stays there, and there is no fourth', async () => {
    await using w = await ledWorld();
    const { id: userId } = await w.learner();
    for (const [day, leader] of [['2026-12-07', w.leaders.office], ['2026-12-21', w.leaders.ward], ['2027-01-04', w.leaders.ward], ['2027-01-18', null], ['2027-02-01', null]] as const) {
      w.clock.set(`${day}T01:00:00.000Z`);
      const before = (await escalationsOf(w.db)).length;
      await w.escalate();
      expect((await escalationsOf(w.db)).slice(before)).toEqual(leader ? [{ userId, step: expect.any(String), day, leaderId: leader.id }] : []);
    }
    expect((await escalationsOf(w.db)).map(({ step }) => step)).toEqual(['after-7', 'after-21', 'after-35']);
    expect((await messages(w)).map(({ content }) => content.includes('lãnh đạo trực tiếp'))).toEqual([false, true, true]);
  });

  it('joins first and second steps of different people into one notice of their common leader', async () => {
    await using w = await ledWorld('2026-12-21T01:00:00.000Z');
    await w.learner();
    await w.learner({ unitId: w.units.hoaLu, dueOn: '2026-12-14' });
    expect(await w.escalate()).toEqual({ ...nothing, notices: 1, people: 2 });
    const [message] = await messages(w);
    expect(message?.content).toMatch(/2 người thuộc phạm vi/);
    expect((await w.db.selectFrom('escalation_notice').select('leader_id').execute())).toEqual([{ leader_id: w.leaders.ward.id }]);
  });

  it('tells every leader of a unit, each in a notice of her own', async () => {
    await using w = await ledWorld();
    const deputy = await w.leaderOf(w.units.office);
    const { id: userId } = await w.learner();
    expect(await w.escalate()).toEqual({ ...nothing, notices: 2, people: 1 });
    expect((await escalationsOf(w.db)).map(({ leaderId }) => leaderId).toSorted()).toEqual([deputy.id, w.leaders.office.id].toSorted());
    expect((await w.db.selectFrom('escalation').select('enrollment_id').execute())).toHaveLength(1);
    expect([userId.length > 0, await listDoubles(w.db)]).toEqual([true, []]);
  });

  it('does not tell a leader, or her deputy, of herself, but the level above', async () => {
    await using w = await ledWorld();
    await w.leaderOf(w.units.office);
    await enrolled(w.db, w.leaders.office.id, w.course, { dueOn: '2026-11-30', now: '2026-01-05T01:00:00.000Z' });
    await w.escalate();
    expect(await escalationsOf(w.db)).toEqual([{ userId: w.leaders.office.id, step: 'after-7', day: '2026-12-07', leaderId: w.leaders.ward.id }]);
  });

  it('keeps whoever has no leader in the books, without a message, and goes on with her next step when there is one', async () => {
    await using w = await ledWorld();
    await w.db.updateTable('role_assignment').set({ revoked_at: '2026-12-01T00:00:00.000Z' }).where('user_id', '=', w.leaders.province.id).execute();
    const { id: userId } = await w.learner({ unitId: w.units.tamDiep });
    expect(await w.escalate()).toEqual({ ...nothing, people: 1, unled: 1 });
    expect([await escalationsOf(w.db), await messages(w)]).toEqual([[{ userId, step: 'after-7', day: '2026-12-07', leaderId: null }], []]);
    expect(await w.escalate()).toEqual(nothing);
    const leader = await w.leaderOf(w.units.tamDiep);
    w.clock.set('2026-12-21T01:00:00.000Z');
    await w.escalate();
    expect((await escalationsOf(w.db)).at(-1)).toEqual({ userId, step: 'after-21', day: '2026-12-21', leaderId: leader.id });
  });

  it('passes over leaders who are out of use, have left, or lead no longer, and units that are closed', async () => {
    await using w = await ledWorld();
    await w.learner();
    await w.db.updateTable('user_account').set({ disabled_at: '2026-12-01T00:00:00.000Z' }).where('id', '=', w.leaders.office.id).execute();
    await w.db.updateTable('user_account').set({ left_on: '2026-12-07' }).where('id', '=', w.leaders.ward.id).execute();
    const closed = await makeUnit(w.db, { parentId: w.units.hoaLu });
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-12-06' }).where('unit_id', '=', closed).execute();
    await w.leaderOf(closed);
    const { id: stranded } = await w.learner({ unitId: closed });
    expect(await w.escalate()).toEqual({ ...nothing, notices: 1, people: 2, unled: 1 });
    expect((await escalationsOf(w.db)).find(({ userId }) => userId === stranded)?.leaderId).toBeNull();
    expect((await escalationsOf(w.db)).find(({ userId }) => userId !== stranded)?.leaderId).toBe(w.leaders.province.id);
  });

  it('leaves out whoever has finished, left, is disabled, not enrolled any more, or learns of her own accord', async () => {
    await using w = await ledWorld();
    const [done, cancelled, left, disabled] = [await w.learner(), await w.learner(), await w.learner(), await w.learner()];
    await w.learner({ isMandatory: false });
    await finish(w, done.id);
    await w.db.updateTable('enrollment').set({ cancelled_at: w.now() }).where('user_id', '=', cancelled.id).execute();
    await w.db.updateTable('user_account').set({ left_on: '2026-12-07' }).where('id', '=', left.id).execute();
    await w.db.updateTable('user_account').set({ disabled_at: w.now() }).where('id', '=', disabled.id).execute();
    expect(await w.escalate()).toEqual(nothing);
  });

  it('comes again at the hour of the rule, is done in the evening, and does nothing when the rule tells nobody', async () => {
    await using w = await ledWorld('2026-12-06T22:05:00.000Z');
    await w.learner();
    expect(await w.escalate()).toEqual({ ...nothing, againAt: '2026-12-07T01:00:00.000Z' });
    w.clock.set('2026-12-07T10:00:00.000Z');
    expect(await w.escalate()).toEqual(nothing);
    w.clock.set('2026-12-08T01:00:00.000Z');
    await w.policy({ escalation: null });
    expect(await w.escalate()).toEqual(nothing);
    await w.policy({ escalation: { first: 8, every: 1, times: 0 }, channels: [], isDuty: false });
    expect((await w.escalate()).people).toBe(1);
    expect([(await messages(w))[0]?.is_duty, await w.db.selectFrom('message_channel').select('channel').execute()]).toEqual([0, [{ channel: 'IN_APP' }]]);
  });

  it('a mandatory notice reaches a leader who wants no mail about training', async () => {
    await using w = await ledWorld();
    await savePreferences(w.db, w.leaders.office.id, new Set(), w.now());
    await w.learner();
    await w.escalate();
    expect(await w.send()).toBe(1);
  });

  it('takes a title as words', async () => {
    await using w = await ledWorld();
    const title = `**Đậm** [x](https://evil.example) <script> {{ten}} ${'dài '.repeat(40)}`;
    await w.learner({ of: await makeCourse(w.db, { title }) });
    await w.escalate();
    await w.send();
    const { html, subject } = renderMail(w.sink.got[0]!, { baseUrl: 'https://hoc06.example', unsubscribeUrl: null });
    expect([html.includes('href="https://evil.example'), html.includes('<script>'), [...subject].length <= 150]).toEqual([false, false, true]);
  });
});

describe('nothing twice', () => {
  it('however often it runs, also twice at once', async () => {
    await using w = await ledWorld();
    for (let count = 0; count < 3; count += 1) await w.learner();
    const reports = await Promise.all([w.escalate(), w.escalate(), w.escalate()]);
    expect(reports.map(({ people }) => people).toSorted()).toEqual([0, 0, 3]);
    expect([(await w.escalate()).people, (await messages(w)).length, await listDoubles(w.db)]).toEqual([0, 1, []]);
  });

  it('a leader who had her notice of the course today gets those who come into it later tomorrow', async () => {
    await using w = await ledWorld();
    await w.learner();
    await w.escalate();
    const { id: second } = await w.learner();
    const { id: elsewhere } = await w.learner({ unitId: w.units.tamDiep });
    expect(await w.escalate()).toEqual({ ...nothing, notices: 1, people: 1 });
    w.clock.set('2026-12-08T01:00:00.000Z');
    expect(await w.escalate()).toEqual({ ...nothing, notices: 1, people: 1 });
    expect((await escalationsOf(w.db)).map(({ userId, day }) => [userId, day]).slice(1)).toEqual(expect.arrayContaining([[elsewhere, '2026-12-07'], [second, '2026-12-08']]));
  });

  it('after three days of standstill comes once, with the newest step only', async () => {
    await using w = await ledWorld('2026-12-22T01:00:00.000Z');
    await w.learner();
    await w.learner({ dueOn: '2026-12-12' });
    expect(await w.escalate()).toEqual({ ...nothing, notices: 2, people: 2 });
    expect((await escalationsOf(w.db)).map(({ step }) => step).toSorted()).toEqual(['after-21', 'after-7']);
    w.clock.set('2026-12-23T01:00:00.000Z');
    expect(await w.escalate()).toEqual(nothing);
  });

  it('is refused by the database itself', async () => {
    await using w = await ledWorld();
    await w.learner();
    await w.escalate();
    const row = await w.db.selectFrom('escalation').selectAll().executeTakeFirstOrThrow();
    const notice = await w.db.selectFrom('escalation_notice').selectAll().executeTakeFirstOrThrow();
    await expect(w.db.insertInto('escalation').values({ ...row, day: '2026-12-08' }).execute()).rejects.toThrow(/UNIQUE/);
    await expect(w.db.insertInto('escalation').values({ ...row, step: 'after-9' }).execute()).rejects.toThrow(/UNIQUE/);
    await expect(w.db.insertInto('escalation').values({ ...row, step: 'after-9', day: '2026-11-30' }).execute()).rejects.toThrow(/CHECK/);
    await expect(w.db.insertInto('escalation').values({ ...row, step: 'manual', day: '2026-12-09' }).execute()).rejects.toThrow(/CHECK/);
    await expect(w.db.insertInto('escalation_notice').values({ ...notice, id: 'x' }).execute()).rejects.toThrow(/UNIQUE/);
    await expect(w.db.insertInto('escalation_named').values({ notice_id: notice.id, enrollment_id: row.enrollment_id, step: 'after-99' }).execute()).rejects.toThrow(/UNIQUE|FOREIGN/);
    for (const table of ['escalation', 'escalation_notice', 'escalation_named'] as const) await expect(w.db.deleteFrom(table).execute()).rejects.toThrow(/append-only|FOREIGN/);
  });
});

describe('when people finish between writing and sending', () => {
  it('the notice is taken back when nobody on it still has to finish, and the states add up', async () => {
    await using w = await ledWorld();
    const [one, two] = [await w.learner(), await w.learner()];
    await w.escalate();
    await finish(w, one.id);
    const [message] = await messages(w);
    expect(await states(w, w.leaders.office.id)).toEqual([]);
    await finish(w, two.id);
    expect(await w.send()).toBe(0);
    expect(await states(w, w.leaders.office.id)).toEqual(['EMAIL CANCELLED COMPLETED', 'IN_APP CANCELLED COMPLETED']);
    for (const { states: by, waiting } of (await messageCounts(w.db, message?.id ?? '')).channels) expect(waiting + Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it('it goes out when somebody else on it has not', async () => {
    await using w = await ledWorld();
    const [one] = [await w.learner(), await w.learner()];
    await w.escalate();
    await finish(w, one.id);
    expect(await w.send()).toBe(1);
  });

  it('somebody whose enrolment ended does not keep it alive, and neither does another course', async () => {
    await using w = await ledWorld();
    const [one, two] = [await w.learner(), await w.learner()];
    const other = await makeCourse(w.db);
    await enrolled(w.db, two.id, other, { dueOn: '2026-11-30', now: '2026-01-05T01:00:00.000Z' });
    await w.escalate();
    await w.db.updateTable('enrollment').set({ cancelled_at: w.now() }).where('user_id', '=', two.id).where('course_id', '=', w.course.courseId).execute();
    await w.db.transaction().execute((tx) => withdrawReminders(tx, { userId: one.id, courseId: w.course.courseId, now: w.now(), why: 'NOT_ENROLLED' }));
    expect(await w.send()).toBe(1);
    expect((await states(w, w.leaders.office.id)).filter((state) => state.includes('NOT_ENROLLED'))).toHaveLength(2);
  });

  it('what has gone out stays', async () => {
    await using w = await ledWorld();
    const { id } = await w.learner();
    await w.escalate();
    await w.send();
    await finish(w, id);
    expect(await states(w, w.leaders.office.id)).toEqual(['EMAIL ACCEPTED null', 'IN_APP DELIVERED null']);
  });
});

it('a leader of the whole province is told where no unit has one', async () => {
  await using w = await ledWorld();
  await w.db.updateTable('role_assignment').set({ revoked_at: '2026-12-01T00:00:00.000Z' }).execute();
  const governor = await makePerson(w.db, { unitId: w.units.province });
  await lead(w.db, governor.id, null);
  await w.learner();
  await w.escalate();
  expect((await escalationsOf(w.db)).map(({ leaderId }) => leaderId)).toEqual([governor.id]);
});
