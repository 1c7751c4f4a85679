import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { remindedWorld, reminderFaults, remindersOf } from '../../../tests/world/reminders.ts';
import { getNotice } from '../../messaging/queries/inbox.server.ts';
import { messageCounts } from '../../messaging/queries/message-counts.server.ts';
import { savePreferences } from '../../messaging/commands/read-notice.server.ts';
import { renderMail } from '../../messaging/channels/email-content.ts';
import { settleCourse } from './settle-course.server.ts';
import { withdrawReminders } from './withdraw-reminders.server.ts';

const monday = '2026-11-23T01:00:00.000Z';
const none = { messages: 0, people: 0, againAt: null };
type World = Awaited<ReturnType<typeof remindedWorld>>;
const messages = (w: World) => w.db.selectFrom('message').selectAll().where('source_type', '=', 'REMINDER').orderBy('send_at').orderBy('id').execute();
const states = async (w: World, userId: string) => (await w.db.selectFrom('delivery').select(['channel', 'state', 'detail']).where('recipient_id', '=', userId).orderBy('channel').execute()).map((row) => `${row.channel} ${row.state} ${row.detail}`);
/** Does everything of the course, as its reader would. */
async function finish(w: World, userId: string): Promise<void> {
  for (const at of w.course.lessons.keys()) await happened(w.db, userId, w.course, w.now(), facts.completed(w.course, at));
  for (const at of w.course.assessments.keys()) await happened(w.db, userId, w.course, w.now(), facts.submitted(w.course, at, 9));
  await w.db.transaction().execute((tx) => settleCourse(tx, { userId, courseId: w.course.courseId, now: w.now(), secret: 'x'.repeat(32), source: 'web' }));
}

