import { describe, expect, it } from 'vitest';
import { renewalWorld, renewedCourse, type RenewalWorld } from '../../../tests/world/renewals.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { sampleBodies } from '../../../tests/world/learning.ts';
import { getAttemptPage } from '../queries/attempt-page.server.ts';
import { getAttemptResult, type AttemptResult } from '../queries/attempt-result.server.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { minutesLeftOf } from '../queries/minutes-left.server.ts';
import { autoSubmit } from './auto-submit.server.ts';
import { settleRelease } from './settle-release.server.ts';

const shape = async (w: RenewalWorld, who: Parameters<RenewalWorld['outline']>[0]) => {
  const outline = await w.outline(who);
  return outline.modules.map(({ key, lessons, assessments }) => `${key} ${[...lessons, ...assessments].map((step) => (step.isCredited ? 'proven' : step.status)).join(' ')}`);
};
const resultOf = async (w: RenewalWorld, userId: string, attemptId: string) => (await getAttemptResult(w.db, { attemptId, userId, now: w.clock.now().toISOString() })) as AttemptResult;
const eventsOf = (w: RenewalWorld) => w.db.selectFrom('progress_event').select('verb').where('verb', 'like', '%credited').execute();

describe('a pre-test', () => {
  it('credits the lessons and the test of each proven module, and leaves the gaps and the final', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    const before = (await minutesLeftOf(w.db, w.course.id, [person.id], w.clock.now().toISOString())).get(person.id) ?? 0;
    const attemptId = await w.sit(person, ['m1']);
    expect(await shape(w, person)).toEqual(['m1 proven proven proven', 'm2 todo locked']);
    expect(await w.outline(person)).toMatchObject({ lessonsDone: 2, lessonsCredited: 2, minutesReturned: 10, pretest: { state: 'done' }, finals: [{ status: 'locked', missing: 2 }] });
    expect((await minutesLeftOf(w.db, w.course.id, [person.id], w.clock.now().toISOString())).get(person.id)).toBe(before - 10 - 12);
    expect(await resultOf(w, person.id, attemptId)).toMatchObject({ retake: null, hasCertificate: false, pretest: { minutes: 10, modules: [{ key: 'm1', right: 2, total: 2, isProven: true }, { key: 'm2', right: 0, isProven: false }] } });
    // Credited is not read.
    expect(await w.progress(person)).toMatchObject({ lessons_completed: 0, minutes_returned: 10 });
    expect(await w.db.selectFrom('lesson_progress').select('lesson_id').where('completed_at', 'is not', null).execute()).toEqual([]);
    await w.finish(person);
    expect(await w.progress(person)).toMatchObject({ lessons_completed: 1, minutes_returned: 10, completed_at: w.clock.now().toISOString() });
    expect((await w.certificates(person)).map(({ round, score }) => [round, score])).toEqual([[1, 10], [2, 10]]);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('gives nothing back for an answer that is only partly right, and nothing is lost by it', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    await w.sit(person, []);
    expect(await shape(w, person)).toEqual(['m1 todo todo locked', 'm2 todo locked']);
    expect(await eventsOf(w)).toEqual([]);
    await w.finish(person);
    expect(await w.certificates(person)).toHaveLength(2);
  });

  it('with everything proven leaves the final alone', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    await w.sit(person, ['m1', 'm2']);
    expect((await w.outline(person)).finals[0]).toMatchObject({ status: 'todo', missing: 0 });
    expect(await w.certificates(person)).toHaveLength(1);
    await w.by(person).pass('cuoi-khoa');
    expect(await w.certificates(person)).toHaveLength(2);
  });

  it('credits only what was not done in this round, and counts no minutes for what is read all the same', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    await w.by(person).complete('bai-1');
    await w.sit(person, ['m1']);
    expect(await shape(w, person)).toEqual(['m1 done proven proven', 'm2 todo locked']);
    expect(await w.progress(person)).toMatchObject({ minutes_returned: 5 });
    await w.by(person).complete('bai-2');
    expect(await w.progress(person)).toMatchObject({ minutes_returned: 0, lessons_completed: 2 });
    expect((await w.outline(person)).minutesReturned).toBe(0);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('adds up what was given back over the years, while progress begins anew', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    const first = await w.sit(person, ['m1', 'm2']);
    await w.finish(person);
    w.clock.set('2027-10-01T01:00:00.000Z');
    await w.night();
    expect(await shape(w, person)).toEqual(['m1 todo todo locked', 'm2 todo locked']);
    await w.sit(person, ['m2']);
    expect(await w.progress(person)).toMatchObject({ round: 3, minutes_returned: 20 });
    expect((await resultOf(w, person.id, first)).pretest?.minutes).toBe(15);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });
});

