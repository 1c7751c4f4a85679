import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import { trainingRecords } from '../../../app/learning/index.server.ts';
import type { Db } from '../../client.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { DEMO_NOW, seedDemo } from './index.ts';
import { talkWords } from './rules/talk-words.ts';

let db: Db & AsyncDisposable;

beforeAll(async () => {
  db = await freshDb();
  await storeOrganisation(db);
  await makeDemoCourses(db);
  // The demo's own lessons, for the questions that are asked below them.
  const { id: courseId } = await db.selectFrom('course').select('id').where('slug', '=', 'an-toan-thong-tin').executeTakeFirstOrThrow();
  const { id: versionId } = await db.selectFrom('course_version').select('id').where('course_id', '=', courseId).executeTakeFirstOrThrow();
  for (const slug of new Set(talkWords.filter(({ course }) => course === 'an-toan-thong-tin').map(({ lesson }) => lesson))) {
    await db.insertInto('lesson').values({ id: slug, course_id: courseId, slug }).execute();
    await db.insertInto('lesson_version').values({ id: `v:${slug}`, course_version_id: versionId, lesson_id: slug, module_key: 'm1', position: 50, title: slug, summary: '', minutes: 5, word_count: 500, details: '{}', body: '{"blocks":[],"outline":[],"anchors":[],"islands":[]}' }).execute();
  }
  await seedDemo(db, { secret: 'mot-bi-mat-du-dai-cho-viec-kiem-tra', people: 400 });
}, 60_000);
afterAll(() => db.destroy());

describe('classes of the demo', () => {
  it('are over, running, open, full with a waiting list, cancelled and written', async () => {
    const runs = await db.selectFrom('course_run as r').select((of) => ['r.title', 'r.opened_at as openedAt', 'r.cancelled_at as cancelledAt', 'r.capacity', of.selectFrom('run_seat as s').whereRef('s.run_id', '=', 'r.id').where('s.left_at', 'is', null).where('s.placed_at', 'is not', null).select((seat) => seat.fn.countAll<number>().as('n')).as('placed'), of.selectFrom('run_seat as s').whereRef('s.run_id', '=', 'r.id').where('s.left_at', 'is', null).where('s.placed_at', 'is', null).select((seat) => seat.fn.countAll<number>().as('n')).as('waiting')]).execute();
    expect(runs).toHaveLength(9);
    expect(runs.filter((run) => run.cancelledAt)).toHaveLength(1);
    expect(runs.filter((run) => !run.openedAt)).toHaveLength(1);
    expect(runs.filter((run) => Number(run.waiting) > 0 && Number(run.placed) === run.capacity)).toHaveLength(1);
  });

  it('have attendance of what is over and of nothing later', async () => {
    const sessions = await db.selectFrom('run_session as s').innerJoin('course_run as r', 'r.id', 's.run_id').select((of) => ['s.ends_at as endsAt', 'r.cancelled_at as cancelledAt', of.selectFrom('attendance as a').whereRef('a.session_id', '=', 's.id').select((mark) => mark.fn.countAll<number>().as('n')).as('marks')]).execute();
    for (const { endsAt, cancelledAt, marks } of sessions) expect([endsAt, Number(marks) > 0]).toEqual([endsAt, endsAt < DEMO_NOW && cancelledAt === null]);
  });

  it('give people periods', async () => {
    const ids = (await db.selectFrom('run_seat').select('user_id').distinct().execute()).map((row) => row.user_id);
    const records = await trainingRecords(db, ids, { year: 2026, at: DEMO_NOW, timeZone: 'Asia/Ho_Chi_Minh' });
    const lines = [...records.values()].flatMap((record) => record.lines).filter(({ fact }) => fact.kind === 'CLASS');
    expect(lines.filter(({ verdict }) => verdict === 'COUNTS').length).toBeGreaterThan(50);
    expect(lines.some(({ verdict }) => verdict === 'ABSENT')).toBe(true);
  });

  it('leave nothing to be sent when the demo starts', async () => {
    const notices = await db.selectFrom('message').select('id').where('source_type', '=', 'NOTICE').where('source_id', 'like', 'class:%').execute();
    expect(notices.length).toBeGreaterThan(0);
    expect(await db.selectFrom('job').select('id').where('unique_key', 'in', notices.map(({ id }) => `fan-out:${id}`)).execute()).toEqual([]);
    const open = await db.selectFrom('delivery as d').innerJoin('message as m', 'm.id', 'd.message_id').select('d.id').where('m.source_type', '=', 'NOTICE').where('d.state', '=', 'QUEUED').where('m.source_id', 'like', 'class:%').execute();
    expect(open).toEqual([]);
  });
});

describe('questions of the demo', () => {
  it('stand in every state, most of them answered, some with an accepted answer', async () => {
    const posts = await db.selectFrom('lesson_post').select(['parent_id', 'shown_at', 'hidden_at', 'accepted_at', 'written_at']).execute();
    const questions = posts.filter((post) => post.parent_id === null);
    expect(questions.length).toBeGreaterThan(15);
    expect(questions.filter((post) => post.shown_at === null && post.hidden_at === null).length).toBeGreaterThan(0);
    expect(questions.filter((post) => post.hidden_at !== null)).toHaveLength(1);
    expect(posts.filter((post) => post.accepted_at !== null).length).toBeGreaterThan(3);
    expect(posts.every((post) => post.written_at < DEMO_NOW)).toBe(true);
  });

  it('name lessons that there are', async () => {
    const { readdirSync } = await import('node:fs');
    const lessons = (course: string) => readdirSync(`content/courses/${course}`, { recursive: true }).map(String).filter((file) => file.endsWith('.mdx')).map((file) => file.replace(/^.*[\\/]\d+-/, '').replace('.mdx', ''));
    for (const { course, lesson } of talkWords) expect(lessons(course)).toContain(lesson);
    expect(new Set(talkWords.map(({ question }) => question)).size).toBe(talkWords.length);
  });

  it('have feedback from enough people to be shown', async () => {
    const rows = await db.selectFrom('course_feedback').select((of) => ['course_id', of.fn.countAll<number>().as('n')]).groupBy('course_id').execute();
    expect(rows.some((row) => Number(row.n) >= 10)).toBe(true);
  });
});
