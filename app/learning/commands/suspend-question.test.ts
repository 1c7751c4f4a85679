import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { completeLessons, enrol, makeCourse, releaseVersion, sampleBodies } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { makeEditor, remarkNow, suspend } from '../../../tests/world/sittings.ts';
import type { Role } from '../../people/actor.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { getReleaseCheck } from '../queries/editing-version.server.ts';
import { getQuestion } from '../queries/question-identity.server.ts';
import { readBank } from '../queries/question-bank.server.ts';
import { reinstateQuestion, suspendQuestion } from './suspend-question.server.ts';

const bodies = sampleBodies.slice(0, 4);
/** Five questions in the bank of a test that asks four. */
const traits = {
  questions: [...bodies, ...bodies.slice(0, 1)].map((body, at) => ({ key: `q${at + 1}`, module: 'm1', body })),
  assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE' as const, module: 'm1', blueprint: [{ module: 'm1', level: 'REMEMBER' as const, count: 4 }], maxAttempts: 9 }],
};

let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
  return () => w.db.destroy();
});

async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const course = await makeCourse(db, traits);
  const learner = await enrol(db, course);
  await completeLessons(db, course, learner);
  const editor = await makeEditor(db);
  const ports = testPorts(db, clock);
  const versionOf = async (key: string) => (await getQuestion(db, course.slug, key)).versionId;
  return {
    db, clock, course, editor, ports, versionOf,
    me: examinee(db, clock, course, learner.id),
    suspends: async (key: string, version?: string) => suspendQuestion(ports, editor, { course: course.slug, key, version: version ?? (await versionOf(key)), reason: 'Đáp án đã sai' }),
    reinstates: (suspension: string, key = 'q1') => reinstateQuestion(ports, editor, { course: course.slug, key, suspension, reason: 'Đã kiểm tra lại' }),
    bank: async () => (await readBank(db, course.versionId, ['m1'])).length,
    audits: () => db.selectFrom('audit_event').select(['action', 'actor_name', 'details']).where('object_type', '=', 'question').orderBy('seq').execute(),
  };
}

describe('a question out of use', () => {
  it('is never drawn again, until it is back', async () => {
    const suspension = await suspend(w.db, w.clock, w.editor, w.course.slug, 'q1');
    for (let count = 0; count < 4; count += 1) {
      w.clock.pass({ minutes: 1 });
      const id = await w.me.begin();
      expect((await questionsOf(w.db, id)).map(({ body }) => body.type).sort()).toEqual(['multiple', 'ordering', 'single', 'true_false']);
      expect(await w.db.selectFrom('attempt_question').select('position').where('attempt_id', '=', id).where('question_version_id', '=', await w.versionOf('q1')).execute()).toEqual([]);
      await w.me.submit(id);
    }
    expect(await w.bank()).toBe(4);
    expect(await w.reinstates(suspension)).toEqual({ ok: true });
    expect(await w.bank()).toBe(5);
  });

  it('keeps its place in an attempt under way and counts as right there, and only there where it was wrong', async () => {
    const id = await w.me.begin();
    const drawn = await questionsOf(w.db, id);
    const { key } = await w.db.selectFrom('attempt_question as q').innerJoin('question_version as v', 'v.id', 'q.question_version_id').innerJoin('question as k', 'k.id', 'v.question_id').select('k.key').where('q.attempt_id', '=', id).where('q.position', '=', 1).executeTakeFirstOrThrow();
    w.clock.pass({ minutes: 1 });
    const suspensionId = await suspend(w.db, w.clock, w.editor, w.course.slug, key);
    expect(await questionsOf(w.db, id)).toEqual(drawn);
    expect(await remarkNow(w.db, w.clock, suspensionId)).toBe(0);
    expect(await w.me.submit(id)).toMatchObject({ score: 2.5, isPassed: false });
    const rows = await w.db.selectFrom('attempt_question').select(['points', 'waived_by']).orderBy('position').execute();
    expect(rows).toEqual([{ points: 0, waived_by: suspensionId }, ...Array(3).fill({ points: 0, waived_by: null })]);
    expect(await remarkNow(w.db, w.clock, suspensionId)).toBe(0);
    expect(await w.db.selectFrom('message').select('id').execute()).toEqual([]);
  });

  it('counts as right also when it is back before the attempt is handed in, so that the moment of the job does not matter', async () => {
    const id = await w.me.begin();
    const [{ question_version_id: version }] = (await w.db.selectFrom('attempt_question').select('question_version_id').where('attempt_id', '=', id).execute()) as [{ question_version_id: string }];
    const { key } = await w.db.selectFrom('question as k').innerJoin('question_version as v', 'v.question_id', 'k.id').select('k.key').where('v.id', '=', version).executeTakeFirstOrThrow();
    w.clock.pass({ minutes: 1 });
    const suspension = await suspend(w.db, w.clock, w.editor, w.course.slug, key);
    w.clock.pass({ minutes: 1 });
    await w.reinstates(suspension, key);
    expect(await w.me.submit(id)).toMatchObject({ score: 2.5 });
    const later = await w.me.begin();
    expect(await w.me.submit(later)).toMatchObject({ score: 0 });
  });

  it('counts what is left when it is back: results that rose stay, later attempts count it', async () => {
    const id = await w.me.begin();
    await w.me.submit(id);
    w.clock.pass({ minutes: 1 });
    const held = await w.db.selectFrom('attempt_question as q').innerJoin('question_version as v', 'v.id', 'q.question_version_id').innerJoin('question as k', 'k.id', 'v.question_id').select('k.key').where('q.attempt_id', '=', id).executeTakeFirstOrThrow();
    const suspension = await suspend(w.db, w.clock, w.editor, w.course.slug, held.key);
    await w.reinstates(suspension, held.key);
    await remarkNow(w.db, w.clock, suspension);
    expect(await w.db.selectFrom('attempt').select('score').execute()).toEqual([{ score: 2.5 }]);
  });

  it('leaves one audit row with what was foreseen, and one when it comes back', async () => {
    await w.me.submit(await w.me.begin());
    w.clock.pass({ minutes: 1 });
    const suspension = await suspend(w.db, w.clock, w.editor, w.course.slug, 'q2');
    await w.reinstates(suspension, 'q2');
    const rows = await w.audits();
    expect(rows.map(({ action, actor_name }) => [action, actor_name])).toEqual([['question.suspend', 'Lê Thị Ánh'], ['question.reinstate', 'Lê Thị Ánh']]);
    expect(JSON.parse(rows[0]?.details ?? '')).toMatchObject({ key: 'q2', reason: 'Đáp án đã sai từ đầu', running: 0 });
    expect(await findAuditBreak(w.db)).toBeNull();
  });
});