describe('who may sit it', () => {
  it.each([
    ['without enrolment', 'not-enrolled', async () => {}],
    ['in the first round', 'no-renewal', async (w: RenewalWorld, who: { id: string }) => w.by(who as never).enrol(null)],
  ])('nobody %s', async (_name, kind, prepare) => {
    await using w = await renewalWorld();
    const person = await makePerson(w.db);
    await prepare(w, person);
    expect(await w.startPretest(person)).toEqual({ ok: false, bar: { kind } });
  });

  it('once in a round, from two tabs the same attempt, and never when nothing is left to prove', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    const [one, other] = await Promise.all([w.startPretest(person), w.startPretest(person)]);
    expect([one.ok && one.attemptId, one.ok && one.isNew]).toEqual([other.ok && other.attemptId, true]);
    await w.by(person).submit(one.ok ? one.attemptId : '');
    expect(await w.startPretest(person)).toEqual({ ok: false, bar: { kind: 'no-attempts-left' } });
    await w.by(person).submit(one.ok ? one.attemptId : '');
    const idle = await w.graduate();
    w.clock.set('2027-10-01T01:00:00.000Z');
    await w.night();
    for (const lesson of ['bai-1', 'bai-2', 'bai-3']) await w.by(idle).complete(lesson);
    expect(await w.startPretest(idle)).toEqual({ ok: false, bar: { kind: 'nothing-to-prove' } });
  });

  it('leaves the tries of other tests as many as ever, counted anew in each round', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    for (const _try of [1, 2]) await w.by(person).submit(await w.by(person).begin('kiem-tra-m1'));
    await expect(w.by(person).begin('kiem-tra-m1')).rejects.toThrow('no-attempts-left');
    await w.openYear();
    await w.by(person).complete('bai-1');
    await w.by(person).complete('bai-2');
    const fourth = await w.by(person).begin('kiem-tra-m1', 4);
    expect(await w.db.selectFrom('attempt').select(['number', 'round']).where('id', '=', fourth).executeTakeFirst()).toEqual({ number: 4, round: 2 });
  });
});

describe('its questions', () => {
  it('are not those of her last final as long as there are others, some from every module', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    const drawn = async (kind: string) => (await w.db.selectFrom('attempt as a').innerJoin('assessment_version as v', 'v.id', 'a.assessment_version_id').innerJoin('attempt_question as q', 'q.attempt_id', 'a.id').innerJoin('question_version as k', 'k.id', 'q.question_version_id').select(['k.question_id as id', 'k.module_key as module']).where('v.kind', '=', kind).execute());
    await w.beginPretest(person);
    const [pretest, final] = [await drawn('PRETEST'), await drawn('FINAL')];
    expect(pretest.map(({ module }) => module).toSorted()).toEqual(['m1', 'm1', 'm2', 'm2']);
    expect(pretest.filter(({ id }) => final.some((other) => other.id === id))).toEqual([]);
  });

  it('show no answer before it is handed in', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    const attemptId = await w.beginPretest(person);
    const page = JSON.stringify(await getAttemptPage(w.db, { attemptId, userId: person.id, now: w.clock.now().toISOString() }));
    for (const body of sampleBodies) for (const why of JSON.stringify(body).matchAll(/"why\w*":"([^"]+)"/g)) expect(page).not.toContain(why[1]);
    expect(page).not.toMatch(/"(correct|accepted|points)"/);
    expect(await resultOf(w, person.id, attemptId)).toEqual({ id: attemptId, isOverdue: false });
  });
});

describe('the end of its time', () => {
  it('hands in what was saved until the last second, and credits that', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    const attemptId = await w.beginPretest(person);
    w.clock.pass({ minutes: 19, seconds: 59 });
    await w.answer(person, attemptId, ['m2']);
    w.clock.pass({ seconds: 4 });
    await w.answer(person, attemptId, ['m1']);
    expect(await autoSubmit(w.db, { attemptId, now: w.clock.now().toISOString(), secret: w.secret, source: 'job' })).toBeNull();
    expect(await resultOf(w, person.id, attemptId)).toMatchObject({ isAuto: true, submittedAt: '2026-10-17T01:20:00.000Z' });
    expect(await shape(w, person)).toEqual(['m1 todo todo locked', 'm2 proven proven']);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('keeps a night from opening another round while it runs', async () => {
    await using w = await renewalWorld({ renewal: { everyMonths: 1, leadDays: 20, pretest: { questions: 2, right: 2, minutes: 20 } } });
    const person = await w.graduate();
    w.clock.set('2025-12-13T01:00:00.000Z');
    expect(await w.night()).toBe(1);
    await w.beginPretest(person);
    w.clock.set('2026-03-01T01:00:00.000Z');
    expect(await w.night()).toBe(0);
    expect(await w.rounds(person)).toHaveLength(2);
  });
});

describe('a version that changes in between', () => {
  it('credits what the pre-test asked about, and asks for what came later', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    const attemptId = await w.beginPretest(person);
    await w.answer(person, attemptId, ['m1', 'm2']);
    await w.release({ modules: { m1: ['bai-1', 'bai-2', 'bai-moi'], m2: ['bai-3'] }, renewal: { ...renewedCourse.renewal, pretest: null } as never });
    await w.by(person).submit(attemptId);
    expect(await shape(w, person)).toEqual(['m1 proven proven todo proven', 'm2 proven proven']);
    await w.finish(person);
    expect(await w.certificates(person)).toHaveLength(2);
  });

  it('settles whoever had only a lesson left that is gone now', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    await w.sit(person, ['m1', 'm2']);
    await w.release({ modules: { m1: ['bai-1', 'bai-2', 'bai-moi'], m2: ['bai-3'] }, assessments: [] });
    expect(await w.certificates(person)).toHaveLength(1);
    await w.release({ assessments: [] });
    expect(await settleRelease(w.db, { courseId: w.course.id, now: w.clock.now().toISOString(), secret: w.secret })).toBe(1);
    expect(await settleRelease(w.db, { courseId: w.course.id, now: w.clock.now().toISOString(), secret: w.secret })).toBe(0);
  });
});
