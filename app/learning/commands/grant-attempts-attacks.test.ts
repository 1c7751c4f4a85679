import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { examinee } from '../../../tests/world/attempts.ts';
import { call } from '../../../tests/world/calls.ts';
import { completeLessons, makeCourse, type MadeCourse } from '../../../tests/world/learning.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { attemptGrantForm, stuckQuery } from '../forms/attempt-grants.ts';
import { countStuck, getStuck, grantedAttempts, stuckPage, stuckPerPage } from '../queries/attempt-grants.server.ts';
import { action, loader } from '../routes/attempt-grant.tsx';
import { loader as listLoader } from '../routes/attempt-grants.tsx';
import { enrol } from './enrol.server.ts';
import { grantAttempts, type AttemptGrant } from './grant-attempts.server.ts';

let w: AssignmentWorld;
let course: MadeCourse;
let learner: Actor;
let me: ReturnType<typeof examinee>;

beforeEach(async () => {
  w = await assignmentWorld();
  course = await makeCourse(w.db);
  learner = await makePerson(w.db, { unitId: w.units.office, fullName: 'Đặng Thị Thuỷ' });
  me = await studying(learner);
});
afterEach(() => w[Symbol.asyncDispose]());

async function studying(who: Actor): Promise<ReturnType<typeof examinee>> {
  await enrol(w.db, { userId: who.id, courseId: course.id, source: 'ASSIGNED', isMandatory: true, reason: 'Kế hoạch', dueOn: null, enrolledBy: null, now: w.clock.now().toISOString() });
  await completeLessons(w.db, course, who, ['bai-1', 'bai-2']);
  return examinee(w.db, w.clock, course, who.id);
}

/** Uses up every attempt that there is, with nothing answered. @returns how many */
async function failAll(by = me): Promise<number> {
  let count = 0;
  for (let started = await by.start(); started.ok; started = await by.start()) {
    await by.submit(started.attemptId);
    w.clock.pass({ minutes: 120 });
    count += 1;
  }
  return count;
}
const test = () => course.assessments['kiem-tra-m1'] ?? '';
const given = (change: Partial<AttemptGrant> = {}): AttemptGrant => ({ id: newId(), person: learner.id, assessment: test(), extra: 1, reason: 'Đã học lại mô-đun', ...change });
const grant = (change: Partial<AttemptGrant> = {}, by: Actor = w.admin) => grantAttempts(w.ports, by, given(change));
const waiting = (actor: Actor = w.admin) => countStuck(w.db, actor, w.today());
const shown = async (actor: Actor = w.admin, q = '') => (await stuckPage(w.db, actor, { q, page: 1 }, w.today())).rows;
const grants = () => w.db.selectFrom('attempt_grant').select(['user_id', 'extra', 'round']).orderBy('granted_at').execute();
const notFound = { kind: 'not-found' };

describe('nobody grants herself anything', () => {
  it.each([['of her ward', 'SUBTREE'], ['of the province', 'ALL']] as const)('an administrator %s who is at a limit needs somebody else', async (_what, scope) => {
    const self = await makePerson(w.db, { unitId: w.units.ward, grants: [{ role: 'TRAINING_ADMIN', scope, unitId: scope === 'ALL' ? null : w.units.ward }] });
    await failAll(await studying(self));
    await expect(grant({ person: self.id }, self)).rejects.toMatchObject(notFound);
    await expect(getStuck(w.db, self, { person: self.id, assessment: test() }, w.today())).rejects.toMatchObject(notFound);
    // She sees herself in the list, without a button, and is not counted as work of hers.
    expect([(await shown(self)).map(({ userId, isOwn }) => [userId, isOwn]), await waiting(self)]).toEqual([[[self.id, false]], 0]);
    expect(await waiting(w.wardAdmin)).toBe(1);
    expect(await grant({ person: self.id }, w.wardAdmin)).toEqual({ ok: true });
  });
});

