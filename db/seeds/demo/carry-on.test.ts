import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { completeLesson } from '../../../app/learning/commands/complete-lesson.server.ts';
import { openLesson } from '../../../app/learning/commands/open-lesson.server.ts';
import { settleCourse } from '../../../app/learning/commands/settle-course.server.ts';
import { startAttempt } from '../../../app/learning/commands/start-attempt.server.ts';
import { submitAttempt } from '../../../app/learning/commands/submit-attempt.server.ts';
import { issueCertificate } from '../../../app/learning/commands/issue-certificate.server.ts';
import { holderUnit } from '../../../app/learning/queries/holder-unit.server.ts';
import { certificateDay } from '../../../app/learning/rules/certificate.ts';
import { listGrants } from '../../../app/people/queries/session-actor.server.ts';
import { unitScopeOf } from '../../../app/people/queries/unit-scope.server.ts';
import { copyOf, freshDb, type Copy } from '../../../tests/support/db.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import { foldLedger, listProjections } from '../../../tests/world/demo-ledger.ts';
import type { Db } from '../../client.ts';
import { idFromKey, unitId } from '../ids.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { seedDemo } from './index.ts';
import { cast } from './cast.ts';

/** What the seed leaves behind must be a state that the program itself could have reached: it carries on from there. */

const secret = 'mot-bi-mat-du-dai-cho-viec-kiem-tra';
const now = '2026-11-24T02:00:00.000Z';
const today = '2026-11-24';
const courseId = idFromKey('course:an-toan-thong-tin');
let province: Copy;
let db: Db;
let learnerId: string;

// Made once: every test gets a copy of its own.
beforeAll(async () => {
  await using made = await freshDb();
  await storeOrganisation(made);
  await makeDemoCourses(made);
  await seedDemo(made, { secret, people: 100 });
  province = await copyOf(made);
}, 60_000);
beforeEach(async () => {
  db = await province();
  learnerId = (await db.selectFrom('user_account').select('id').where('staff_no', '=', 'NB-000001').executeTakeFirstOrThrow()).id;
});
afterEach(() => db.destroy());

const start = (key: string, at = now) => startAttempt(db, { userId: learnerId, courseSlug: 'an-toan-thong-tin', key, now: at, today, secret, source: 'web' });
const countEvents = async (verb: string): Promise<number> =>
  (await db.selectFrom('progress_event').select((row) => row.fn.countAll<number>().as('n')).where('user_id', '=', learnerId).where('course_id', '=', courseId).where('verb', '=', verb).executeTakeFirstOrThrow()).n;

function lesson(slug: string) {
  const checks = ['c1', 'c2'].map((key) => ({ kind: 'check' as const, key, question: '?', options: ['a', 'b', 'c'].map((name) => ({ key: name, html: name, correct: name === 'b', why: '' })) }));
  return {
    courseId, courseSlug: 'an-toan-thong-tin', courseTitle: '', courseVersionId: idFromKey('version:an-toan-thong-tin'), lessonId: idFromKey(`an-toan-thong-tin:${slug}`), lessonVersionId: idFromKey(`an-toan-thong-tin:${slug}:1`),
    slug, moduleKey: slug.slice(0, 2), title: slug, summary: '', minutes: 7, details: { sources: [], checkedOn: today, reviewBy: today, appraiserRole: '' }, body: { blocks: checks, outline: [], anchors: [], islands: [] },
  };
}

describe('the learner of the cast', () => {
  it('finishes the lesson that she left open, and the ledger still agrees with the screens', async () => {
    const open = lesson('m2-b');
    await openLesson(db, { userId: learnerId, courseId, lessonId: open.lessonId, now });
    const before = await countEvents('lesson.completed');
    expect(await completeLesson(db, { userId: learnerId, lesson: open, answers: {}, now, secret })).toEqual({ unanswered: ['c1', 'c2'] });
    expect(await completeLesson(db, { userId: learnerId, lesson: open, answers: { c1: 'b', c2: 'a' }, now, secret })).toEqual({ unanswered: [] });
    expect(await countEvents('lesson.completed')).toBe(before + 1);
    expect(await foldLedger(db)).toEqual(await listProjections(db));
  });

  it('may not sit the final test yet, but the next module test once its lessons are read', async () => {
    expect(await start('cuoi-khoa')).toMatchObject({ ok: false, bar: { kind: 'steps-missing' } });
    expect(await start('kiem-tra-m2')).toMatchObject({ ok: false, bar: { kind: 'steps-missing' } });
    await completeLesson(db, { userId: learnerId, lesson: lesson('m2-b'), answers: { c1: 'b', c2: 'b' }, now, secret });
    expect(await start('kiem-tra-m2')).toMatchObject({ ok: true, isNew: true });
  });

  it('hands in an empty test like anybody else', async () => {
    await completeLesson(db, { userId: learnerId, lesson: lesson('m2-b'), answers: { c1: 'b', c2: 'b' }, now, secret });
    const started = await start('kiem-tra-m2');
    if (!started.ok) throw new Error('did not start');
    const closed = await submitAttempt(db, { attemptId: started.attemptId, userId: learnerId, now: '2026-11-24T02:05:00.000Z', secret, source: 'web' });
    expect(closed).toMatchObject({ score: 0, isPassed: false, isAuto: false });
    expect(await foldLedger(db)).toEqual(await listProjections(db));
  });
});

