import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { wordsOf } from '../../tests/support/page.tsx';
import { examinee, questionsOf } from '../../tests/world/attempts.ts';
import { makeExamWorld, releaseVersion, sampleBodies, type CourseTraits } from '../../tests/world/learning.ts';
import { visitorOf } from '../../tests/world/visits.ts';
import { listCatalogue } from './queries/catalogue.server.ts';
import { homeView } from './queries/home.server.ts';
import * as catalogue from './routes/catalogue.tsx';
import * as resultPage from './routes/attempt-result.tsx';

const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 6 }];
const test = (changes: { maxAttempts?: number; passScore?: number; minutes?: number; cooldownMinutes?: number } = {}) => ({ key: 'kiem-tra-m1', kind: 'MODULE' as const, module: 'm1', blueprint, ...changes });

let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
  return () => w.db.destroy();
});

/** Somebody who has read everything and may sit the tests, while editors release version after version. */
async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const made = await makeExamWorld(db, { assessments: [test()] });
  let { course } = made;
  const { learner } = made;
  const me = examinee(db, clock, course, learner.id);
  const browser = await visitorOf(db, clock, learner);
  return {
    db, clock, learner, me, browser, slug: course.slug,
    release: async (traits: CourseTraits) => void (course = await releaseVersion(db, course, { assessments: [test()], ...traits })),
    result: (id: string, locale: 'vi' | 'en' = 'vi') => browser.see(resultPage, `/attempts/${id}/result`, { attempt: id }, locale),
    attempt: (id: string) => db.selectFrom('attempt').select(['score', 'is_passed', 'due_at', 'submitted_at']).where('id', '=', id).executeTakeFirstOrThrow(),
    catalogue: async () => (await listCatalogue(db, learner.id)).map(({ lessons, lessonsCompleted }) => [lessonsCompleted, lessons]),
    next: async () => (await homeView(db, learner, clock.now(), 'Asia/Ho_Chi_Minh')).first?.next,
  };
}

describe('a test that was begun in an older version', () => {
  it('is answered, timed, marked and passed by that version', async () => {
    const id = await w.me.begin();
    const { due_at } = await w.attempt(id);
    await w.release({ assessments: [test({ passScore: 10, minutes: 1 })], questions: sampleBodies.map((body, at) => ({ key: `q${at + 1}`, module: 'm1', body: { type: 'true_false' as const, text: body.text, answer: true, whyTrue: '', whyFalse: '' } })) });
    w.clock.pass({ minutes: 5 });
    await w.me.answerRightly(id, 5);
    await w.me.submit(id);
    expect(await w.attempt(id)).toMatchObject({ due_at, score: 8.3, is_passed: 1 });
    expect(wordsOf(await w.result(id))).toContain('Điểm đạt: 8,0');
  });

  it('is gone on with when it is started again, not begun anew with other questions', async () => {
    const id = await w.me.begin();
    const drawn = (await questionsOf(w.db, id)).map(({ body }) => body.text);
    await w.release({ questions: sampleBodies.map((body, at) => ({ key: `moi-${at}`, module: 'm1', body })) });
    expect(await w.me.start()).toEqual({ ok: true, attemptId: id, isNew: false });
    expect((await questionsOf(w.db, id)).map(({ body }) => body.text)).toEqual(drawn);
  });

  it('can still be handed in when the course has no such test any more, and then offers no other', async () => {
    const id = await w.me.begin();
    await w.release({ assessments: [] });
    await w.me.answerRightly(id, 2);
    await w.me.submit(id);
    const markup = await w.result(id);
    expect(wordsOf(markup)).toContain('Không đạt');
    expect(wordsOf(markup)).not.toMatch(/Còn \d lượt|Đã dùng hết lượt/);
    expect(markup).not.toMatch(/class="btn[^"]*"[^>]*href="\/assessments/);
  });

  it('counts towards the attempts of the new one, which may allow fewer', async () => {
    for (let at = 0; at < 2; at += 1) await w.me.submit(await w.me.begin());
    await w.release({ assessments: [test({ maxAttempts: 2 })] });
    expect(await w.me.start()).toEqual({ ok: false, bar: { kind: 'no-attempts-left' } });
    await w.release({ assessments: [test({ maxAttempts: 1 })] });
    expect(await w.me.start()).toEqual({ ok: false, bar: { kind: 'no-attempts-left' } });
    await w.release({ assessments: [test({ maxAttempts: 3 })] });
    expect(await w.me.start()).toMatchObject({ ok: true, isNew: true });
  });

  it('makes wait by the rule of the new one, to the second', async () => {
    await w.me.submit(await w.me.begin());
    await w.release({ assessments: [test({ cooldownMinutes: 30 })] });
    expect(await w.me.start()).toEqual({ ok: false, bar: { kind: 'cooldown', until: '2026-11-23T01:30:00.000Z' } });
    w.clock.pass({ minutes: 29, seconds: 59 });
    expect(await w.me.start()).toMatchObject({ ok: false });
    w.clock.pass({ seconds: 1 });
    expect(await w.me.start()).toMatchObject({ ok: true });
  });

  it('that was passed stays passed when more is asked now', async () => {
    const id = await w.me.begin();
    await w.me.answerRightly(id, 5);
    await w.me.submit(id);
    await w.release({ assessments: [test({ passScore: 9 })] });
    expect(await w.attempt(id)).toMatchObject({ is_passed: 1 });
    const { passed_at } = await w.db.selectFrom('assessment_progress').select('passed_at').executeTakeFirstOrThrow();
    expect(passed_at).toBe('2026-11-23T01:00:00.000Z');
  });
});

