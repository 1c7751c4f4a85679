import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import type { ModeratedPost } from '../queries/moderation.server.ts';
import type { Post, Thread } from '../queries/lesson-posts.server.ts';
import { CourseFeedbackPage, FeedbackPage } from './feedback-page.tsx';
import { ModeratedPage, ModerationPage } from './moderation-page.tsx';
import { TalkPage, ThreadPage } from './talk-page.tsx';

const hostile = '<script>alert(1)</script> [x](javascript:alert(1)) "\' & {name} {{ten}}';
const halved = `${'a'.repeat(79)}😀${'a'.repeat(79)}😀 và nhiều nữa`;
const place = { course: 'an-toan', courseTitle: hostile, lesson: 'bai-1', lessonTitle: 'Bài 1' };
const post = (changes: Partial<Post> = {}): Post => ({ id: 'p1', body: 'Mật khẩu bao nhiêu ký tự là đủ?', writtenAt: '2026-11-22T17:00:00.000Z', state: 'SHOWN', isOwn: false, byEditor: false, isAccepted: false, hiddenReason: null, ...changes });
const thread = (changes: Partial<Thread> = {}): Thread => ({ ...post(), isOfOldText: false, answers: [], ...changes });
const moderated = (changes: Partial<ModeratedPost> = {}): ModeratedPost => ({ id: 'p1', parentId: null, body: 'Mật khẩu bao nhiêu ký tự là đủ?', writtenAt: '2026-11-22T17:00:00.000Z', state: 'WAITING', byEditor: false, isAccepted: false, hiddenReason: null, author: { fullName: 'Nguyễn Thị Thuỳ Dương', unitName: '' }, course: 'an-toan', lesson: 'bai-1', lessonTitle: 'Bài 1', reports: 0, isOfOldText: false, ...changes });
const locales: Locale[] = ['vi', 'en'];

