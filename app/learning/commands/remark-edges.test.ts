import { describe, expect, it } from 'vitest';
import { jobHandlers } from '../../../jobs/registry.ts';
import { scheduleDue } from '../../../jobs/schedules.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { completeLessons, enrol, makeCourse, sampleBodies, type SampleAssessment } from '../../../tests/world/learning.ts';
import { makeEditor, remarkNow, secret, sit, suspend, type Given } from '../../../tests/world/sittings.ts';
import { fanOut } from '../../messaging/index.server.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { remarkAttempts } from './remark-attempts.server.ts';
import { settleCourse } from './settle-course.server.ts';

const keys = sampleBodies.map((_body, at) => `q${at + 1}`);
const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 3 }];
const wrongIn = (...wrong: string[]) => Object.fromEntries(keys.map((key) => [key, wrong.includes(key) ? 'wrong' : 'right'])) as Record<string, Given>;

/** A course with one final test, and somebody who has read it. */
async function world(assessments: SampleAssessment[] = [{ key: 'cuoi-khoa', kind: 'FINAL', blueprint }]) {
  const [db, clock] = [await freshDb(), testClock('2026-11-25T01:00:00.000Z')];
  const course = await makeCourse(db, { modules: { m1: ['bai-1'] }, questions: sampleBodies.map((body, at) => ({ key: `q${at + 1}`, module: 'm1', body })), assessments });
  const learner = await enrol(db, course);
  await completeLessons(db, course, learner);
  const editor = await makeEditor(db);
  const sits = (day: string, given: Record<string, Given>, number = 1, assessment = assessments[0]?.key ?? '') =>
    sit(db, { userId: learner.id, course: course.slug, assessment, number, startedAt: `${day}T01:00:00.000Z`, submittedAt: `${day}T01:10:00.000Z`, given });
  const settle = (now: string) => db.transaction().execute((tx) => settleCourse(tx, { userId: learner.id, courseId: course.id, now, secret, source: 'job' }));
  const takeOut = async (key: string) => remarkNow(db, clock, await suspend(db, clock, editor, course.slug, key));
  const certificates = () => db.selectFrom('certificate').select(['issued_at', 'revoked_reason', 'score']).orderBy('issued_at').execute();
  const told = async () => (await db.selectFrom('message_recipient').select(['user_id', 'variables']).execute()).map(({ user_id, variables }) => [user_id, JSON.parse(variables ?? '{}')]);
  return { db, clock, course, learner, editor, sits, settle, takeOut, certificates, told };
}

describe('certificates after marking again', () => {
  it('one that ran out comes anew when the attempt after its end passes now', async () => {
    const { sits, settle, takeOut, certificates } = await world();
    await sits('2025-11-10', wrongIn());
    await settle('2025-11-10T01:10:00.000Z');
    await sits('2026-11-20', wrongIn('q1', 'q3'), 2);
    await settle('2026-11-20T01:10:00.000Z');
    expect(await certificates()).toHaveLength(1);
    expect(await takeOut('q1')).toBe(1);
    expect(await certificates()).toEqual([{ issued_at: '2025-11-10T01:10:00.000Z', revoked_reason: 'RENEWED', score: 10 }, { issued_at: '2026-11-25T01:00:00.000Z', revoked_reason: null, score: 10 }]);
  });

  it('one that ran out does not come anew through an attempt from before its end', async () => {
    const { sits, settle, takeOut, certificates } = await world();
    await sits('2025-11-10', wrongIn());
    await settle('2025-11-10T01:10:00.000Z');
    await sits('2025-11-12', wrongIn('q1', 'q3'), 2);
    await takeOut('q1');
    expect(await certificates()).toHaveLength(1);
  });

  it('none comes where something else is still missing', async () => {
    const { db, course, sits, takeOut, certificates } = await world([{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint }, { key: 'cuoi-khoa', kind: 'FINAL', blueprint }]);
    await sits('2026-11-20', wrongIn('q1', 'q3'));
    await takeOut('q1');
    expect(await db.selectFrom('assessment_progress').select('passed_at').where('assessment_id', '=', course.assessments['kiem-tra-m1'] ?? '').executeTakeFirst()).toEqual({ passed_at: '2026-11-20T01:10:00.000Z' });
    expect(await certificates()).toEqual([]);
  });
});

