import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { rightAnswer } from '../../../db/seeds/demo/rules/answers.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { makeExamWorld, sampleBodies } from '../../../tests/world/learning.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { fieldsOfResponse } from '../rules/question-response.ts';
import type { QuestionBody, QuestionType } from '../rules/question.ts';
import { showQuestion } from '../rules/shown-question.ts';
import { shownOrder } from '../rules/shuffle.ts';
import { action as answersAction } from './attempt-answers.ts';
import * as attemptPage from './attempt.tsx';
import * as checkPage from './attempt-check.tsx';

const types = sampleBodies.map((body) => body.type);
const bodyOf = (type: QuestionType) => sampleBodies.find((body) => body.type === type) as QuestionBody;

/** Words of a question that only somebody who knows the answer could say. */
function secretsOf(body: QuestionBody): string[] {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return body.options.map((option) => option.why);
    case 'true_false':
      return [body.whyTrue, body.whyFalse];
    case 'ordering':
      return body.items.map((item) => item.why);
    case 'matching':
      return body.pairs.map((pair) => pair.why);
    case 'short_answer':
      return [...body.accepted, body.why];
  }
}

/** An attempt that asks one question. */
async function asking(type: QuestionType) {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db, {
    questions: [{ key: 'q1', module: 'm1', body: bodyOf(type) }],
    assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint: [{ module: 'm1', level: 'REMEMBER', count: 1 }] }],
  });
  const me = examinee(db, clock, course, learner.id);
  const id = await me.begin();
  return { db, clock, me, id, browser: await visitorOf(db, clock, learner) };
}

