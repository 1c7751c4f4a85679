import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { examinee } from '../../../tests/world/attempts.ts';
import { call } from '../../../tests/world/calls.ts';
import { completeLessons, makeCourse, type MadeCourse } from '../../../tests/world/learning.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { countStuck, stuckPage } from '../queries/attempt-grants.server.ts';
import { listTrainingWork } from '../queries/waiting-work.server.ts';
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
  await enrolled(learner);
  me = examinee(w.db, w.clock, course, learner.id);
});
afterEach(() => w[Symbol.asyncDispose]());

async function enrolled(who: Actor): Promise<void> {
  await enrol(w.db, { userId: who.id, courseId: course.id, source: 'ASSIGNED', isMandatory: true, reason: 'Kế hoạch', dueOn: null, enrolledBy: null, now: w.clock.now().toISOString() });
  await completeLessons(w.db, course, who, ['bai-1', 'bai-2']);
}

/** Uses up every attempt with nothing answered. */
async function failAll(by = me): Promise<void> {
  for (let started = await by.start(); started.ok; started = await by.start()) {
    await by.submit(started.attemptId);
    w.clock.pass({ minutes: 120 });
  }
}
const given = (change: Partial<AttemptGrant> = {}): AttemptGrant => ({ id: newId(), person: learner.id, assessment: course.assessments['kiem-tra-m1'] ?? '', extra: 1, reason: 'Đã học lại mô-đun', ...change });
const waiting = (actor: Actor = w.admin) => countStuck(w.db, actor, w.today());
const notices = () => w.db.selectFrom('message').select('id').where('source_id', 'like', 'attempt-grant:%').execute();

describe('whoever has used every attempt', () => {
  it('is found once the last one is handed in without success, and not before', async () => {
    expect(await waiting()).toBe(0);
    const last = async () => {
      for (let number = 1; number < 3; number += 1) await me.submit(await me.begin());
      return me.begin();
    };
    const id = await last();
    expect(await waiting()).toBe(0);
    await me.submit(id);
    expect((await stuckPage(w.db, w.admin, { q: '', page: 1 }, w.today())).rows).toMatchObject([{ fullName: 'Đặng Thị Thuỷ', used: 3, granted: 0, best: 0, isOwn: true }]);
    expect(await listTrainingWork(w.db, w.wardAdmin, w.today())).toContainEqual(expect.objectContaining({ kind: 'training.stuck', count: 1, href: '/admin/attempts' }));
  });

  it('is not when her last attempt passed, she is not enrolled any more, or her account rests', async () => {
    for (let number = 1; number < 3; number += 1) await me.submit(await me.begin());
    const id = await me.begin();
    await me.answerRightly(id);
    await me.submit(id);
    expect(await waiting()).toBe(0);
    const others = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.office })];
    for (const who of others) {
      await enrolled(who);
      await failAll(examinee(w.db, w.clock, course, who.id));
    }
    expect(await waiting()).toBe(2);
    await w.db.updateTable('enrollment').set({ cancelled_at: w.clock.now().toISOString() }).where('user_id', '=', others[0]?.id ?? '').execute();
    await w.db.updateTable('user_account').set({ disabled_at: w.clock.now().toISOString() }).where('id', '=', others[1]?.id ?? '').execute();
    expect(await waiting()).toBe(0);
  });

  it('can try again as often as she was granted, is told so, and then is at the limit again', async () => {
    await failAll();
    expect(await grantAttempts(w.ports, w.wardAdmin, given({ extra: 2 }))).toEqual({ ok: true });
    expect([await waiting(), (await notices()).length]).toEqual([0, 1]);
    const before = await w.db.selectFrom('attempt').select((of) => of.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    await failAll();
    expect(await w.db.selectFrom('attempt').select((of) => of.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).toEqual({ n: Number(before.n) + 2 });
    expect((await stuckPage(w.db, w.admin, { q: 'dang thi thuy', page: 1 }, w.today())).rows).toMatchObject([{ used: 5, granted: 2 }]);
  });

  it('gets nothing in another round of the course', async () => {
    await failAll();
    await grantAttempts(w.ports, w.admin, given());
    await w.db.updateTable('course_progress').set({ round: 2 }).where('user_id', '=', learner.id).execute();
    expect(await waiting()).toBe(0);
    await failAll();
    expect((await stuckPage(w.db, w.admin, { q: '', page: 1 }, w.today())).rows).toMatchObject([{ used: 3, granted: 0, round: 2 }]);
  });
});

