import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { enrol } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { askedAt, doModule, doStep, makeRecallWorld } from '../../../tests/world/recall.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { newId } from '../../platform/ids.ts';
import * as home from '../../frame/home.tsx';
import * as answerPage from './recall-answer.tsx';
import * as answers from './recall-answers.ts';
import * as own from './recall.tsx';

let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
  return () => w.db.destroy();
});

/** Somebody who did a module three weeks ago, and a colleague who did the same; it is Monday 23/11/2026. */
async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const { course, learner } = await makeRecallWorld(db, { slug: 'an-toan', title: 'An toàn' });
  const colleague = await enrol(db, course);
  for (const { id } of [learner, colleague]) await doModule(db, course, id, '2026-11-02T02:00:00.000Z');
  const browsers = { me: await visitorOf(db, clock, learner), colleague: await visitorOf(db, clock, colleague), stranger: await visitorOf(db, clock, await makePerson(db)), nobody: await visitorOf(db, clock, null) };
  const next = async () => (await askedAt(db, learner.id, clock.now().toISOString()))[0];
  const send = (form: Record<string, string>, who: keyof typeof browsers = 'me') => browsers[who].post(answers.action as never, '/recall/answers', {}, form);
  /** Sends what the first button of the card, or another, would. */
  const tap = async (button = 0) => {
    const [form = ''] = forms(await browsers.me.see(home as never, '/'));
    const valueOf = (name: string) => [...form.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map((found) => found[1] ?? '');
    return send({ question: valueOf('question')[0] ?? '', number: valueOf('number')[0] ?? '', answer: valueOf('answer')[button] ?? '' });
  };
  const see = (path: string | null, who: keyof typeof browsers = 'me') => browsers[who].see(answerPage as never, path ?? '', { answer: path?.split('/')[3]?.split('?')[0] ?? '' });
  return { db, clock, course, learner, browsers, next, send, tap, see };
}
const forms = (html: string) => html.match(/<form[^>]*action="\/recall\/answers"[\s\S]*?<\/form>/g) ?? [];

describe('the card on the page of one’s tasks', () => {
  it('asks one question with a button for each option, and says how many the week has', async () => {
    const html = await w.browsers.me.see(home as never, '/');
    expect(forms(html)).toHaveLength(1);
    expect(forms(html)[0]?.match(/<button/g)?.length).toBeGreaterThanOrEqual(2);
    expect(wordsOf(html)).toContain('Ôn lại · câu 1 trên 3 của tuần này');
    expect(html).toContain(`name="question" value="${(await w.next())?.versionId}"`);
  });

  it('does not give the answer away', async () => {
    const html = forms(await w.browsers.me.see(home as never, '/'))[0] ?? '';
    expect(html).not.toMatch(/Kênh độc lập|Dấu vết phải|value="[abc]"|correct/);
  });

  it('comes one at a time until the week is done, and says so', async () => {
    for (const place of [2, 3]) {
      await w.tap();
      expect(wordsOf(await w.browsers.me.see(home as never, '/'))).toContain(`câu ${place} trên 3`);
    }
    await w.tap();
    const html = await w.browsers.me.see(home as never, '/');
    expect([forms(html).length, wordsOf(html).includes('Xong phần ôn lại tuần này'), wordsOf(html).includes('đã trả lời 3 câu')]).toEqual([0, true, true]);
    w.clock.pass({ days: 2 });
    expect(forms(await w.browsers.me.see(home as never, '/'))).toHaveLength(0);
    // On the next Monday exactly the wrong ones are back.
    w.clock.pass({ days: 5 });
    const wrong = await w.db.selectFrom('recall_answer').select('id').where('is_correct', '=', 0).execute();
    expect(wordsOf(await w.browsers.me.see(home as never, '/'))).toContain(wrong.length === 0 ? 'Tuần này chưa có câu ôn lại' : `câu 1 trên ${wrong.length}`);
  });

  it('is not there for whoever has done no module', async () => {
    expect(await w.browsers.stranger.see(home as never, '/')).not.toContain('recall');
  });
});

