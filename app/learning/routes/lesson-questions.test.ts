import { describe, expect, it } from 'vitest';
import { pageFaults } from '../../../tests/support/render-route.tsx';
import { drawPage, textOf, wordsOf } from '../../../tests/support/page.tsx';
import { facts, happened } from '../../../tests/world/courses.ts';
import { talkWorld } from '../../../tests/world/lesson-posts.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf, type PageModule } from '../../../tests/world/visits.ts';
import type { Role } from '../../people/actor.ts';
import { giveFeedback } from '../commands/give-feedback.server.ts';
import { reportPost } from '../commands/own-post.server.ts';
import * as editingFeedback from './editing-feedback.tsx';
import * as feedback from './feedback.tsx';
import * as lesson from './lesson.tsx';
import * as thread from './lesson-question.tsx';
import * as threads from './lesson-questions.tsx';
import * as moderatedAcceptance from './moderated-acceptance.ts';
import * as moderated from './moderated-post.tsx';
import * as moderation from './moderation.tsx';
import * as acceptance from './post-acceptance.ts';
import * as dismissal from './post-dismissal.ts';
import * as hiding from './post-hiding.tsx';
import * as publication from './post-publication.ts';
import * as report from './post-report.tsx';
import * as withdrawal from './post-withdrawal.ts';

const as = (module: unknown) => module as unknown as PageModule;
const hostile = '<img src=x onerror=alert(1)> **đậm** [đường dẫn](javascript:alert(1)) và {thu}';

describe('questions below a lesson', () => {
  it('are asked, kept when they are refused, and shown as words', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    const browser = await visitorOf(w.db, w.clock, anna);
    const refused = await browser.post(threads.action as never, '/x', w.where, { body: 'Ngắn' });
    expect([refused.status, (refused.data as { values: object }).values]).toEqual([422, { body: 'Ngắn' }]);
    const { data } = await browser.get(threads.loader as never, '/x', w.where);
    expect(drawPage(threads.default, { data, answer: refused.data })).toContain('>Ngắn</textarea>');
    expect((await browser.post(threads.action as never, '/x', w.where, { body: hostile })).location).toBe(`/learn/${w.where.course}/${w.where.lesson}/questions?done=asked`);
    for (const locale of ['vi', 'en'] as const) {
      const shown = await browser.see(as(threads), '/x?done=asked', w.where, locale);
      expect([shown.includes('<img src=x'), shown.includes('&lt;img src=x'), shown.includes('href="javascript')]).toEqual([false, true, false]);
    }
  });

  it('have a page each, where they are answered, accepted, reported and taken back', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const question = await w.ask(anna);
    const [mine, hers] = [await visitorOf(w.db, w.clock, anna), await visitorOf(w.db, w.clock, berta)];
    const where = { ...w.where, question };
    expect((await hers.post(thread.action as never, '/x', where, { body: 'Mười hai ký tự.' })).location).toContain('done=answered');
    const answer = await w.newest(berta, true);
    const shown = await mine.see(as(thread), '/x', where);
    expect([wordsOf(shown).includes('Chọn là câu trả lời đúng'), wordsOf(shown).includes('Báo cáo nội dung'), pageFaults(shown)]).toEqual([true, true, []]);
    expect(wordsOf(await hers.see(as(thread), '/x', where))).not.toContain('Chọn là câu trả lời đúng');
    expect((await mine.post(acceptance.action as never, '/x', { ...w.where, post: answer }, {})).location).toContain('done=accepted');
    expect((await hers.post(acceptance.action as never, '/x', { ...w.where, post: answer }, {})).status).toBe(404);
    expect(pageFaults(await mine.see(as(report), '/x', { ...w.where, post: answer }))).toEqual([]);
    expect((await mine.post(report.action as never, '/x', { ...w.where, post: answer }, { reason: 'Sai quy định mới' })).location).toContain('done=reported');
    expect((await hers.post(withdrawal.action as never, '/x', { ...w.where, post: answer }, {})).location).toContain('done=withdrawn');
    expect((await hers.post(withdrawal.action as never, '/x', { ...w.where, post: question }, {})).status).toBe(404);
  });

  it('are closed to strangers and to whoever is not enrolled', async () => {
    await using w = await talkWorld();
    const question = await w.ask(await w.learner());
    const stranger = await visitorOf(w.db, w.clock, null);
    const passer = await visitorOf(w.db, w.clock, await makePerson(w.db));
    for (const module of [threads, thread]) {
      expect((await stranger.get(module.loader as never, '/x', { ...w.where, question })).location).toMatch(/^\/sign-in/);
      expect((await passer.get(module.loader as never, '/x', { ...w.where, question })).status).toBe(403);
    }
  });

  it('stand below the lesson with their number and the newest', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    await w.ask(anna, hostile);
    await w.ask(anna, 'Câu hỏi còn chờ duyệt', false);
    const { response } = await (await visitorOf(w.db, w.clock, anna)).get(lesson.loader as never, '/x', w.where);
    const text = textOf(response as Response);
    expect([text.includes('1 câu hỏi về bài này'), text.includes('&lt;img src=x'), text.includes('<img src=x'), text.includes('Câu hỏi còn chờ duyệt')]).toEqual([true, true, false, false]);
  });
});