describe('granting', () => {
  beforeEach(() => failAll());
  const ask = async (route: unknown, who: Actor, form?: Record<string, string>, person = learner.id) => {
    const params = { person, assessment: given().assessment };
    const token = await makeSession(w.db, who, w.clock.now().toISOString(), { id: newId() });
    return call(route as never, { db: w.db, clock: w.clock, path: `/admin/attempts/${params.person}/${params.assessment}`, params, token, ...(form ? { form } : {}) });
  };

  it('counts once, whatever is clicked twice', async () => {
    const once = given();
    expect(await Promise.all([grantAttempts(w.ports, w.admin, once), grantAttempts(w.ports, w.admin, once)])).toEqual([{ ok: true }, { ok: true }]);
    expect([(await w.db.selectFrom('attempt_grant').select('id').execute()).length, (await notices()).length]).toEqual([1, 1]);
    expect(await w.db.selectFrom('audit_event').select(['action', 'details']).where('action', '=', 'attempt.grant').execute()).toMatchObject([{ details: expect.not.stringContaining('Đã học lại') }]);
  });

  it('is refused to whoever does not administer her training, and for whoever is not at a limit', async () => {
    const stranger = await makePerson(w.db, { unitId: w.units.other, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.other }] });
    await expect(grantAttempts(w.ports, stranger, given())).rejects.toMatchObject({ kind: 'not-found' });
    for (const role of roles.filter((one) => one !== 'TRAINING_ADMIN')) {
      const other = await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope: 'ALL', unitId: null }] });
      await expect(grantAttempts(w.ports, other, given()), role).rejects.toMatchObject({ kind: 'forbidden' });
    }
    const free = await makePerson(w.db, { unitId: w.units.office });
    await expect(grantAttempts(w.ports, w.admin, given({ person: free.id }))).rejects.toMatchObject({ kind: 'not-found' });
    expect(await w.db.selectFrom('attempt_grant').select('id').execute()).toEqual([]);
  });

  it.each([
    ['no number', { extra: '' }, 'extra'],
    ['too many', { extra: '4' }, 'extra'],
    ['half an attempt', { extra: '1.5' }, 'extra'],
    ['no reason', { reason: '  ' }, 'reason'],
    ['a very long reason', { reason: 'x'.repeat(501) }, 'reason'],
  ])('asks again for %s, with what was typed', async (_what, change: Record<string, string>, field) => {
    const form = { id: newId(), extra: '2', reason: 'Đã học lại', ...change };
    const answer = await ask(action, w.admin, form);
    expect(answer).toMatchObject({ status: 422, body: { ok: false, faults: { [field]: { vi: expect.any(String) } }, values: change } });
    expect(await w.db.selectFrom('attempt_grant').select('id').execute()).toEqual([]);
  });

  it('goes from the list to the form and back, for whoever may', async () => {
    const list = await call(listLoader as never, { db: w.db, clock: w.clock, path: '/admin/attempts', token: await makeSession(w.db, w.wardAdmin, w.clock.now().toISOString(), { id: newId() }) });
    expect(list.body).toMatchObject({ shown: { total: 1, rows: [{ userId: learner.id, isOwn: true }] } });
    expect((await ask(loader, w.wardAdmin)).body).toMatchObject({ stuck: { fullName: 'Đặng Thị Thuỷ', used: 3 } });
    expect(await ask(action, w.wardAdmin, { id: newId(), extra: '3', reason: 'Đã học lại' })).toMatchObject({ status: 303, location: '/admin/attempts?done=granted' });
    // Whoever comes back to the form finds that she can go on.
    expect((await ask(loader, w.wardAdmin)).status).toBe(404);
  });
});

it('finds who is stuck by the failed attempts, not by everybody who has not finished a course: a first page counts them', async () => {
  const asked: string[] = [];
  const heard = w.db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      asked.push(w.db.getExecutor().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  expect(await countStuck(heard as typeof w.db, w.admin, w.today())).toBe(0);
  expect(asked.filter((text) => text.includes('attempt_grant'))).toEqual(expect.arrayContaining([expect.stringMatching(/\bt indexed\s+by attempt_failed\b/)]));
});
