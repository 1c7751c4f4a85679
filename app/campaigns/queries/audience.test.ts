import { expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { completeLessons, enrol, makeCourse } from '../../../tests/world/learning.ts';
import { aMessage, sinkFor, written } from '../../../tests/world/messages.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { createDispatcher, fanOut } from '../../messaging/index.server.ts';
import { addressKey } from '../../messaging/rules/mail-address.ts';
import { audienceForm, everybody, rulesOf, type AudienceRules } from '../forms/audience.ts';
import { audienceQuery, previewAudience } from './audience.server.ts';

async function world(count: number) {
  const db = await freshDb();
  const clock = testClock();
  const unitId = await makeUnit(db, {});
  const people: string[] = [];
  for (let at = 0; at < count; at += 1) people.push((await makePerson(db, { email: `can-bo-${at}@vi-du.invalid`, unitId })).id);
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sinkFor()] });
  return {
    db,
    clock,
    people,
    async send(to: readonly string[], changes: Parameters<typeof aMessage>[1] = {}) {
      const now = clock.now().toISOString();
      await fanOut(db, clock, await written(db, aMessage(to, { now, sendAt: now, notAfter: '2026-12-23T00:00:00.000Z', ...changes })));
      await dispatcher.runDue();
    },
    preview: (facts: { isDuty?: boolean } = {}) => previewAudience(db, everybody, { today: clock.now().toISOString().slice(0, 10), now: clock.now().toISOString(), topic: 'SECURITY', isDuty: false, cap: 3, ...facts }),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

it('says whom a mail reaches, and why it does not reach the others, each of them counted once', async () => {
  await using w = await world(6);
  const [noMail = '', bounced = '', both = '', mute = ''] = w.people;
  const at = w.clock.now().toISOString();
  await w.db.updateTable('user_account').set({ email: null }).where('id', '=', noMail).execute();
  for (const id of [bounced, both]) {
    const { email } = await w.db.selectFrom('user_account').select('email').where('id', '=', id).executeTakeFirstOrThrow();
    await w.db.insertInto('suppression').values({ channel: 'EMAIL', address: email ?? '', reason: 'BOUNCE', created_at: at }).execute();
  }
  for (const id of [noMail, both, mute]) await w.db.insertInto('message_preference').values({ user_id: id, topic: 'SECURITY', channel: 'EMAIL', wants: 0, changed_at: at, changed_by: 'SELF' }).execute();
  await w.db.insertInto('message_preference').values({ user_id: w.people[5] ?? '', topic: 'TRAINING', channel: 'EMAIL', wants: 0, changed_at: at, changed_by: 'SELF' }).execute();
  expect(await w.preview()).toMatchObject({ count: 6, mail: { reachable: 2, noAddress: 1, suppressed: 2, optedOut: 1 }, overCap: 0 });
  expect((await w.preview({ isDuty: true })).mail).toEqual({ reachable: 3, noAddress: 1, suppressed: 2, optedOut: 0 });
});

it('knows a dead address in whatever letters its domain is written', async () => {
  await using w = await world(5);
  const written = ['an@xã-hoa-lư.vn', 'binh@xn--x-hoa-l-xwa56p.vn', 'CHI@Vi-Du.vn', 'thuỳ@vi-du.vn'];
  for (const [at, email] of written.entries()) await w.db.updateTable('user_account').set({ email }).where('id', '=', w.people[at] ?? '').execute();
  expect((await w.preview()).mail).toEqual({ reachable: 5, noAddress: 0, suppressed: 0, optedOut: 0 });
  for (const address of ['an@xã-hoa-lư.vn', 'binh@xã-hoa-lư.vn', 'chi@vi-du.vn', 'thuỳ@vi-du.vn', 'khac@xã-hoa-lư.vn']) await w.db.insertInto('suppression').values({ channel: 'EMAIL', address: addressKey(address), reason: 'BOUNCE', created_at: w.clock.now().toISOString() }).execute();
  expect((await w.preview()).mail).toEqual({ reachable: 1, noAddress: 0, suppressed: 4, optedOut: 0 });
});

it('counts who has had her messages of the day: urgent ones and those of yesterday are not among them', async () => {
  await using w = await world(4);
  const [full = '', almost = '', urgently = '', long = ''] = w.people;
  await w.send([long], {});
  await w.send([long], {});
  w.clock.pass({ minutes: 24 * 60 + 1 });
  await w.send([full, almost, long]);
  await w.send([full, almost]);
  await w.send([full]);
  for (let count = 0; count < 3; count += 1) await w.send([urgently], { urgency: 'URGENT', urgentReason: 'Mã độc đang lan' });
  expect((await w.preview()).overCap).toBe(1);
});

it('shows some of them with their units, and nobody who has left', async () => {
  await using w = await world(12);
  await w.db.updateTable('user_account').set({ left_on: '2026-01-01' }).where('id', '=', w.people[0] ?? '').execute();
  const { count, sample } = await w.preview();
  expect([count, sample.length, sample.every(({ unitName }) => unitName !== null)]).toEqual([11, 8, true]);
});

/** Whom rules mean on the day of the tests. */
async function meant(db: Awaited<ReturnType<typeof world>>['db'], rules: Partial<AudienceRules>, today = '2026-11-23'): Promise<string[]> {
  const query = await audienceQuery(db, { ...everybody, ...rules }, today);
  return (await query.select('u.id').execute()).map(({ id }) => id).toSorted();
}

it('means a unit with everything below it, and nobody for one that is not there', async () => {
  await using w = await world(0);
  const top = await makeUnit(w.db, { name: 'Tỉnh', level: 'PROVINCE', kind: 'PROVINCE_PC' });
  const middle = await makeUnit(w.db, { name: 'Xã', parentId: top });
  const low = await makeUnit(w.db, { name: 'Phòng', parentId: middle });
  const [a, b, c] = [(await makePerson(w.db, { unitId: top })).id, (await makePerson(w.db, { unitId: middle })).id, (await makePerson(w.db, { unitId: low })).id];
  expect(await meant(w.db, { unitIds: [top] })).toEqual([a, b, c].toSorted());
  expect(await meant(w.db, { unitIds: [middle] })).toEqual([b, c].toSorted());
  expect(await meant(w.db, { unitIds: ['khong-co'] })).toEqual([]);
  expect(await meant(w.db, { level: 'PROVINCE' })).toEqual([a]);
  expect(await meant(w.db, { level: 'PROVINCE', unitIds: [middle] })).toEqual([]);
});

it('means people who work here today: nobody who is locked out or has left, and whoever leaves tomorrow', async () => {
  await using w = await world(4);
  const [locked = '', left = '', leaves = '', stays = ''] = w.people;
  const set = (id: string, changes: object) => w.db.updateTable('user_account').set(changes).where('id', '=', id).execute();
  await set(locked, { disabled_at: '2026-11-01T00:00:00.000Z' });
  await set(left, { left_on: '2026-11-23' });
  await set(leaves, { left_on: '2026-11-24' });
  expect(await meant(w.db, {})).toEqual([leaves, stays].toSorted());
  expect(await meant(w.db, {}, '2026-11-24')).toEqual([stays]);
  await w.db.updateTable('membership').set({ valid_to: '2026-11-01' }).where('user_id', '=', stays).execute();
  expect(await meant(w.db, {}, '2026-11-24')).toEqual([]);
});

it('means leaders only while they are leaders, and categories together with everything else', async () => {
  await using w = await world(2);
  const unitId = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  const leader = await makePerson(w.db, { unitId, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }] });
  expect(await meant(w.db, { roles: ['UNIT_LEADER'] })).toEqual([leader.id]);
  expect(await meant(w.db, { roles: ['UNIT_LEADER'], categories: ['CADRE'] })).toEqual([]);
  await w.db.updateTable('user_account').set({ staff_category: 'CADRE' }).where('id', '=', leader.id).execute();
  expect(await meant(w.db, { roles: ['UNIT_LEADER'], categories: ['CADRE', 'CIVIL_SERVANT'], unitIds: [unitId] })).toEqual([leader.id]);
  await w.db.updateTable('role_assignment').set({ revoked_at: '2026-11-01T00:00:00.000Z' }).execute();
  expect(await meant(w.db, { roles: ['UNIT_LEADER'] })).toEqual([]);
});