describe('a tap', () => {
  it('leads to right or not, why, the paragraph of the lesson, and the next question', async () => {
    const { status, location } = await w.tap();
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/recall\/answers\/[\w-]{36}$/)]);
    const html = await w.see(location);
    expect(wordsOf(html)).toMatch(/Đúng|Chưa đúng/);
    expect(html).toContain('href="/learn/an-toan/bai-1#');
    expect(forms(html)).toHaveLength(1);
    expect(wordsOf(html)).toContain('câu 2 trên 3');
  });

  it('says what it says in English, too, and the verdict stands in the title', async () => {
    const { location } = await w.tap();
    const id = location?.split('/')[3] ?? '';
    expect(wordsOf(await w.browsers.me.see(answerPage as never, location ?? '', { answer: id }, 'en'))).toMatch(/Recall · question 2 of 3/);
    const data = { answer: { isCorrect: true } } as never;
    expect(answerPage.meta({ matches: [], data } as never)).toEqual([{ title: 'Đúng · Ôn lại – hoc06' }]);
  });

  it('twice is once: the second leads to the first, which is said', async () => {
    const asked = await w.next();
    const form = { question: asked?.versionId ?? '', number: '1' };
    const values = [...(await w.browsers.me.see(home as never, '/')).matchAll(/name="answer" value="([^"]*)"/g)].map((found) => found[1]);
    const [one, two] = await Promise.all([w.send({ ...form, answer: values[0] ?? '' }), w.send({ ...form, answer: values[1] ?? '' })]);
    const [first, second] = [one.location ?? '', two.location ?? ''].toSorted((a, b) => a.length - b.length);
    expect(second).toBe(`${first}?known=1`);
    expect(await w.db.selectFrom('recall_answer').select('id').execute()).toHaveLength(1);
    expect(wordsOf(await w.see(second ?? ''))).toContain('Câu trả lời đầu tiên được tính');
  });

  it('on a question that is not asked of her leads to her own page, which says that nothing was counted', async () => {
    const asked = await w.next();
    for (const form of [{ question: newId(), number: '1' }, { question: asked?.versionId ?? '', number: '7' }]) {
      const { status, location } = await w.send({ ...form, answer: '1' });
      expect([status, location]).toEqual([303, '/recall?gone=1']);
    }
    const isHers = await w.send({ question: asked?.versionId ?? '', number: '1', answer: '1' }, 'stranger');
    expect(isHers.location).toBe('/recall?gone=1');
    expect(wordsOf(await w.browsers.me.see(own as never, '/recall?gone=1'))).toContain('không còn được hỏi');
    expect(await w.db.selectFrom('recall_answer').selectAll().execute()).toEqual([]);
  });

  it.each([[{ question: 'x' }], [{ number: '0' }], [{ number: 'x' }], [{ answer: '' }], [{ answer: '99' }], [{ answer: 'x'.repeat(11) }]])('with %j is refused', async (change) => {
    const asked = await w.next();
    expect((await w.send({ question: asked?.versionId ?? '', number: '1', answer: '1', ...change })).status).toBe(422);
    expect(await w.db.selectFrom('recall_answer').selectAll().execute()).toEqual([]);
  });

  it('of nobody leads to signing in', async () => {
    expect((await w.send({ question: newId(), number: '1', answer: '1' }, 'nobody')).location).toContain('/sign-in');
    for (const route of [own.loader, answers.loader]) expect((await w.browsers.nobody.get(route as never, '/recall')).location).toContain('/sign-in');
    expect(await w.browsers.me.get(answers.loader as never, '/recall/answers')).toMatchObject({ status: 303, location: '/recall' });
  });
});

describe('the page of an answer', () => {
  it.each(['x', '00000000-0000-4000-8000-000000000000', '../recall'])('%s is not there', async (answer) => {
    expect((await w.browsers.me.get(answerPage.loader as never, `/recall/answers/${answer}`, { answer })).status).toBe(404);
  });

  it('is not there for anybody else', async () => {
    const { location } = await w.tap();
    const answer = location?.split('/')[3] ?? '';
    expect((await w.browsers.colleague.get(answerPage.loader as never, location ?? '', { answer })).status).toBe(404);
  });
});

describe('the page “Điều tôi còn nhớ”', () => {
  it('explains itself before anything came back', async () => {
    expect(wordsOf(await w.browsers.stranger.see(own as never, '/recall'))).toContain('Chưa có câu nào để ôn lại');
  });

  it('shows the shares near the marks, the question of now, and what is worth reading again', async () => {
    await doStep(w.db, w.course, w.learner.id, { lesson: 'bai-2' }, '2026-11-02T02:00:00.000Z');
    for (const button of [0, 1, 0, 1, 0]) await w.tap(button);
    const rows = await w.db.selectFrom('recall_answer').select('is_correct').execute();
    const right = rows.filter((row) => row.is_correct === 1).length;
    const words = wordsOf(await w.browsers.me.see(own as never, '/recall'));
    expect(words).toContain(`Đúng ${right} trên 5 câu`);
    expect(words).toContain('Xong phần ôn lại tuần này');
    expect(words).toContain(right < 5 ? 'Những đoạn mà câu trả lời gần nhất chưa đúng' : 'đều đúng');
    expect(words).toContain('Lãnh đạo đơn vị chỉ thấy tỷ lệ chung của nhóm từ 10 người trở lên');
    expect(wordsOf(await w.browsers.me.see(own as never, '/recall', {}, 'en'))).toContain('What I still know');
  });
});