describe('an attempt that is open', () => {
  it('is no limit, whichever it is, until it is handed in', async () => {
    for (let number = 1; number <= 3; number += 1) {
      const id = await me.begin();
      await expect(grant(), `${number}`).rejects.toMatchObject(notFound);
      await me.submit(id);
      w.clock.pass({ minutes: 120 });
    }
    expect(await waiting()).toBe(1);
  });

  it('that was granted keeps a further grant away while it runs', async () => {
    await failAll();
    await grant({ extra: 2 });
    const id = await me.begin();
    await expect(grant()).rejects.toMatchObject(notFound);
    await me.submit(id);
    // One of two is left.
    await expect(grant()).rejects.toMatchObject(notFound);
    w.clock.pass({ minutes: 120 });
    expect([await failAll(), await waiting()]).toEqual([1, 1]);
  });
});

describe('a grant comes too late', () => {
  it('after she passed with the last one', async () => {
    await failAll();
    await grant();
    const id = await me.begin();
    await me.answerRightly(id);
    await me.submit(id);
    await expect(grant()).rejects.toMatchObject(notFound);
    expect([await waiting(), (await grants()).length]).toEqual([0, 1]);
  });

  it.each<[string, (at: string) => Promise<unknown>]>([
    ['the course was completed', (at) => w.db.updateTable('course_progress').set({ completed_at: at }).where('user_id', '=', learner.id).execute()],
    ['the course was retired', (at) => w.db.updateTable('course').set({ retired_at: at }).where('id', '=', course.id).execute()],
    ['its version was withdrawn', (at) => w.db.updateTable('course_version').set({ superseded_at: at }).where('course_id', '=', course.id).execute()],
    ['her enrolment was cancelled', (at) => w.db.updateTable('enrollment').set({ cancelled_at: at }).where('user_id', '=', learner.id).execute()],
    ['her account was closed', (at) => w.db.updateTable('user_account').set({ disabled_at: at }).where('id', '=', learner.id).execute()],
  ])('when %s between the page and the button', async (_what, happens) => {
    await failAll();
    expect(await getStuck(w.db, w.admin, { person: learner.id, assessment: test() }, w.today())).toMatchObject({ used: 3 });
    await happens(w.clock.now().toISOString());
    await expect(grant()).rejects.toMatchObject(notFound);
    expect([await grants(), await waiting(), await w.db.selectFrom('message').select('id').where('source_id', 'like', 'attempt-grant:%').execute()]).toEqual([[], 0, []]);
  });

  it('for the administrator of the unit that she left, and in time for that of the one she came to', async () => {
    await failAll();
    const otherAdmin = await makePerson(w.db, { unitId: w.units.other, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.other }] });
    expect([await waiting(w.wardAdmin), await waiting(otherAdmin)]).toEqual([1, 0]);
    await w.move(learner, w.units.other);
    expect([await waiting(w.wardAdmin), await waiting(otherAdmin)]).toEqual([0, 1]);
    await expect(grant({}, w.wardAdmin)).rejects.toMatchObject(notFound);
    expect(await grant({}, otherAdmin)).toEqual({ ok: true });
  });

  it('for nobody who only covers her second post', async () => {
    await failAll();
    await w.db.insertInto('membership').values({ id: newId(), user_id: learner.id, unit_id: w.units.other, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-01-01', valid_to: null }).execute();
    const otherAdmin = await makePerson(w.db, { unitId: w.units.other, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.other }] });
    await expect(grant({}, otherAdmin)).rejects.toMatchObject(notFound);
    expect([await waiting(otherAdmin), (await shown()).length]).toEqual([0, 1]);
  });
});

describe('whoever works nowhere any more, or in a unit that ended', () => {
  it('is seen by the province and can be helped by it', async () => {
    await failAll();
    await w.db.updateTable('org_unit_version').set({ valid_to: w.today() }).where('unit_id', '=', w.units.office).execute();
    expect(await shown()).toMatchObject([{ userId: learner.id, unitName: null, isOwn: true }]);
    await w.db.updateTable('membership').set({ valid_to: w.today() }).where('user_id', '=', learner.id).execute();
    expect(await shown()).toMatchObject([{ userId: learner.id, unitId: null, unitName: null, isOwn: true }]);
    expect([(await shown(w.wardAdmin)).length, await waiting(w.wardAdmin)]).toEqual([0, 0]);
    await expect(grant({}, w.wardAdmin)).rejects.toMatchObject(notFound);
    expect(await grant()).toEqual({ ok: true });
  });
});