it('means who stands where in a course; together the states are everybody', async () => {
  await using w = await world(1);
  const course = await makeCourse(w.db, {});
  const [enrolled, busy] = [await enrol(w.db, course), await enrol(w.db, course)];
  await completeLessons(w.db, course, busy, Object.keys(course.lessons).slice(0, 1));
  const { slug } = await w.db.selectFrom('course').select('slug').executeTakeFirstOrThrow();
  const of = (state: 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETED' | 'NOT_COMPLETED', which = slug) => meant(w.db, { course: { slug: which, state } });
  expect(await of('IN_PROGRESS')).toEqual([busy.id]);
  expect(await of('NOT_STARTED')).toEqual([...w.people, enrolled.id].toSorted());
  expect([...(await of('COMPLETED')), ...(await of('NOT_COMPLETED'))].toSorted()).toEqual(await meant(w.db, {}));
  expect(await of('COMPLETED', 'khong-co')).toEqual([]);
  expect(await of('NOT_COMPLETED', 'khong-co')).toHaveLength(3);
});

it('is typed with empty fields that do not narrow, and refuses what is no choice', () => {
  expect(audienceForm.parse({ revision: '3', unitIds: [''], level: '', course: '' })).toEqual({ revision: 3, rules: everybody });
  expect(audienceForm.parse({ revision: '0', course: 'an-toan', roles: ['UNIT_LEADER'], unitIds: ['a', '', 'b', 'a'], categories: ['CADRE'] }).rules).toMatchObject({ course: { slug: 'an-toan', state: 'NOT_COMPLETED' }, roles: ['UNIT_LEADER'], unitIds: ['a', 'b'], categories: ['CADRE'] });
  for (const wrong of [{ level: 'WARD' }, { categories: ['KING'] }, { roles: ['LEARNER'] }, { exceptUnitIds: Array.from({ length: 61 }, (_, at) => `u${at}`) }, { courseState: 'LOST' }, { unitIds: ['x'.repeat(121)] }, { revision: 'x' }]) expect(audienceForm.safeParse({ revision: '0', ...wrong }).success, JSON.stringify(wrong)).toBe(false);
});

it('means people of any of several units or roles, each once, and leaves out what is excepted with everything below it', async () => {
  await using w = await world(0);
  const [east, west] = [await makeUnit(w.db, { name: 'Xã Đông' }), await makeUnit(w.db, { name: 'Xã Tây' })];
  const office = await makeUnit(w.db, { name: 'Văn phòng', parentId: east });
  const leader = await makePerson(w.db, { unitId: east, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: east }, { role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: east }] });
  const trainer = await makePerson(w.db, { unitId: west, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: west }] });
  const clerk = await makePerson(w.db, { unitId: office });
  const of = (...people: { id: string }[]) => people.map(({ id }) => id).toSorted();
  expect(await meant(w.db, { unitIds: [office, west, 'khong-co'] })).toEqual(of(clerk, trainer));
  expect(await meant(w.db, { unitIds: [east, office] }), 'a unit below another is no second time').toEqual(of(leader, clerk));
  expect(await meant(w.db, { roles: ['UNIT_LEADER', 'TRAINING_ADMIN'] })).toEqual(of(leader, trainer));
  expect(await meant(w.db, { roles: ['UNIT_LEADER', 'TRAINING_ADMIN'], unitIds: [west] })).toEqual(of(trainer));
  expect(await meant(w.db, { exceptUnitIds: [east] })).toEqual(of(trainer));
  expect(await meant(w.db, { unitIds: [east], exceptUnitIds: [office] })).toEqual(of(leader));
  expect(await meant(w.db, { unitIds: [east], exceptUnitIds: [east] }), 'what is excepted counts more').toEqual([]);
  expect(await meant(w.db, { exceptUnitIds: ['khong-co'] }), 'a unit that is gone takes nobody away').toHaveLength(3);
});

