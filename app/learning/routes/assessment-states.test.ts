import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { examinee } from '../../../tests/world/attempts.ts';
import { completeLessons, enrol, makeCourse, type CourseTraits } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import * as assessmentPage from './assessment.tsx';

const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 6 }];
const assessments = (traits: { maxAttempts?: number; cooldownMinutes?: number }) => [{ key: 'kiem-tra-m1', kind: 'MODULE' as const, module: 'm1', blueprint, ...traits }];

/** A learner before an assessment; `isReady` has enrolled her and read every lesson. */
async function before(traits: CourseTraits = {}, isReady = true) {
  const db = await freshDb();
  const clock = testClock();
  const course = await makeCourse(db, traits);
  const learner = isReady ? await enrol(db, course) : await makePerson(db);
  if (isReady) await completeLessons(db, course, learner);
  const browser = await visitorOf(db, clock, learner);
  const see = (locale: 'vi' | 'en' = 'vi') => browser.see(assessmentPage, `/assessments/${course.slug}/kiem-tra-m1`, { course: course.slug, key: 'kiem-tra-m1' }, locale);
  return { db, clock, course, learner, see, me: examinee(db, clock, course, learner.id) };
}
type Before = Awaited<ReturnType<typeof before>>;
const startForm = /<form method="post" action="\/assessments\/[^"]+\/attempts"/;

interface State {
  what: string;
  traits?: CourseTraits;
  isReady?: false;
  act?: (world: Before) => Promise<void>;
  vi: string[];
  en: string[];
  canStart: boolean;
}

async function fail({ me }: Before, times = 1): Promise<void> {
  for (let at = 0; at < times; at += 1) await me.submit(await me.begin());
}
async function pass({ me }: Before): Promise<void> {
  const id = await me.begin();
  await me.answerRightly(id);
  await me.submit(id);
}

const states: State[] = [
  { what: 'ready', vi: ['Bắt đầu làm bài', 'Đã dùng 0, còn 3 trên 3 lượt', '6 câu', '12 phút', 'không phải chờ'], en: ['Start', '0 used, 3 of 3 left', '6 questions', '12 minutes', 'none'], canStart: true },
  { what: 'not enrolled', isReady: false, vi: ['chưa ghi danh khoá học này', 'Về trang khoá học'], en: ['You are not enrolled in this course', 'Go to the course'], canStart: false },
  {
    what: 'locked',
    isReady: false,
    act: async ({ db, course, learner }) => {
      await enrol(db, course, learner);
      await completeLessons(db, course, learner, ['bai-1']);
    },
    vi: ['Cần hoàn thành trước khi làm bài', 'Còn 1 việc', 'Bài học bai-2'],
    en: ['To be completed first', '1 left', 'Bài học bai-2'],
    canStart: false,
  },
  { what: 'failed', act: (world) => fail(world), vi: ['Bắt đầu lượt 2', 'Các lượt đã làm', 'Lượt 1', 'Không đạt', '0,0'], en: ['Start attempt 2', 'Earlier attempts', 'Attempt 1', 'Not passed', '0.0'], canStart: true },
  {
    what: 'waiting after a failed attempt',
    traits: { assessments: assessments({ cooldownMinutes: 90 }) },
    act: (world) => fail(world),
    vi: ['Có thể bắt đầu lượt tiếp theo từ 23/11/2026 09:30', '90 phút sau một lượt không đạt'],
    en: ['You can start the next attempt from', '90 minutes after a failed attempt'],
    canStart: false,
  },
  {
    what: 'the wait is over at its very minute',
    traits: { assessments: assessments({ cooldownMinutes: 90 }) },
    act: async (world) => {
      await fail(world);
      world.clock.pass({ minutes: 90 });
    },
    vi: ['Bắt đầu lượt 2'],
    en: ['Start attempt 2'],
    canStart: true,
  },
  {
    what: 'all attempts used',
    traits: { assessments: assessments({ maxAttempts: 2 }) },
    act: (world) => fail(world, 2),
    vi: ['Đã dùng hết lượt làm bài', 'Đã dùng 2, còn 0 trên 2 lượt', 'Lượt 2'],
    en: ['All attempts are used', '2 used, 0 of 2 left', 'Attempt 2'],
    canStart: false,
  },
  {
    what: 'passed with the last attempt',
    traits: { assessments: assessments({ maxAttempts: 1 }) },
    act: pass,
    vi: ['Anh/Chị đã đạt bài này với 10,0 điểm.', 'Về trang khoá học'],
    en: ['You have passed with 10.0.', 'Go to the course'],
    canStart: false,
  },
  { what: 'passed, with attempts left', act: pass, vi: ['Có thể làm lại để nâng điểm', 'Bắt đầu lượt 2', 'Điểm cao nhất', 'Đạt'], en: ['You may try again for a better score', 'Start attempt 2', 'Best score', 'Passed'], canStart: true },
  {
    what: 'an open attempt',
    act: async ({ me, clock }) => {
      await me.begin();
      clock.pass({ minutes: 4, seconds: 1 });
    },
    vi: ['Lượt 1 đang mở, còn 8 phút.', 'Làm tiếp lượt 1'],
    en: ['Attempt 1 is open, 8 minutes left.', 'Continue attempt 1'],
    canStart: false,
  },
  {
    what: 'an attempt whose time is up at this very second',
    act: async ({ me, clock }) => {
      await me.begin();
      clock.pass({ minutes: 12 });
    },
    vi: ['tự động nộp khi hết giờ', '23/11/2026 08:12', 'Bắt đầu lượt 2'],
    en: ['submitted automatically when time was up', 'Start attempt 2'],
    canStart: true,
  },
];

describe('the page before an assessment', () => {
  it.each(states)('$what: says so in both languages, and offers a start or not', async ({ traits, isReady, act, vi, en, canStart }) => {
    const world = await before(traits, isReady ?? true);
    await act?.(world);
    const [markup, english] = [await world.see('vi'), await world.see('en')];
    for (const words of vi) expect(wordsOf(markup)).toContain(words);
    for (const words of en) expect(wordsOf(english)).toContain(words);
    expect([startForm.test(markup), startForm.test(english)]).toEqual([canStart, canStart]);
    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(wordsOf(english)).not.toMatch(/Anh\/Chị|lượt|Điểm|Bắt đầu/);
    // A start that the page does not offer is refused by the server too.
    const started = await world.me.start();
    expect(started.ok && started.isNew).toBe(canStart);
  });

  it('links each missing step to where it is done', async () => {
    const { db, clock, course, learner } = await before({}, false);
    await enrol(db, course, learner);
    const browser = await visitorOf(db, clock, learner);
    const markup = await browser.see(assessmentPage, '/x', { course: course.slug, key: 'cuoi-khoa' });
    const links = [...markup.matchAll(/<li><a href="([^"]+)"/g)].map((found) => found[1]);
    expect(links).toEqual(expect.arrayContaining([`/learn/${course.slug}/bai-1`, `/learn/${course.slug}/bai-3`, `/assessments/${course.slug}/kiem-tra-m1`]));
  });

  it.each([
    ['an unknown assessment', { key: 'khong-co' }],
    ['an unknown course', { course: 'khong-co' }],
    ['an over-long key', { key: 'x'.repeat(201) }],
  ])('%s is not found', async (_what, changes) => {
    const { db, clock, course, learner } = await before();
    const browser = await visitorOf(db, clock, learner);
    expect(await browser.get(assessmentPage.loader, '/x', { course: course.slug, key: 'kiem-tra-m1', ...changes })).toMatchObject({ status: 404 });
  });
});