describe('rounds of a renewal', () => {
  const renew = (round: number) => w.db.updateTable('course_progress').set({ round }).where('user_id', '=', learner.id).execute();

  it('each has its own attempts and its own grants', async () => {
    await failAll();
    await grant({ extra: 3 });
    await renew(2);
    // What was granted in the first round is not carried over.
    expect([await failAll(), await grantedAttempts(w.db, learner.id, test(), 2)]).toEqual([3, 0]);
    await grant({ extra: 1 });
    expect([await failAll(), (await shown())[0]]).toMatchObject([1, { used: 4, granted: 1, round: 2 }]);
    expect((await grants()).map(({ round, extra }) => [round, extra])).toEqual([[1, 3], [2, 1]]);
  });

  it('do not make somebody stuck whose failures are of the round before', async () => {
    await failAll();
    await renew(2);
    expect(await waiting()).toBe(0);
    await expect(grant()).rejects.toMatchObject(notFound);
  });
});

describe('a new version of the course', () => {
  const most = (max_attempts: number) => w.db.updateTable('assessment_version').set({ max_attempts }).where('assessment_id', '=', test()).execute();

  it('that allows fewer attempts leaves whoever has used them where she can be helped', async () => {
    for (const _ of [1, 2]) {
      await me.submit(await me.begin());
      w.clock.pass({ minutes: 120 });
    }
    expect(await waiting()).toBe(0);
    await most(2);
    expect(await shown()).toMatchObject([{ used: 2, granted: 0 }]);
    await grant({ extra: 1 });
    expect([await failAll(), await waiting()]).toEqual([1, 1]);
  });

  it('that allows fewer than she was granted leaves her so far beyond that one grant is not enough, and says so by the list', async () => {
    await failAll();
    await most(1);
    await grant({ extra: 1 });
    // 3 of 1 + 1 are used: she stays in the list and is helped again.
    expect(await shown()).toMatchObject([{ used: 3, granted: 1 }]);
    await grant({ extra: 2 });
    expect([await waiting(), await failAll()]).toEqual([0, 1]);
  });

  it('that allows more frees her by itself', async () => {
    await failAll();
    await most(5);
    await expect(grant()).rejects.toMatchObject(notFound);
    expect([await failAll(), await waiting()]).toEqual([2, 1]);
  });
});

describe('two administrators at once', () => {
  it('grant once: the second finds that she can go on', async () => {
    await failAll();
    const outcomes = await Promise.allSettled([grant({ extra: 3 }), grant({ extra: 3 }, w.wardAdmin), grant({ extra: 1 })]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(notFound);
    expect((await grants()).length).toBe(1);
  });

  it('and the learner at her button: she never has more attempts than were granted', async () => {
    await failAll();
    const results = await Promise.all([grant({ extra: 1 }).catch(() => null), me.start(), me.start(), grant({ extra: 1 }, w.wardAdmin).catch(() => null)]);
    expect(results.filter((one) => one && one.ok && !('attemptId' in one))).toHaveLength(1);
    await failAll();
    expect((await shown())[0]).toMatchObject({ used: 4, granted: 1 });
  });
});

describe('a form that comes again', () => {
  it('grants once for the same person and test, also after she used it up', async () => {
    await failAll();
    const once = given();
    expect(await grantAttempts(w.ports, w.admin, once)).toEqual({ ok: true });
    await failAll();
    // The form of before, out of the browser's history.
    expect(await grantAttempts(w.ports, w.admin, once)).toEqual({ ok: true });
    expect((await grants()).length).toBe(1);
  });

  it('with the id of before and somebody else in it is a grant of its own', async () => {
    await failAll();
    const second = await makePerson(w.db, { unitId: w.units.office, fullName: 'Phạm Văn Tú' });
    await failAll(await studying(second));
    const once = given();
    await grantAttempts(w.ports, w.admin, once);
    expect(await grantAttempts(w.ports, w.admin, { ...once, person: second.id })).toEqual({ ok: true });
    expect((await grants()).map(({ user_id }) => user_id)).toEqual([learner.id, second.id]);
    const told = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select('r.user_id').where('m.source_id', 'like', 'attempt-grant:%').execute();
    expect(told.map(({ user_id }) => user_id).toSorted()).toEqual([learner.id, second.id].toSorted());
  });

  it('of another administrator, with a stranger’s id in it, tells her nothing about that grant', async () => {
    await failAll();
    const once = given();
    await grantAttempts(w.ports, w.admin, once);
    const stranger = await makePerson(w.db, { unitId: w.units.other, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.other }] });
    await expect(grantAttempts(w.ports, stranger, { ...once, assessment: course.assessments['cuoi-khoa'] ?? '' })).rejects.toMatchObject(notFound);
    expect((await grants()).length).toBe(1);
  });
});