describe('the progress of the person', () => {
  it('keeps the best and the last score apart: an older attempt that rises is not the last one', async () => {
    const { db, sits, takeOut } = await world();
    await sits('2026-11-20', wrongIn('q1'));
    await sits('2026-11-21', wrongIn('q3', 'q6', 'q1'), 2);
    await sits('2026-11-22', wrongIn('q3', 'q6'), 3);
    await takeOut('q1');
    expect(await db.selectFrom('assessment_progress').select(['attempts', 'best_score', 'last_score', 'last_submitted_at', 'passed_at']).execute()).toEqual([{ attempts: 3, best_score: 10, last_score: 6.7, last_submitted_at: '2026-11-22T01:10:00.000Z', passed_at: '2026-11-20T01:10:00.000Z' }]);
    expect((await listProgressDifferences(db)).differences).toEqual([]);
  });

  it('is put right also in a course that was withdrawn', async () => {
    const { db, course, sits, takeOut, told, learner } = await world();
    await sits('2026-11-20', wrongIn('q1'));
    await db.updateTable('course').set({ retired_at: '2026-11-24T00:00:00.000Z' }).where('id', '=', course.id).execute();
    expect(await takeOut('q1')).toBe(1);
    expect((await told()).map(([id]) => id)).toEqual([learner.id]);
  });
});

describe('the notice', () => {
  it('names each test once, however many attempts rose, and stays within what a message may hold', async () => {
    const { learner, sits, takeOut, told } = await world([{ key: 'cuoi-khoa', kind: 'FINAL', blueprint }, { key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint }]);
    await sits('2026-11-20', wrongIn('q1', 'q3', 'q6'));
    await sits('2026-11-21', wrongIn('q1', 'q3', 'q6'), 2);
    await sits('2026-11-22', wrongIn('q1', 'q3', 'q6'), 1, 'kiem-tra-m1');
    await takeOut('q1');
    expect(await told()).toEqual([[learner.id, { bai: 'Bài thi cuối khoá, Bài kiểm tra mô-đun 1 (An toàn thông tin cho người dùng cuối)' }]]);
  });

  it('is cut where titles are long, and goes out through the ledger', async () => {
    const { db, clock, sits, takeOut, told } = await world();
    await db.updateTable('assessment_version').set({ title: 'Bài thi rất dài '.repeat(20).trim() }).execute();
    await sits('2026-11-20', wrongIn('q1'));
    await takeOut('q1');
    const [[, variables]] = (await told()) as [[string, { bai: string }]];
    expect(variables.bai).toHaveLength(200);
    const { id } = await db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    await fanOut(db, clock, id);
    expect((await db.selectFrom('delivery').select('channel').orderBy('channel').execute()).map(({ channel }) => channel)).toEqual(['EMAIL', 'IN_APP']);
  });

  it('is not written where the score stays the same: a third of a point among many', async () => {
    const { db, sits, takeOut } = await world();
    const id = await sits('2026-11-20', wrongIn('q5'));
    // As after another rule: what was given stands higher than what the points would give.
    await db.updateTable('attempt').set({ score: 10, is_passed: 1 }).where('id', '=', id).execute();
    expect(await takeOut('q5')).toBe(1);
    expect(await db.selectFrom('attempt_remark').select(['score_before', 'score_after']).execute()).toEqual([{ score_before: 10, score_after: 10 }]);
    expect([await db.selectFrom('message').select('id').execute(), await db.selectFrom('progress_event').select('id').where('verb', '=', 'attempt.remarked').execute()]).toEqual([[], []]);
  });
});

it('a suspension that is not there is an error of the job, not a silent end', async () => {
  const { db } = await world();
  await expect(remarkAttempts(db, { suspensionId: 'khong-co', now: '2026-11-25T01:00:00.000Z', secret })).rejects.toMatchObject({ kind: 'not-found' });
});

it('answers are counted every night by the job that is planned for it', async () => {
  const { db, clock, sits } = await world();
  await sits('2026-11-20', wrongIn('q1'));
  await scheduleDue(db, clock);
  const runner = createRunner({ db, clock, log: silentLog, secret, timeZone: 'Asia/Ho_Chi_Minh' }, jobHandlers.filter(({ contract }) => contract.name === 'learning.count-answers'));
  await runner.runDue();
  expect(await db.selectFrom('question_statistic').selectAll().execute()).toEqual([]);
  clock.set('2026-11-25T18:40:00.000Z');
  await runner.runDue();
  const counted = await db.selectFrom('question_statistic').select(['answers', 'counted_at']).execute();
  expect(counted).toHaveLength(keys.length);
  expect(new Set(counted.map(({ answers, counted_at }) => `${answers} ${counted_at}`))).toEqual(new Set(['1 2026-11-25T18:40:00.000Z']));
});