describe('before the submission', () => {
  it.each(types)('nothing on the pages gives a %s away, in either language, answered or not', async (type) => {
    const { db, browser, me, id } = await asking(type);
    // What the page must not say is checked on the whole markup: attributes, data and scripts too.
    const look = async (secrets: string[]) => {
      for (const locale of ['vi', 'en'] as const) {
        for (const [page, path] of [[attemptPage, ''], [checkPage, '/check']] as const) {
          const markup = await browser.see(page, `/attempts/${id}${path}`, { attempt: id }, locale);
          expect(markup).toContain(bodyOf(type).text);
          for (const secret of secrets) expect(markup, `${path} ${secret}`).not.toContain(secret);
          expect(markup).not.toMatch(/correct|accepted|"why|option_order|points/);
        }
      }
    };
    // 15 may stand in a time or a number of the page; the longer right answer cannot.
    const secrets = secretsOf(bodyOf(type)).filter((secret) => secret !== '15');
    expect(secrets.every((secret) => secret !== '')).toBe(true);
    await look(secrets);
    const [question] = await questionsOf(db, id);
    if (!question) throw new Error('no question');
    await me.save(id, 1, fieldsOfResponse(question.body, question.order, rightAnswer(question.body)));
    await look(secrets);
  });

  it.each(types)('saving a right or a wrong %s answers alike', async (type) => {
    const { db, browser, id } = await asking(type);
    const [question] = await questionsOf(db, id);
    if (!question) throw new Error('no question');
    const right = fieldsOfResponse(question.body, question.order, rightAnswer(question.body));
    const wrong: Record<string, string | string[]> = { ...right, ...(type === 'short_answer' ? { answer: 'khác' } : type === 'true_false' ? { answer: 'true' } : 'answer' in right ? { answer: '1' } : {}) };
    const pairs = Object.entries(right).filter(([name]) => name !== 'answer');
    if (pairs.length > 1) for (const [at, [name]] of pairs.entries()) wrong[name] = String(pairs[(at + 1) % pairs.length]?.[1]);
    const send = async (fields: Record<string, string | string[]>, seq: string) => {
      const form = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [Array.isArray(value) ? `${name}[]` : name, each]));
      const { status, response } = await browser.post(answersAction, '/x', { attempt: id }, [...form, ['q', '1'], ['writer', 'tab'], ['seq', seq]], { Accept: 'application/json' });
      return [status, await response?.json()];
    };
    const answers = [await send(right, '1'), await send(wrong, '2')];
    expect(answers[0]).toEqual([200, { ok: true, savedAt: '2026-11-23T01:00:00.000Z', secondsLeft: 720, elsewhereAt: null }]);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('the shown question knows nothing of which option is right: swapping them changes nothing', () => {
    const keys = ['a', 'b', 'c', 'd'];
    fc.assert(fc.property(fc.constantFrom('single' as const, 'multiple' as const), fc.subarray(keys), fc.subarray(keys), fc.string(), (type, first, second, seed) => {
      const body = (rights: string[]): QuestionBody => ({ type, text: '?', options: keys.map((key) => ({ key, text: `phương án ${key}`, correct: rights.includes(key), why: rights.join() })) });
      expect(showQuestion(body(first), shownOrder(body(first), seed))).toEqual(showQuestion(body(second), shownOrder(body(second), seed)));
    }));
  });
});

describe('the page of an attempt', () => {
  it('names each type of question, says how to answer it, and speaks English without a Vietnamese word of its own', async () => {
    for (const type of types) {
      const { browser, id } = await asking(type);
      const [vi, en] = [await browser.see(attemptPage, '/x', { attempt: id }), await browser.see(attemptPage, '/x', { attempt: id }, 'en')];
      expect(vi).toContain('id="q1');
      expect(wordsOf(vi)).not.toBe(wordsOf(en));
      expect(wordsOf(en)).not.toMatch(/Câu|Anh\/Chị|Lưu|Vị trí|Còn /);
    }
  });

  it('the check page counts what is missing and links to it, until nothing is', async () => {
    const { db, browser, me, id } = await asking('ordering');
    const open = await browser.see(checkPage, '/x', { attempt: id });
    expect(wordsOf(open)).toContain('Còn 1 câu chưa trả lời đủ');
    expect(open).toContain(`href="/attempts/${id}?q=1"`);
    await me.save(id, 1, { 'place-1': '1' }, { isFlagged: true });
    const half = wordsOf(await browser.see(checkPage, '/x', { attempt: id }));
    expect(half).toContain('Còn 1 câu chưa trả lời đủ');
    expect(half).toContain('Có 1 câu đánh dấu xem lại');
    const [question] = await questionsOf(db, id);
    await me.save(id, 1, fieldsOfResponse(question?.body as QuestionBody, question?.order ?? [], rightAnswer(question?.body as QuestionBody)));
    const done = await browser.see(checkPage, '/x', { attempt: id });
    expect(wordsOf(done)).toContain('Đã trả lời đủ 1 câu.');
    expect(done).toMatch(new RegExp(`<form method="post" action="/attempts/${id}/submission"`));
    expect(wordsOf(await browser.see(checkPage, '/x', { attempt: id }, 'en'))).toContain('All 1 questions are answered.');
  });

  it.each(['unknown', 'duplicate', 'too-long', 'shape'] as const)('says what was wrong with a refused answer (%s) on its question only, in both languages', async (fault) => {
    const { browser, id } = await asking('ordering');
    const { data } = await browser.get(attemptPage.loader, `/attempts/${id}?q=1&fault=${fault}&place-1=2&place-2=2`, { attempt: id });
    const [vi, en] = [drawPage(attemptPage.default, { data }), drawPage(attemptPage.default, { data, locale: 'en' })];
    for (const markup of [vi, en]) expect(questionsOnly(markup).match(/notice-warn/g)).toHaveLength(1);
    expect(vi.match(/selected="">Vị trí 2/g)).toHaveLength(2);
    expect(wordsOf(en)).toMatch(/please choose again|please shorten/i);
    const clean = await browser.see(attemptPage, `/attempts/${id}?q=1&fault=boom`, { attempt: id });
    expect(questionsOnly(clean)).not.toContain('notice-warn');
  });
});

/** Without the leaf before handing in, which has notices of its own. */
function questionsOnly(markup: string): string {
  return markup.split('data-leaf="check"')[0] ?? '';
}