describe('what cannot be done to a grant', () => {
  it.each([
    ['more than three', (id: string) => w.db.insertInto('attempt_grant').values({ id: newId(), user_id: learner.id, assessment_id: test(), round: 1, extra: 4, reason: 'xxx', granted_by: w.admin.id, granted_at: id }).execute()],
    ['none', (id: string) => w.db.insertInto('attempt_grant').values({ id: newId(), user_id: learner.id, assessment_id: test(), round: 1, extra: 0, reason: 'xxx', granted_by: w.admin.id, granted_at: id }).execute()],
    ['without a reason', (id: string) => w.db.insertInto('attempt_grant').values({ id: newId(), user_id: learner.id, assessment_id: test(), round: 1, extra: 1, reason: 'x', granted_by: w.admin.id, granted_at: id }).execute()],
    ['for a round before the first', (id: string) => w.db.insertInto('attempt_grant').values({ id: newId(), user_id: learner.id, assessment_id: test(), round: 0, extra: 1, reason: 'xxx', granted_by: w.admin.id, granted_at: id }).execute()],
  ])('the database itself takes no grant of %s', async (_what, insert) => {
    await expect(insert(w.clock.now().toISOString())).rejects.toThrow(/CHECK/);
  });

  it('it does not change and is not deleted', async () => {
    await failAll();
    await grant();
    await expect(w.db.updateTable('attempt_grant').set({ extra: 3 }).execute()).rejects.toThrow(/does not change/);
    await expect(w.db.deleteFrom('attempt_grant').execute()).rejects.toThrow(/is kept/);
  });
});

describe('the form', () => {
  const read = (change: Record<string, string | undefined>) => attemptGrantForm.safeParse({ id: newId(), extra: '1', reason: 'Đã học lại', ...change });
  it.each(['0', '4', '-1', '01', '1 ', ' 1', '1e0', '1.0', '１', '٣', '3\n', 'NaN', '', '1;2', '33'])('takes %j as no number of attempts', (extra) => expect(read({ extra }).success).toBe(false));
  it.each(['x', '1', '', "' or 1=1", '00000000-0000-0000-0000-00000000000g'])('takes %j as no id', (id) => expect(read({ id }).success).toBe(false));
  it.each<[string, string, boolean]>([['two letters', 'ab', false], ['three', 'abc', true], ['three of blanks', '   ', false], ['500', 'a'.repeat(500), true], ['501', 'a'.repeat(501), false], ['500 and blanks around', `  ${'a'.repeat(500)}  `, true]])('takes a reason of %s: %s', (_what, reason, isTaken) => expect(read({ reason }).success).toBe(isTaken));
  it.each<[Record<string, string>, object]>([[{ page: '0' }, { page: 1 }], [{ page: '-3' }, { page: 1 }], [{ page: '1e9' }, { page: 1 }], [{ page: '2.5' }, { page: 1 }], [{ page: 'x' }, { page: 1 }], [{ q: 'a'.repeat(101) }, { q: '' }], [{}, { q: '', page: 1 }]])('of the list, %j is read as %j', (asked, expected) => expect(stuckQuery.parse(asked)).toMatchObject(expected));
});