describe.each(locales)('questions, in %s', (locale) => {
  it('with nothing, with much and with hostile words', () => {
    const none = drawPart(createElement(TalkPage, { place, threads: [], done: null }), { locale });
    expect([none.includes('<form method="post"'), none.includes('<script>')]).toEqual([true, false]);
    const many = drawPart(createElement(TalkPage, { place, threads: Array.from({ length: 200 }, (_, at) => thread({ id: `p${at}`, body: at === 0 ? hostile : halved, answers: [post({ id: `a${at}`, isAccepted: true })] })), done: 'asked' }), { locale });
    expect([many.match(/talk-card/g)?.length, many.includes('&lt;script&gt;'), many.includes('href="javascript'), many.isWellFormed()]).toEqual([200, true, false, true]);
  });

  it('offers each reader what she may do', () => {
    const answers = [post({ id: 'a1' }), post({ id: 'a2', isOwn: true, state: 'WAITING' }), post({ id: 'a3', isOwn: true, state: 'HIDDEN', hiddenReason: hostile })];
    const deedsOf = (isOwn: boolean) => {
      const html = drawPart(createElement(ThreadPage, { place, thread: thread({ isOwn, answers }), done: null }), { locale });
      return [...html.matchAll(/posts\/(\w+)\/(\w+)"/g)].map(([, id, deed]) => `${id} ${deed}`).toSorted();
    };
    expect(deedsOf(true)).toEqual(['a1 acceptance', 'a1 report', 'a2 withdrawal', 'a3 withdrawal', 'p1 withdrawal']);
    expect(deedsOf(false)).toEqual(['a1 report', 'a2 withdrawal', 'a3 withdrawal', 'p1 report']);
  });
});

describe('the moderators’ desk', () => {
  const list = (posts: ModeratedPost[]) => ({ tab: 'waiting' as const, posts, counts: { waiting: posts.length, reported: 0, shown: 0, hidden: 0 }, page: 1, pages: 1 });

  it.each(locales)('shows whoever is gone without a name, and cuts no sign in half, in %s', (locale) => {
    const long = `${'a'.repeat(159)}😀 và nhiều nữa`;
    const html = drawPart(createElement(ModerationPage, { list: list([moderated({ author: null, body: long, reports: 3 }), moderated({ id: 'p2', body: hostile })]), done: 'hidden' }), { locale });
    const [first] = rowsOf(html);
    expect([html.isWellFormed(), html.includes('�'), first?.[0]?.includes(`${'a'.repeat(159)}…`), html.includes('<script>')]).toEqual([true, false, true, false]);
    const empty = drawPart(createElement(ModerationPage, { list: list([]), done: null }), { locale });
    expect(empty).not.toContain('<table');
  });

  it.each([['WAITING', ['publication', 'hiding']], ['SHOWN', ['hiding']], ['HIDDEN', ['publication']], ['WITHDRAWN', []]] as const)('a question that is %s can be %j', (state, deeds) => {
    const draw = (mayModerate: boolean) => drawPart(createElement(ModeratedPage, { thread: { post: moderated({ state }), question: moderated({ state }), answers: [], reports: [] }, mayModerate, done: null }));
    const offered = (html: string) => ['publication', 'hiding'].filter((deed) => html.includes(`/p1/${deed}"`));
    expect([offered(draw(true)), offered(draw(false))]).toEqual([[...deeds], []]);
    expect(draw(true).includes('name="body"')).toBe(state === 'WAITING' || state === 'SHOWN');
    expect(draw(false)).not.toContain('<form');
  });

  it('lists answers with short names for whoever hears the page', () => {
    const answer = moderated({ id: 'a1', parentId: 'p1', state: 'SHOWN', body: halved });
    const html = drawPart(createElement(ModeratedPage, { thread: { post: moderated(), question: moderated(), answers: [answer], reports: [{ reason: hostile, at: '2026-11-22T17:00:00.000Z' }] }, mayModerate: true, done: null }));
    expect([html.isWellFormed(), html.includes(`${'a'.repeat(79)}"`), html.includes('<script>'), html.includes('&lt;script&gt;')]).toEqual([true, true, false, true]);
  });
});

describe.each(locales)('feedback, in %s', (locale) => {
  const own = { courseId: 'c', slug: 'an-toan', title: hostile, round: 1, isCompleted: true, least: 10, given: null, mayChange: true, until: null };

  it('is a form until it is too late, and keeps what was given', () => {
    const draw = (changes: object) => drawPart(createElement(FeedbackPage, { own: { ...own, ...changes }, isSaved: false }), { locale });
    const given = { useful: 5, clear: 1, length: 3, comment: hostile, givenAt: '2026-11-22T17:00:00.000Z' };
    expect([draw({}).includes('<form'), draw({ isCompleted: false }).includes('<form'), draw({ given, mayChange: false }).includes('<form')]).toEqual([true, false, false]);
    const changed = draw({ given, until: '2026-11-29T17:00:00.000Z' });
    expect([changed.match(/checked/g)?.length, wordsOf(changed).includes('23/11/2026'), wordsOf(changed).includes('30/11/2026 00:00'), changed.includes('<script>')]).toEqual([3, true, true, false]);
  });

  it('is shown in sums without a share of nothing', () => {
    const sum = { counts: [0, 0, 0, 0, 10] as [number, number, number, number, number], average: 5 };
    const feedback = { slug: 'an-toan', title: 'An toàn', least: 10, sums: { useful: sum, clear: sum, length: { counts: [10, 0, 0, 0, 0] as [number, number, number, number, number], average: 1 } }, count: 10, comments: [hostile, '😀'.repeat(500)] };
    const html = drawPart(createElement(CourseFeedbackPage, { feedback }), { locale });
    expect([/NaN|Infinity|undefined/.test(wordsOf(html)), html.includes('<script>'), html.isWellFormed()]).toEqual([false, false, true]);
    expect(wordsOf(drawPart(createElement(CourseFeedbackPage, { feedback: { ...feedback, sums: null, count: null, comments: [] } }), { locale }))).toContain('10');
  });
});