it('leaves out who has completed any of some courses, whatever else is asked of a course', async () => {
  await using w = await world(1);
  const course = await makeCourse(w.db, {});
  const [done, busy] = [await enrol(w.db, course), await enrol(w.db, course)];
  await completeLessons(w.db, course, busy, Object.keys(course.lessons).slice(0, 1));
  await completeLessons(w.db, course, done, Object.keys(course.lessons).slice(0, 1));
  await w.db.updateTable('course_progress').set({ completed_at: '2026-11-02T00:00:00.000Z' }).where('user_id', '=', done.id).execute();
  const { slug } = await w.db.selectFrom('course').select('slug').executeTakeFirstOrThrow();
  expect(await meant(w.db, { course: { slug, state: 'COMPLETED' } })).toEqual([done.id]);
  expect(await meant(w.db, { exceptCompleted: [slug, 'khong-co'] })).toEqual([...w.people, busy.id].toSorted());
  expect(await meant(w.db, { exceptCompleted: ['khong-co'] })).toHaveLength(3);
  expect(await meant(w.db, { exceptCompleted: [slug], course: { slug, state: 'COMPLETED' } })).toEqual([]);
});

it.each([
  ['{"unitId":null,"level":null,"categories":[],"leadersOnly":false,"course":null}', everybody],
  ['{"unitId":"u1","level":"COMMUNE","categories":["CADRE"],"leadersOnly":true,"course":{"slug":"an-toan","state":"NOT_STARTED"}}', { ...everybody, unitIds: ['u1'], level: 'COMMUNE', categories: ['CADRE'], roles: ['UNIT_LEADER'], course: { slug: 'an-toan', state: 'NOT_STARTED' } }],
])('rules that were approved before, %s, keep their meaning and their text', (audience, meaning) => {
  expect(rulesOf({ audience })).toEqual(meaning);
  expect(rulesOf({ audience: JSON.stringify(meaning) })).toEqual(meaning);
  for (const broken of ['{}', '{"unitIds":"u1"}', '{"unitId":1,"leadersOnly":true}']) expect(() => rulesOf({ audience: broken })).toThrow();
});