describe('the list', () => {
  it.each(['%', '_', '\\', "'", '"', '*', 'dang OR 1', '\u0000', '😀', '%'.repeat(100)])('finds nobody by %j', async (q) => {
    await failAll();
    expect(await shown(w.admin, q)).toEqual([]);
  });

  it.each(['đặng', 'thuy%', 'DANG THI', 'thuỷ', 'thủy', '  thuy  '])('finds her by %j', async (q) => {
    await failAll();
    expect(await shown(w.admin, q)).toMatchObject([{ userId: learner.id }]);
  });

  it('ends at its last page, however far somebody asks, and names everybody once', async () => {
    const at = w.clock.now().toISOString();
    const many = await Promise.all(Array.from({ length: stuckPerPage + 1 }, () => makePerson(w.db, { unitId: w.units.office })));
    for (const who of many) await enrol(w.db, { userId: who.id, courseId: course.id, source: 'ASSIGNED', isMandatory: true, reason: 'Kế hoạch', dueOn: null, enrolledBy: null, now: at });
    const { id: version } = await w.db.selectFrom('assessment_version').select('id').where('assessment_id', '=', test()).executeTakeFirstOrThrow();
    for (const who of many) {
      await completeLessons(w.db, course, who, ['bai-1']);
      for (const number of [1, 2, 3]) await w.db.insertInto('attempt').values({ id: newId(), user_id: who.id, assessment_id: test(), assessment_version_id: version, course_id: course.id, number, seed: 'x', started_at: at, due_at: at, submitted_at: at, score: 0, is_passed: 0 }).execute();
    }
    const pages = await Promise.all([1, 2, 3, 9_999].map((page) => stuckPage(w.db, w.admin, { q: '', page }, w.today())));
    expect(pages.map(({ total, page, pages: all, rows }) => [total, page, all, rows.length])).toEqual([[51, 1, 2, 50], [51, 2, 2, 1], [51, 2, 2, 1], [51, 2, 2, 1]]);
    expect(new Set(pages.slice(0, 2).flatMap(({ rows }) => rows.map(({ userId }) => userId))).size).toBe(51);
  });

  const mayRead = new Set(['TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN']);
  it.each(roles)('%s of the whole province sees it or not, and grants or not', async (role) => {
    await failAll();
    const who = await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope: 'ALL', unitId: null }] });
    const token = await makeSession(w.db, who, w.clock.now().toISOString(), { id: newId() });
    const list = await call(listLoader as never, { db: w.db, clock: w.clock, path: '/admin/attempts', token });
    expect(list.status).toBe(mayRead.has(role) ? 200 : 403);
    if (list.status === 200) expect(list.body).toMatchObject({ shown: { total: 1, rows: [{ isOwn: role === 'TRAINING_ADMIN' }] } });
    const params = { person: learner.id, assessment: test() };
    for (const [route, form] of [[loader, undefined], [action, { id: newId(), extra: '1', reason: 'Đã học lại' }]] as const) {
      const answer = await call(route as never, { db: w.db, clock: w.clock, path: `/admin/attempts/${params.person}/${params.assessment}`, params, token, ...(form ? { form } : {}) });
      expect(answer.status).toBe(role === 'TRAINING_ADMIN' ? (form ? 303 : 200) : 403);
    }
    expect((await grants()).length).toBe(role === 'TRAINING_ADMIN' ? 1 : 0);
  });

  it('is no way to ask whether somebody exists: every address that leads nowhere answers alike', async () => {
    const far = await makePerson(w.db, { unitId: w.units.other });
    await failAll(await studying(far));
    const token = await makeSession(w.db, w.wardAdmin, w.clock.now().toISOString(), { id: newId() });
    for (const params of [{ person: far.id, assessment: test() }, { person: newId(), assessment: test() }, { person: learner.id, assessment: newId() }, { person: learner.id, assessment: test() }, { person: '..', assessment: test() }, { person: learner.id, assessment: "'" }]) {
      expect((await call(loader as never, { db: w.db, clock: w.clock, path: '/admin/attempts/x/y', params, token })).status).toBe(404);
    }
  });
});

describe('what she is told', () => {
  it('says in both languages how many and of which test, without the reason, and leads there', async () => {
    await failAll();
    await grant({ extra: 2, reason: 'Bị ốm khi thi' });
    const message = JSON.stringify(await w.db.selectFrom('message').selectAll().where('source_id', 'like', 'attempt-grant:%').executeTakeFirstOrThrow());
    expect(message).toContain(`/assessments/${course.slug}/kiem-tra-m1`);
    expect(message).not.toContain('Bị ốm');
    const audit = await w.db.selectFrom('audit_event').select(['actor_id', 'details']).where('action', '=', 'attempt.grant').execute();
    expect(audit).toMatchObject([{ actor_id: w.admin.id, details: expect.stringContaining('"extra":2') }]);
  });
});