describe('a run of reminders', () => {
  it('writes one message a week before the due day, for eight in the morning, until midnight', async () => {
    await using w = await remindedWorld(monday);
    const people = [await w.learner(), await w.learner(), await w.learner({ dueOn: '2026-12-31' }), await w.learner({ dueOn: null })];
    expect(await w.run()).toEqual({ ...none, messages: 1, people: 2 });
    const [message] = await messages(w);
    expect(message).toMatchObject({ topic: 'TRAINING', is_duty: 1, urgency: 'NORMAL', send_at: '2026-11-23T01:00:00.000Z', not_after: '2026-11-23T17:00:00.000Z', created_by: null });
    expect((await remindersOf(w.db)).map((row) => [row.userId, row.step, row.day]).toSorted()).toEqual(people.slice(0, 2).map(({ id }) => [id, 'before-7', '2026-11-23']).toSorted());
    expect(await w.send()).toBe(2);
    expect(await reminderFaults(w.db)).toEqual([]);
  });

  it('comes again at eight when it comes earlier, and writes nothing before', async () => {
    await using w = await remindedWorld('2026-11-22T22:00:00.000Z');
    await w.learner();
    expect([await w.run(), await w.run()]).toEqual([{ ...none, againAt: monday }, { ...none, againAt: monday }]);
    expect(await messages(w)).toEqual([]);
    w.clock.set(monday);
    expect(await w.run()).toEqual({ ...none, messages: 1, people: 1 });
  });

  it('says course, due day, minutes left and the way there, in the reader’s language, and that a mandatory course cannot be opted out of', async () => {
    await using w = await remindedWorld(monday);
    const [half, fresh] = [await w.learner(), await w.learner()];
    await w.db.updateTable('user_account').set({ locale: 'en' }).where('id', '=', fresh.id).execute();
    await savePreferences(w.db, fresh.id, new Set(), monday);
    await happened(w.db, half.id, w.course, monday, facts.completed(w.course, 0));
    await happened(w.db, half.id, w.course, monday, facts.read(w.course, 1, 60, 500));
    await w.run();
    await w.send();
    const mails = new Map(w.sink.got.map((letter) => [letter.recipient.id, renderMail(letter, { baseUrl: 'https://hoc06.example', unsubscribeUrl: null })]));
    // 10 + 8 + 6 minutes of lessons and two tests of a quarter of an hour.
    expect(mails.get(half.id)?.subject).toBe('Nhắc học: An toàn thông tin, hạn 30/11/2026');
    expect(mails.get(half.id)?.text).toMatch(/An toàn thông tin.* có hạn hoàn thành 30\/11\/2026, còn 7 ngày\. Đây là khoá học bắt buộc\. Phần còn lại mất khoảng 40 phút\./s);
    expect(mails.get(half.id)?.text).toContain('https://hoc06.example/courses/an-toan');
    expect(mails.get(fresh.id)?.text).toMatch(/is due on 30\/11\/2026, in 7 days\. This course is mandatory\. What is left takes about 54 minutes\..*cannot unsubscribe/s);
    const [message] = await messages(w);
    const notice = await getNotice(w.db, half.id, message?.id ?? '');
    expect([notice.variables, notice.is_duty, notice.content.link, notice.reason.vi]).toEqual([{ phut: '40' }, 1, '/courses/an-toan', 'khoá học này được giao bắt buộc cho Anh/Chị']);
  });

  it('asks nobody to hear of a voluntary course by mail who does not want to, and tells the two apart', async () => {
    await using w = await remindedWorld(monday);
    const [mandatory, voluntary] = [await w.learner(), await w.learner({ isMandatory: false })];
    for (const { id } of [mandatory, voluntary]) await savePreferences(w.db, id, new Set(), monday);
    expect(await w.run()).toEqual({ ...none, messages: 2, people: 2 });
    expect(await w.send()).toBe(1);
    expect([await states(w, mandatory.id), await states(w, voluntary.id)]).toEqual([['EMAIL ACCEPTED null', 'IN_APP DELIVERED null'], ['EMAIL SUPPRESSED OPTED_OUT', 'IN_APP DELIVERED null']]);
    expect((await messages(w)).map((message) => message.is_duty).toSorted()).toEqual([0, 1]);
  });

  it('leaves out whoever has finished, is not enrolled any more, has left, is disabled, or was enrolled too late', async () => {
    await using w = await remindedWorld(monday);
    const [done, cancelled, left, disabled, here] = [await w.learner(), await w.learner(), await w.learner(), await w.learner(), await w.learner()];
    await w.learner({ enrolledAt: '2026-11-22T20:00:00.000Z' });
    await finish(w, done.id);
    await w.db.updateTable('enrollment').set({ cancelled_at: monday }).where('user_id', '=', cancelled.id).execute();
    await w.db.updateTable('user_account').set({ left_on: '2026-11-23' }).where('id', '=', left.id).execute();
    await w.db.updateTable('user_account').set({ disabled_at: monday }).where('id', '=', disabled.id).execute();
    const retired = await makeCourse(w.db, { retired: true });
    await enrolled(w.db, here.id, retired, { dueOn: '2026-11-30', now: '2026-01-05T01:00:00.000Z' });
    expect(await w.run()).toEqual({ ...none, messages: 1, people: 1 });
    expect((await remindersOf(w.db)).map((row) => row.userId)).toEqual([here.id]);
  });

  it('writes nothing twice: run again, in the afternoon, after the message was sent', async () => {
    await using w = await remindedWorld(monday);
    await w.learner();
    expect([(await w.run()).people, (await w.run()).people]).toEqual([1, 0]);
    w.clock.set('2026-11-23T05:00:00.000Z');
    await w.send();
    expect((await Promise.all([w.run(), w.run()])).map((report) => report.people)).toEqual([0, 0]);
    expect([await messages(w).then((rows) => rows.length), await reminderFaults(w.db)]).toEqual([1, []]);
  });

  it('gives somebody who comes into it later on the same morning a message of her own', async () => {
    await using w = await remindedWorld(monday);
    await w.learner();
    await w.run();
    const second = await w.learner();
    expect(await w.run()).toEqual({ ...none, messages: 1, people: 1 });
    expect(await w.send()).toBe(2);
    expect(await states(w, second.id)).toEqual(['EMAIL ACCEPTED null', 'IN_APP DELIVERED null']);
    expect(await reminderFaults(w.db)).toEqual([]);
  });

  it('comes late with the newest step only, at once by day and not any more in the evening', async () => {
    await using w = await remindedWorld('2026-11-30T03:30:00.000Z');
    await w.learner();
    expect(await w.run()).toEqual({ ...none, messages: 1, people: 1 });
    expect((await messages(w))[0]?.send_at).toBe('2026-11-30T03:30:00.000Z');
    expect((await remindersOf(w.db)).map((row) => row.step)).toEqual(['due']);
    await w.learner();
    w.clock.set('2026-11-30T10:00:00.000Z');
    expect((await w.run()).people).toBe(0);
    w.clock.set('2026-12-01T01:00:00.000Z');
    expect((await w.run()).people).toBe(1);
    expect((await messages(w)).at(-1)?.content).toContain('có hạn hoàn thành hôm qua, 30/11/2026');
  });

  it('is silent at weekends and on public holidays, unless the policy says otherwise', async () => {
    await using w = await remindedWorld('2027-01-01T01:00:00.000Z');
    await w.learner({ dueOn: '2027-01-02' });
    expect((await w.run()).people).toBe(0);
    await w.policy({ workingDaysOnly: false });
    expect((await w.run()).people).toBe(1);
  });

  it('follows the policy of its day', async () => {
    await using w = await remindedWorld('2026-10-31T02:30:00.000Z');
    await w.policy({ before: [30], hour: '09:30', channels: [], isDuty: false, workingDaysOnly: false }, '2026-10-31');
    await w.learner();
    expect((await w.run()).people).toBe(1);
    const [message] = await messages(w);
    expect([message?.send_at, message?.is_duty, (await remindersOf(w.db))[0]?.step]).toEqual(['2026-10-31T02:30:00.000Z', 0, 'before-30']);
    expect(await w.db.selectFrom('message_channel').select('channel').execute()).toEqual([{ channel: 'IN_APP' }]);
  });

  it('takes titles as words, however they look', async () => {
    await using w = await remindedWorld(monday);
    const title = `**Đậm** [x](https://evil.example) <script> {{ten}} ${'dài '.repeat(40)}`;
    await w.learner({ of: await makeCourse(w.db, { title }) });
    await w.run();
    await w.send();
    const [letter] = w.sink.got;
    const { html, text, subject } = renderMail(letter!, { baseUrl: 'https://hoc06.example', unsubscribeUrl: null });
    expect([html.includes('href="https://evil.example'), html.includes('<script>'), text.includes('**Đậm** [x](https://evil.example) <script> {{ten}}'), [...subject].length <= 150]).toEqual([false, false, true, true]);
  });
});