describe('moderation', () => {
  it.each<[Role, number, number]>([['CONTENT_EDITOR', 200, 303], ['SYSTEM_ADMIN', 200, 403], ['AUDITOR', 403, 403], ['TRAINING_ADMIN', 403, 403], ['LEARNER', 403, 403]])('for %s', async (role, look, act) => {
    await using w = await talkWorld();
    const post = await w.ask(await w.learner(), 'Câu hỏi còn chờ duyệt', false);
    const browser = await visitorOf(w.db, w.clock, await makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] }));
    expect([(await browser.get(moderation.loader as never, '/x')).status, (await browser.get(moderated.loader as never, '/x', { post })).status]).toEqual([look, look]);
    const statusOf = async (action: unknown, fields: Record<string, string>) => (await browser.post(action as never, '/x', { post }, fields)).status;
    expect([await statusOf(publication.action, {}), await statusOf(hiding.action, { reason: 'Không phù hợp' }), await statusOf(publication.action, {}), await statusOf(dismissal.action, {}), await statusOf(moderated.action, { body: 'Trả lời của biên tập viên' })]).toEqual([act, act, act, act, act]);
  });

  it('shows who wrote, what was reported, and every state without a fault', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner('Đinh Thị Ẩn Danh'), await w.learner()];
    const question = await w.ask(anna, hostile);
    const answer = await w.answer(berta, question);
    await reportPost(w.ports, berta, question, '<script>alert(1)</script>');
    const browser = await visitorOf(w.db, w.clock, w.editor);
    for (const tab of ['waiting', 'reported', 'shown', 'hidden']) expect(pageFaults(await browser.see(as(moderation), `/x?tab=${tab}`)).filter((fault) => fault !== 'an unfilled text')).toEqual([]);
    const shown = await browser.see(as(moderated), '/x', { post: question });
    expect([wordsOf(shown).includes('Đinh Thị Ẩn Danh, Văn phòng phường Hoa Lư'), shown.includes('<script>alert'), shown.includes('&lt;script&gt;')]).toEqual([true, false, true]);
    expect((await browser.post(moderatedAcceptance.action as never, '/x', { post: answer }, {})).location).toContain('done=accepted');
    expect(pageFaults(await browser.see(as(hiding), '/x', { post: answer }))).toEqual([]);
    expect((await browser.get(moderated.loader as never, '/x', { post: w.editor.id })).status).toBe(404);
  });
});

describe('feedback on a course', () => {
  it('is given on a form that keeps what was chosen', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    const browser = await visitorOf(w.db, w.clock, anna);
    const params = { course: w.course.slug };
    expect(wordsOf(await browser.see(as(feedback), '/x', params))).toContain('Khảo sát mở khi Anh/Chị hoàn thành khoá học');
    await happened(w.db, anna.id, w.course, '2026-11-20T01:00:00.000Z', facts.courseDone(w.course));
    const refused = await browser.post(feedback.action as never, '/x', params, { useful: '5', clear: '9' });
    expect([refused.status, Object.keys((refused.data as { faults: object }).faults)]).toEqual([422, ['clear', 'length']]);
    const { data } = await browser.get(feedback.loader as never, '/x', params);
    expect(pageFaults(drawPage(feedback.default, { data, answer: refused.data }))).toEqual([]);
    expect((await browser.post(feedback.action as never, '/x', params, { useful: '5', clear: '4', length: '3', comment: '' })).location).toBe(`/courses/${w.course.slug}/feedback?done=given`);
    expect(wordsOf(await browser.see(as(feedback), '/x?done=given', params))).toContain('Có thể sửa đến 30/11/2026 08:00');
  });

  it('is told to editors in sums', async () => {
    await using w = await talkWorld();
    const browser = await visitorOf(w.db, w.clock, w.editor);
    const params = { course: w.course.slug };
    expect(wordsOf(await browser.see(as(editingFeedback), '/x', params))).toContain('Chưa đủ 10 người trả lời');
    for (let count = 0; count < 10; count += 1) {
      const person = await w.learner('Đinh Thị Ẩn Danh');
      await happened(w.db, person.id, w.course, '2026-11-20T01:00:00.000Z', facts.courseDone(w.course));
      await giveFeedback(w.ports, person, w.course.slug, { useful: 4, clear: 5, length: 3, comment: count === 0 ? hostile : '' });
    }
    const shown = await browser.see(as(editingFeedback), '/x', params);
    expect([wordsOf(shown).includes('10 người trả lời'), shown.includes('Ẩn Danh'), shown.includes('<img src=x')]).toEqual([true, false, false]);
    expect((await (await visitorOf(w.db, w.clock, await w.learner())).get(editingFeedback.loader as never, '/x', params)).status).toBe(403);
  });
});
