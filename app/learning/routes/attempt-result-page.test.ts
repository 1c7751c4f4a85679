import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { rightAnswer } from '../../../db/seeds/demo/rules/answers.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { makeExamWorld, releaseVersion, type CourseTraits } from '../../../tests/world/learning.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { fieldsOfResponse } from '../rules/question-response.ts';
import type { QuestionType } from '../rules/question.ts';
import * as resultPage from './attempt-result.tsx';

async function world(traits: CourseTraits = {}) {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db, traits);
  const me = examinee(db, clock, course, learner.id);
  const browser = await visitorOf(db, clock, learner);
  const see = (id: string, locale: 'vi' | 'en' = 'vi', query = '') => browser.see(resultPage, `/attempts/${id}/result${query}`, { attempt: id }, locale);
  return { db, clock, course, learner, me, browser, see };
}
type World = Awaited<ReturnType<typeof world>>;

/** Answers one type rightly and leaves the rest. */
async function answerOnly({ db, me }: World, id: string, type: QuestionType): Promise<void> {
  const question = (await questionsOf(db, id)).find((each) => each.body.type === type);
  if (!question) throw new Error(`no ${type}`);
  await me.save(id, question.position, fieldsOfResponse(question.body, question.order, rightAnswer(question.body)));
}

const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 6 }];
const one = (traits: { cooldownMinutes?: number; maxAttempts?: number }) => ({ assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE' as const, module: 'm1', blueprint, ...traits }] });

describe('the result', () => {
  const outcomes: [what: string, traits: CourseTraits, right: number, vi: string[], en: string[]][] = [
    ['passed', {}, 6, ['10,0', 'Điểm đạt: 8,0', 'Đạt', 'đã được ghi vào tiến độ', 'Tiếp tục khoá học'], ['10.0', 'Pass mark: 8.0', 'Passed', 'part of your progress', 'Go on with the course']],
    ['failed, and may try again', {}, 3, ['5,0', 'Không đạt', 'Còn 2 lượt, có thể làm lại ngay.', 'Làm lại'], ['5.0', 'Not passed', '2 attempts left; you can try again now.', 'Try again']],
    ['failed, and must wait', one({ cooldownMinutes: 30 }), 0, ['0,0', 'Còn 2 lượt, có thể làm lại từ 23/11/2026 08:37'], ['0.0', '2 attempts left; you can try again from']],
    ['failed for the last time', one({ maxAttempts: 1 }), 0, ['Đã dùng hết lượt làm bài'], ['All attempts are used']],
  ];

  it.each(outcomes)('%s', async (_what, traits, right, vi, en) => {
    const scene = await world(traits);
    const id = await scene.me.begin();
    await scene.me.answerRightly(id, right);
    scene.clock.pass({ minutes: 7 });
    await scene.me.submit(id);
    const [markup, english] = [await scene.see(id), await scene.see(id, 'en')];
    for (const words of vi) expect(wordsOf(markup)).toContain(words);
    for (const words of en) expect(wordsOf(english)).toContain(words);
    expect(wordsOf(markup)).toContain('7 phút');
    expect(wordsOf(markup)).not.toContain('tự động nộp');
    expect(wordsOf(english)).not.toMatch(/Anh\/Chị|Câu \d|lượt|Không đạt/);
    const mayRetry = _what.endsWith('try again');
    expect(markup.includes(`href="/assessments/${scene.course.slug}/kiem-tra-m1" class="btn`) || /class="btn[^"]*"[^>]*href="\/assessments/.test(markup)).toBe(mayRetry);
  });

  it('of an attempt that ran out of time says so at the end of its time, and what came late only then', async () => {
    const scene = await world();
    const id = await scene.me.begin();
    scene.clock.pass({ minutes: 45 });
    const late = wordsOf(await scene.see(id, 'vi', '?late=1'));
    expect(late).toContain('tự động nộp với các câu đã lưu trước đó');
    expect(late).toContain('đến sau khi hết giờ nên không được tính');
    expect(late).toContain('23/11/2026 08:12');
    expect(wordsOf(await scene.see(id))).not.toContain('không được tính');
    expect(wordsOf(await scene.see(id, 'en', '?late=1'))).toContain('came after the time was up');
  });

  it('of somebody who handed in herself never says that something came late, whatever the address says', async () => {
    const scene = await world();
    const id = await scene.me.begin();
    await scene.me.submit(id);
    expect(wordsOf(await scene.see(id, 'vi', '?late=1'))).not.toContain('không được tính');
  });

  it.each(['single', 'multiple', 'true_false', 'ordering', 'matching', 'short_answer'] as const)('counts a right %s alone as one of six and explains all six', async (type) => {
    const scene = await world();
    const id = await scene.me.begin();
    await answerOnly(scene, id, type);
    await scene.me.submit(id);
    const markup = await scene.see(id);
    expect(wordsOf(markup)).toContain('1,7');
    expect(markup.match(/1 \/ 1 điểm/g)).toHaveLength(1);
    expect(markup.match(/0 \/ 1 điểm/g)).toHaveLength(5);
    expect(markup.match(/Chưa trả lời</g)).toHaveLength(5);
  });

  it('shows thirds with two decimals and the word for partly', async () => {
    const scene = await world();
    const id = await scene.me.begin();
    const matching = (await questionsOf(scene.db, id)).find((each) => each.body.type === 'matching');
    await scene.me.save(id, matching?.position ?? 0, { 'pair-1': String((matching?.order.indexOf('m') ?? 0) + 1) });
    await scene.me.submit(id);
    const [vi, en] = [wordsOf(await scene.see(id)), wordsOf(await scene.see(id, 'en'))];
    expect(vi).toContain('0,33 / 1 điểm');
    expect(vi).toContain('Đúng một phần');
    expect(en).toContain('0.33 / 1 point');
    expect(en).toContain('Partly right');
  });

  it('is not to be had while the attempt is open', async () => {
    const { me, browser } = await world();
    const id = await me.begin();
    expect(await browser.get(resultPage.loader, '/x', { attempt: id })).toMatchObject({ status: 303, location: `/attempts/${id}` });
  });
});

describe('the way back into the lessons', () => {
  it('leads each question to its paragraph, by the title of its lesson', async () => {
    const scene = await world();
    const id = await scene.me.begin();
    await scene.me.submit(id);
    const markup = await scene.see(id);
    const links = [...markup.matchAll(/href="(\/learn\/[^"]+)"[^>]*>([^<]+)</g)].map((found) => [found[1], found[2]]);
    expect(links).toEqual(Array.from({ length: 6 }, () => [`/learn/${scene.course.slug}/bai-1#dau-hieu`, 'Đọc lại trong bài: Bài học bai-1']));
    expect(markup.match(/Căn cứ: Luật An ninh mạng/g)).toHaveLength(6);
    for (let at = 1; at <= 6; at += 1) expect(markup).toContain(`id="q-${at}"`);
  });

  it('keeps what was asked when a newer version of the course says something else', async () => {
    const scene = await world();
    const id = await scene.me.begin();
    await scene.me.answerRightly(id);
    await scene.me.submit(id);
    const before = await scene.see(id);
    await releaseVersion(scene.db, scene.course, { title: 'Tên mới của khoá học', questions: [], modules: { m1: ['bai-1', 'bai-9'] } });
    const after = await scene.see(id);
    const questionsIn = (markup: string) => markup.slice(markup.indexOf('Từng câu và giải thích'));
    expect(questionsIn(after)).toBe(questionsIn(before));
    expect(wordsOf(after)).not.toContain('Tên mới của khoá học');
  });
});