describe('whoever finishes between writing and sending', () => {
  it('gets none, by no channel, and the states still add up', async () => {
    await using w = await remindedWorld(monday);
    const [quick, slow] = [await w.learner(), await w.learner()];
    await w.run();
    await finish(w, quick.id);
    expect(await w.send()).toBe(1);
    expect([await states(w, quick.id), await states(w, slow.id)]).toEqual([['EMAIL CANCELLED COMPLETED', 'IN_APP CANCELLED COMPLETED'], ['EMAIL ACCEPTED null', 'IN_APP DELIVERED null']]);
    const [message] = await messages(w);
    for (const { states: by, waiting } of (await messageCounts(w.db, message?.id ?? '')).channels) expect(waiting + Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('has a mail that still waits stopped', async () => {
    await using w = await remindedWorld(monday);
    const person = await w.learner();
    await w.run();
    await w.db.insertInto('channel_pause').values({ channel: 'EMAIL', paused_at: monday, reason: 'thử' }).execute();
    await w.send();
    await finish(w, person.id);
    await w.db.deleteFrom('channel_pause').execute();
    expect([await w.send(), await states(w, person.id)]).toEqual([0, ['EMAIL CANCELLED COMPLETED', 'IN_APP DELIVERED null']]);
  });

  it('keeps reminders of her other courses', async () => {
    await using w = await remindedWorld(monday);
    const person = await w.learner();
    const other = await makeCourse(w.db);
    await enrolled(w.db, person.id, other, { dueOn: '2026-11-30', now: '2026-01-05T01:00:00.000Z' });
    await w.run();
    await w.db.transaction().execute((tx) => withdrawReminders(tx, { userId: person.id, courseId: w.course.courseId, now: w.now(), why: 'NOT_ENROLLED' }));
    expect(await w.send()).toBe(1);
    expect((await states(w, person.id)).toSorted()).toEqual(['EMAIL ACCEPTED null', 'EMAIL CANCELLED NOT_ENROLLED', 'IN_APP CANCELLED NOT_ENROLLED', 'IN_APP DELIVERED null']);
  });
});

describe('over a long time', () => {
  it('whatever the machine does, each step comes once and only the newest of what was missed', async () => {
    const morning = fc.record({ isUp: fc.boolean(), hour: fc.integer({ min: 0, max: 23 }), runs: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(fc.asyncProperty(fc.array(morning, { minLength: 40, maxLength: 40 }), async (mornings) => {
      await using w = await remindedWorld('2026-11-14T17:00:00.000Z');
      await w.learner();
      await w.learner({ dueOn: '2026-12-05' });
      const start = w.clock.now().getTime();
      for (const [day, { isUp, hour, runs }] of mornings.entries()) {
        w.clock.set(new Date(start + day * 86_400_000 + hour * 3_600_000).toISOString());
        const before = (await remindersOf(w.db)).length;
        for (let run = 0; isUp && run < runs; run += 1) await w.run();
        // Two people: nobody gets more than one a day, however often it ran.
        expect((await remindersOf(w.db)).length - before).toBeLessThanOrEqual(isUp ? 2 : 0);
      }
      expect(await reminderFaults(w.db)).toEqual([]);
    }), { numRuns: 12 });
  });

  it('thirteen months of a small world leave nobody with a step twice', async () => {
    await using w = await remindedWorld('2026-01-04T17:00:00.000Z');
    const courses = [w.course, await makeCourse(w.db), await makeCourse(w.db)];
    let chance = 7;
    const dice = (sides: number) => (chance = (chance * 48_271) % 2_147_483_647) % sides;
    const people: { id: string }[] = [];
    let finished = 0;
    for (let day = 0; day < 396; day += 1) {
      const today = w.now();
      const dueOn = new Date(Date.parse(today) + (10 + dice(60)) * 86_400_000).toISOString().slice(0, 10);
      if (day % 9 === 0) people.push(await w.learner({ of: courses[dice(3)]!, dueOn, isMandatory: dice(4) > 0, enrolledAt: today }));
      const somebody = people[dice(people.length)]!;
      if (dice(25) === 0) await happened(w.db, somebody.id, courses[dice(3)]!, today, facts.courseDone(courses[0]!)).then(() => (finished += 1));
      if (dice(60) === 0) await w.db.updateTable('enrollment').set({ due_on: dueOn }).where('user_id', '=', somebody.id).execute();
      if (dice(80) === 0) await w.db.updateTable('user_account').set({ disabled_at: dice(2) ? today : null }).where('id', '=', somebody.id).execute();
      // Down on some days, up twice on others, at odd hours.
      w.clock.pass({ minutes: 420 + dice(180) });
      if (dice(10) > 0) for (let run = 0; run <= dice(2); run += 1) await w.run();
      w.clock.pass({ minutes: 10 + dice(400) });
      await w.send();
      w.clock.set(new Date(Date.parse(today) + 86_400_000).toISOString());
    }
    const written = await remindersOf(w.db);
    expect(written.length).toBeGreaterThan(80);
    expect(finished).toBeGreaterThan(5);
    expect(new Set(written.map(({ step }) => step)).size).toBeGreaterThan(6);
    expect(await reminderFaults(w.db)).toEqual([]);
    expect(w.sink.got.length).toBe(new Set(w.sink.got.map((letter) => letter.deliveryId)).size);
    for (const { id } of await messages(w)) {
      const { audience, channels } = await messageCounts(w.db, id);
      for (const { states: by, waiting } of channels) expect(waiting + Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(audience);
    }
  });
});