describe('is refused', () => {
  const nothing = async () => expect([await w.audits(), await w.db.selectFrom('job').select('id').where('name', '=', 'learning.remark').execute()]).toEqual([[], []]);

  it.each(['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as Role[])('to %s', async (role) => {
    const person = await makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    const version = await w.versionOf('q1');
    await expect(suspendQuestion(w.ports, person, { course: w.course.slug, key: 'q1', version, reason: 'Đáp án đã sai' })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(reinstateQuestion(w.ports, person, { course: w.course.slug, key: 'q1', suspension: version, reason: 'Đã kiểm tra lại' })).rejects.toMatchObject({ kind: 'forbidden' });
    await nothing();
  });

  it('when a test could not be drawn without it, with the test and the numbers', async () => {
    await suspend(w.db, w.clock, w.editor, w.course.slug, 'q1');
    const refused = await w.suspends('q2');
    expect(refused).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('Không có câu này thì Bài kiểm tra mô-đun 1 không đủ câu hỏi để ra đề: mô-đun m1 chỉ còn 3 câu ở mức cần 4 câu.') } } });
    expect(await w.bank()).toBe(4);
  });

  it('when another tab has done it already, and when the question has become another one meanwhile', async () => {
    const seen = await w.versionOf('q1');
    await suspend(w.db, w.clock, w.editor, w.course.slug, 'q1');
    expect(await w.suspends('q1', seen)).toMatchObject({ ok: false });
    const older = await w.versionOf('q2');
    await releaseVersion(w.db, w.course, { ...traits, questions: [...traits.questions, { key: 'q6', module: 'm1', body: bodies[0] as (typeof bodies)[number] }] });
    expect(await w.suspends('q2', older)).toMatchObject({ ok: false, faults: { form: { en: expect.stringContaining('new version') } } });
    expect(await w.audits()).toHaveLength(1);
  });

  it('to take back a suspension that is over, from a page that was left open', async () => {
    const first = await suspend(w.db, w.clock, w.editor, w.course.slug, 'q1');
    expect(await w.reinstates(first)).toEqual({ ok: true });
    expect(await w.reinstates(first)).toMatchObject({ ok: false });
    const second = await suspend(w.db, w.clock, w.editor, w.course.slug, 'q1');
    expect(await w.reinstates(first)).toMatchObject({ ok: false });
    expect((await getQuestion(w.db, w.course.slug, 'q1')).suspensionId).toBe(second);
  });

  it('for questions that nobody has seen, and courses that are not there', async () => {
    for (const [course, key] of [[w.course.slug, 'q99'], ['khong-co', 'q1']] as const) await expect(suspendQuestion(w.ports, w.editor, { course, key, version: 'x', reason: 'Đáp án đã sai' })).rejects.toMatchObject({ kind: 'not-found' });
    await nothing();
  });
});

it('a question that the course no longer has can still be taken out, however small the bank is now', async () => {
  await w.me.submit(await w.me.begin());
  w.clock.pass({ minutes: 1 });
  const [first] = await w.db.selectFrom('attempt_question as q').innerJoin('question_version as v', 'v.id', 'q.question_version_id').innerJoin('question as k', 'k.id', 'v.question_id').select('k.key').execute();
  await releaseVersion(w.db, w.course, { ...traits, questions: traits.questions.filter(({ key }) => key !== first?.key) });
  expect(await getQuestion(w.db, w.course.slug, first?.key ?? '')).toMatchObject({ isInUse: false });
  const suspensionId = await suspend(w.db, w.clock, w.editor, w.course.slug, first?.key ?? '');
  expect(await remarkNow(w.db, w.clock, suspensionId)).toBe(1);
});

it('the check before a release counts without what is out of use', async () => {
  await suspend(w.db, w.clock, w.editor, w.course.slug, 'q1');
  const next = await releaseVersion(w.db, w.course, { ...traits, questions: traits.questions.slice(0, 4) });
  const check = (versionId: string) => getReleaseCheck(w.db, w.course.slug, versionId, '2026-11-23');
  expect((await check(next.versionId)).shortage).toEqual({ title: 'Bài kiểm tra mô-đun 1', module: 'm1', level: 'REMEMBER', count: 4, found: 3 });
  expect((await check(w.course.versionId)).shortage).toBeNull();
});