describe('the certificates of the seed', () => {
  it('are known to the program: nothing is due again', async () => {
    const done = await db.selectFrom('course_progress').select(['user_id', 'course_id']).where('completed_at', 'is not', null).execute();
    expect(done.length).toBeGreaterThan(20);
    const [certificates, events] = [await countTable('certificate'), await countTable('progress_event')];
    await db.transaction().execute(async (tx) => {
      for (const { user_id, course_id } of done) expect(await settleCourse(tx, { userId: user_id, courseId: course_id, now, secret, source: 'job' })).toBeNull();
    });
    expect([await countTable('certificate'), await countTable('progress_event')]).toEqual([certificates, events]);
  });

  it('name the unit that the program would have named on that day', async () => {
    const rows = await db.selectFrom('certificate').select(['user_id', 'issued_at', 'unit_name']).execute();
    for (const row of rows) expect((await holderUnit(db, row.user_id, certificateDay(row.issued_at))).name).toBe(row.unit_name);
  });

  it('are followed by the next number', async () => {
    const last = await db.selectFrom('certificate').select('certificate_no').orderBy('certificate_no', 'desc').limit(1).executeTakeFirstOrThrow();
    const input = { userId: learnerId, courseId, courseVersionId: idFromKey('version:an-toan-thong-tin'), courseTitle: '', fullName: '', unitName: '', score: 9, periods: 3, validUntil: null, replacesId: null, round: 1, now, secret, source: 'web' };
    const id = await db.transaction().execute((tx) => issueCertificate(tx, input));
    const { certificate_no: number } = await db.selectFrom('certificate').select('certificate_no').where('id', '=', id).executeTakeFirstOrThrow();
    expect(Number(number.slice(-6))).toBe(Number(last.certificate_no.slice(-6)) + 1);
  });

  it('exist for nobody whom the program would not have let through', async () => {
    const { rows } = await sql`select 1 from certificate c left join course_progress p on p.user_id = c.user_id and p.course_id = c.course_id where p.completed_at is null`.execute(db);
    expect(rows).toEqual([]);
  });
});

describe('the scopes of the cast', () => {
  const scopeOf = async (staffNo: string) => {
    const { id } = await db.selectFrom('user_account').select('id').where('staff_no', '=', staffNo).executeTakeFirstOrThrow();
    return unitScopeOf(db, await listGrants(db, id), today);
  };

  it('let the leader see her ward and its offices, and no other', async () => {
    const scope = await scopeOf('NB-000002');
    if (scope === 'ALL') throw new Error('sees everything');
    expect(scope.size).toBe(6);
    expect(scope.has(unitId('phuong-14329-hoa-lu-2025'))).toBe(true);
    expect(scope.has(unitId('phuong-14329-hoa-lu-2025--trung-tam-phuc-vu-hanh-chinh-cong'))).toBe(true);
    expect(scope.has(unitId('so-noi-vu-2025'))).toBe(false);
  });

  it('let the administrators and the auditor see the province, the learner nothing', async () => {
    for (const staffNo of ['NB-000003', 'NB-000005', 'NB-000006']) expect(await scopeOf(staffNo)).toBe('ALL');
    expect(await scopeOf('NB-000001')).toEqual(new Set());
  });
});

describe('answers to tests', () => {
  it('are kept for two months and always for the cast, scores for ever', async () => {
    const attempts = await db
      .selectFrom('attempt as a')
      .innerJoin('user_account as u', 'u.id', 'a.user_id')
      .select(['a.started_at', 'u.staff_no', 'a.score'])
      .select((row) => row.selectFrom('attempt_question as q').select((count) => count.fn.countAll<number>().as('n')).whereRef('q.attempt_id', '=', 'a.id').as('questions'))
      .execute();
    for (const { started_at, staff_no, score, questions } of attempts) {
      const isKept = started_at >= '2026-09-24T01:00:00.000Z' || (staff_no ?? '') <= (cast.at(-1)?.staffNo ?? '');
      expect((questions ?? 0) > 0).toBe(isKept);
      expect(score).not.toBeNull();
    }
    expect(attempts.some(({ questions }) => questions === 0)).toBe(true);
  });
});

async function countTable(table: 'certificate' | 'progress_event'): Promise<number> {
  return (await db.selectFrom(table).select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
}