describe('the review of answers', () => {
  it.each([['vi', 'Bài Bài học bai-1 không còn trong khoá học'], ['en', 'The lesson Bài học bai-1 is no longer in the course']] as const)('says in %s that a lesson is gone instead of leading to nothing', async (locale, words) => {
    const id = await w.me.begin();
    await w.me.submit(id);
    expect(await w.result(id, locale)).toContain(`/learn/${w.slug}/bai-1#dau-hieu`);
    await w.release({ modules: { m1: ['bai-2'], m2: ['bai-3'] } });
    const markup = await w.result(id, locale);
    expect(wordsOf(markup)).toContain(words);
    expect(markup).not.toContain('/learn/');
  });

  it('leads to a lesson that moved to another module, and no more once the course is withdrawn', async () => {
    const id = await w.me.begin();
    await w.me.submit(id);
    await w.release({ modules: { m1: ['bai-2'], m2: ['bai-3', 'bai-1'] } });
    expect((await w.result(id)).match(/\/learn\//g)).toHaveLength(6);
    await w.db.updateTable('course').set({ retired_at: w.clock.now().toISOString() }).execute();
    expect(await w.result(id)).not.toContain('/learn/');
  });
});

describe('how far somebody is', () => {
  it('is counted in the lessons that there are now', async () => {
    expect(await w.catalogue()).toEqual([[3, 3]]);
    await w.release({ modules: { m1: ['bai-1'] } });
    expect(await w.catalogue()).toEqual([[1, 1]]);
    await w.release({ modules: { m1: ['bai-1', 'moi-1', 'moi-2'], m2: ['bai-3'] } });
    expect(await w.catalogue()).toEqual([[2, 4]]);
    await w.release({ modules: { m1: ['moi-3'] } });
    expect(await w.catalogue()).toEqual([[0, 1]]);
    const markup = await w.browser.see(catalogue, '/courses');
    expect(wordsOf(markup)).toContain('0/1');
  });

  it('goes on with the lesson that is new, and not with a test that it locks again', async () => {
    await w.me.submit(await w.me.begin());
    expect(await w.next()).toMatchObject({ kind: 'assessment', started: true });
    await w.release({ modules: { m1: ['bai-1', 'bai-2', 'moi'], m2: ['bai-3'] } });
    expect(await w.next()).toMatchObject({ kind: 'lesson', href: `/learn/${w.slug}/moi`, started: false });
    expect(await w.me.start()).toEqual({ ok: false, bar: { kind: 'steps-missing' } });
  });

  it('goes back to the test that runs before anything that is new', async () => {
    const id = await w.me.begin();
    await w.release({ modules: { m1: ['moi', 'bai-1'], m2: ['bai-3'] } });
    expect(await w.next()).toMatchObject({ href: `/attempts/${id}`, attemptEndsAt: '2026-11-23T01:12:00.000Z' });
    w.clock.pass({ minutes: 12 });
    expect(await w.next()).toMatchObject({ href: `/learn/${w.slug}/moi`, attemptEndsAt: null });
  });
});
