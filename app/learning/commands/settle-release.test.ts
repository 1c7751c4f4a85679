import { beforeEach, describe, expect, it } from 'vitest';
import { jobHandlers } from '../../../jobs/registry.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { enrolled, facts, happened, makeCourse, type LessonTraits } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { homeView } from '../queries/home.server.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { releaseCourseVersion } from './release-course-version.server.ts';
import { settleRelease } from './settle-release.server.ts';

const secret = 'a secret of thirty-two characters';
const before = '2026-11-20T01:00:00.000Z';
const timeZone = 'Asia/Ho_Chi_Minh';
const all: LessonTraits[] = [{ slug: 'mat-khau-manh' }, { slug: 'thu-la' }, { slug: 'dinh-danh', module: 'm2' }];

let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
  return () => w.db.destroy();
});

/** A course of three lessons that asks nothing, and a waiting version that has the first two of them. */
async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const first = await makeCourse(db, { lessons: all, assessments: 'none' });
  const now = () => clock.now().toISOString();
  const learner = async (...lessons: number[]) => {
    const person = await makePerson(db);
    await enrolled(db, person.id, first, { dueOn: '2026-11-30' });
    for (const at of lessons) await happened(db, person.id, first, before, facts.completed(first, at));
    return person;
  };
  const release = async (lessons: LessonTraits[]) => {
    const next = await makeCourse(db, { of: first, lessons, assessments: 'none' });
    // As it waits before an editor releases it.
    await db.updateTable('course_version').set({ released_at: null }).where('id', '=', next.versionId).execute();
    await db.updateTable('course_version').set({ superseded_at: null }).where('id', '=', first.versionId).execute();
    await releaseCourseVersion(db, null, next.versionId, now());
    return next;
  };
  const runner = createRunner({ db, clock, log: silentLog, secret, timeZone }, jobHandlers);
  const certified = async () => (await db.selectFrom('certificate').select('user_id').orderBy('certificate_no').execute()).map((row) => row.user_id);
  const completedAt = async (id: string) => (await db.selectFrom('course_progress').select('completed_at').where('user_id', '=', id).executeTakeFirst())?.completed_at ?? null;
  return { db, clock, first, now, learner, release, runner, certified, completedAt, settle: () => settleRelease(db, { courseId: first.courseId, now: now(), secret }) };
}

describe('a version that asks for less', () => {
  it('completes whoever has done all of it by the job that its release orders, and home waits for nothing any more', async () => {
    const [done, half, none] = [await w.learner(0, 1), await w.learner(0), await w.learner()];
    expect((await homeView(w.db, done, w.clock.now(), timeZone)).first?.next?.title).toBe('dinh-danh');
    await w.release(all.slice(0, 2));
    expect(await w.certified()).toEqual([]);
    await w.runner.runDue();
    expect([await w.certified(), await w.completedAt(done.id), await w.completedAt(half.id), await w.completedAt(none.id)]).toEqual([[done.id], w.now(), null, null]);
    expect((await homeView(w.db, done, w.clock.now(), timeZone)).first).toBeNull();
    expect((await homeView(w.db, half, w.clock.now(), timeZone)).first?.next?.title).toBe('thu-la');
  });

  it('does so once, however often it is run', async () => {
    const done = await w.learner(0, 1);
    await w.release(all.slice(0, 2));
    expect([await w.settle(), await w.settle(), await w.certified()]).toEqual([1, 0, [done.id]]);
    const completions = await w.db.selectFrom('progress_event').select('id').where('verb', '=', 'course.completed').execute();
    expect(completions.length).toBe(1);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('gives nothing to who has left, was never enrolled, or had finished before', async () => {
    const [left, finished] = [await w.learner(0, 1), await w.learner(0, 1, 2)];
    await w.db.updateTable('enrollment').set({ cancelled_at: before }).where('user_id', '=', left.id).execute();
    await happened(w.db, finished.id, w.first, before, facts.courseDone(w.first));
    const guest = await makePerson(w.db);
    for (const at of [0, 1]) await happened(w.db, guest.id, w.first, before, facts.completed(w.first, at));
    await w.release(all.slice(0, 2));
    expect([await w.settle(), await w.certified(), await w.completedAt(finished.id)]).toEqual([0, [], before]);
  });
});

describe('a version that asks for as much or more', () => {
  it.each<[string, LessonTraits[]]>([
    ['with another lesson', [...all, { slug: 'moi' }]],
    ['with one lesson in the place of another', [all[0] as LessonTraits, { slug: 'moi' }]],
    ['without any lesson', []],
  ])('%s completes nobody', async (_what, lessons) => {
    await w.learner(0, 1);
    await w.release(lessons);
    expect([await w.settle(), await w.certified()]).toEqual([0, []]);
  });

  it('with a test leaves it to be passed', async () => {
    const person = await w.learner(0, 1, 2);
    const next = await makeCourse(w.db, { of: w.first, lessons: all });
    expect(await w.settle()).toBe(0);
    for (const at of [0, 1]) await happened(w.db, person.id, next, w.now(), facts.submitted(next, at, at === 0 ? 8 : 6.9));
    expect(await w.settle()).toBe(0);
    await happened(w.db, person.id, next, w.now(), facts.submitted(next, 1, 7));
    expect([await w.settle(), await w.certified()]).toEqual([1, [person.id]]);
  });
});

describe('the order to settle', () => {
  const ordered = async () => (await w.db.selectFrom('job').select(['payload']).where('name', '=', 'learning.settle-release').execute()).map(({ payload }) => JSON.parse(payload) as unknown);

  it('is given when a version takes the place of another, not by the first of a course nor by one that is out already', async () => {
    const fresh = await makeCourse(w.db, { released: false });
    await releaseCourseVersion(w.db, null, fresh.versionId, w.now());
    expect(await ordered()).toEqual([]);
    const next = await w.release(all);
    expect(await ordered()).toEqual([{ courseId: w.first.courseId }]);
    expect(await releaseCourseVersion(w.db, null, next.versionId, w.now())).toBe(false);
    expect((await ordered()).length).toBe(1);
  });

  it('for a course that was withdrawn meanwhile does no harm', async () => {
    await w.learner(0, 1);
    await w.release(all.slice(0, 2));
    await w.db.updateTable('course_version').set({ superseded_at: w.now() }).where('course_id', '=', w.first.courseId).execute();
    expect(await w.settle()).toBe(0);
  });
});
