import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { sampleBodies } from '../../../tests/world/learning.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import type { EditedQuestion, QuestionWording } from '../queries/editing-question.server.ts';
import type { SuspensionCheck } from '../queries/suspension-check.server.ts';
import { answerShares } from '../rules/answer-shares.ts';
import { itemStatistics, sumsOf } from '../rules/item-statistics.ts';
import type { QuestionBody, QuestionResponse } from '../rules/question.ts';
import { EditingQuestionPage, type QuestionDone } from './editing-question-page.tsx';
import { EditingQuestionsPage } from './editing-questions-page.tsx';
import { EditingReinstatementPage, EditingSuspensionPage } from './editing-suspension-page.tsx';

const [single, , trueFalse] = sampleBodies as [QuestionBody, QuestionBody, QuestionBody];
const identity = { id: 'k', key: 'm1-q01', courseSlug: 'an-toan', courseTitle: 'An toàn thông tin', courseVersionId: 'c', versionId: '01890000-0000-7000-8000-000000000001', isInUse: true, suspensionId: null };

/** A wording that people answered like this, the best of them first. */
function wording(body: QuestionBody, responses: (QuestionResponse | null)[], points: (at: number) => number, more: Partial<QuestionWording> = {}): QuestionWording {
  const item = itemStatistics(sumsOf(responses.map((_response, at) => ({ points: points(at), rest: 1 - at / responses.length, isFlagged: at % 10 === 0 }))));
  return { body, level: 'REMEMBER', moduleTitle: 'Trách nhiệm', from: '2026-03-09T01:00:00.000Z', until: null, item, shares: answerShares(body, responses), groups: null, pretest: { answers: 0, facility: null }, ...more };
}
const chose = (choice: string, count: number): QuestionResponse[] => Array.from({ length: count }, () => ({ type: 'single', choice }));
const page = (question: Partial<EditedQuestion>, { mayChange = true, done = null as QuestionDone | null, locale = 'vi' as Locale } = {}) =>
  drawPage(() => <EditingQuestionPage question={{ ...identity, wordings: [], suspensions: [], ...question }} mayChange={mayChange} done={done} />, { data: null, locale });

describe('the list of questions', () => {
  it('shows as many decimals in every line of a column', () => {
    const listed = (key: string, value: number) => ({ key, text: key, module: 'm1', type: 'single' as const, isInUse: true, isSuspended: false, item: { ...wording(single, chose('b', 40), () => 1).item, discrimination: { value, low: value, high: value } } });
    const course = { slug: 'an-toan', title: 'An toàn', countedAt: null, modules: [], counts: { all: 2, suspicious: 0, suspended: 0, few: 0 }, questions: [listed('q1', -0.8), listed('q2', 0.4949)], found: 2, page: 1, pages: 1 };
    const html = drawPage(() => <EditingQuestionsPage course={course} query={{ sort: 'question', page: 1 }} />, { data: null });
    expect([...html.matchAll(/data-label="Độ phân biệt"[^>]*>(?:<div>)?([^<]+)/g)].map((hit) => hit[1])).toEqual(['-0,80', '0,49']);
  });
});

describe('the page of a question', () => {
  it('points at the key when a wrong option is chosen more often', () => {
    const html = page({ wordings: [wording(single, [...chose('c', 30), ...chose('b', 10)], (at) => (at < 30 ? 0 : 1))] });
    expect(wordsOf(html)).toContain('Phương án sai “Xoá thư ngay” được chọn nhiều hơn đáp án.');
    expect(wordsOf(html)).toContain('75%');
    const sound = page({ wordings: [wording(single, [...chose('b', 30), ...chose('c', 10)], (at) => (at < 30 ? 1 : 0))] });
    expect(wordsOf(sound)).not.toContain('Phương án sai');
  });

  it('says true and false in words, also in that sentence', () => {
    const answers = Array.from({ length: 40 }, (_none, at): QuestionResponse => ({ type: 'true_false', value: at < 30 }));
    const words = wordsOf(page({ wordings: [wording(trueFalse, answers, (at) => (at < 30 ? 0 : 1))] }));
    expect(words).toContain('Phương án sai “Đúng” được chọn nhiều hơn đáp án.');
    expect(words).not.toMatch(/\btrue\b|\bfalse\b/);
  });

  it('shows no figure, no key sentence and no groups from few answers', () => {
    const words = wordsOf(page({ wordings: [wording(single, chose('c', 29), () => 0)] }));
    for (const part of ['Mới có 29 người trả lời. Cần ít nhất 30 người', 'Chưa rõ']) expect(words).toContain(part);
    for (const part of ['Phương án sai', 'Nhóm điểm cao', 'Khoảng tin cậy']) expect(words).not.toContain(part);
  });

  it('shows pre-tests apart, and nothing of them where there are none', () => {
    const shown = (pretest: QuestionWording['pretest']) => wordsOf(page({ wordings: [wording(single, chose('b', 40), () => 1, { pretest })] }));
    expect(shown({ answers: 50, facility: 0.42 })).toMatch(/Đúng ở bài kiểm tra đầu vào 42% 50 người, không tính vào các số khác/);
    expect(shown({ answers: 3, facility: null })).toMatch(/Đúng ở bài kiểm tra đầu vào Chưa rõ 3 người/);
    expect(shown({ answers: 0, facility: null })).not.toContain('đầu vào');
  });

  it('says that nobody answered, instead of a table of nothing', () => {
    const html = page({ wordings: [wording(single, [], () => 0)] });
    expect(wordsOf(html)).toContain('Chưa có ai trả lời.');
    expect(wordsOf(html)).toContain('Cần ít nhất 30 người trả lời mới nói được');
    expect(wordsOf(html)).not.toContain('Mới có 0 người');
    expect(html).not.toContain('NaN');
  });

  it('keeps wordings apart, the present one first', () => {
    const earlier = { ...single, text: 'Lời văn cũ' };
    const words = wordsOf(page({ wordings: [wording(single, chose('b', 2), () => 1), wording(earlier, chose('b', 3), () => 1, { from: '2026-01-05T01:00:00.000Z', until: '2026-03-09T01:00:00.000Z' })] }));
    expect(words.indexOf('Lời văn hiện nay, từ 09/03/2026')).toBeLessThan(words.indexOf('Lời văn trước, từ 05/01/2026 đến 09/03/2026'));
    expect(words).toContain('Lời văn cũ');
  });

  it('offers what may be done to whoever may', () => {
    const suspensions = [{ id: 's', reason: 'Đáp án đã sai', at: '2026-11-29T01:00:00.000Z', byName: 'Lê Thị Ánh', lifted: null, marked: 12, changed: 9, passing: 2, isRunning: false }];
    const html = page({ suspensionId: 's', suspensions });
    expect(html).toContain('/admin/courses/an-toan/questions/m1-q01/reinstatement');
    expect(wordsOf(html)).toContain('12 lượt, trong đó 9 lượt tăng điểm, 2 lượt từ không đạt thành đạt.');
    const counts = (changes: Partial<(typeof suspensions)[number]>) => wordsOf(page({ suspensions: suspensions.map((time) => ({ ...time, marked: 0, changed: 0, passing: 0, ...changes })) }));
    expect(counts({})).toContain('Không có lượt nào phải chấm lại.');
    expect(counts({ isRunning: true })).not.toContain('Không có lượt nào');
    expect(counts({ isRunning: true })).toContain('Đang chấm lại');
    expect(page({})).toContain('/admin/courses/an-toan/questions/m1-q01/suspension');
    const other = page({}, { mayChange: false });
    expect(other).not.toContain('/suspension"');
    expect(wordsOf(other)).toContain('Chỉ biên tập viên nội dung');
  });

  it('speaks English', () => {
    const words = wordsOf(page({ wordings: [wording(single, chose('c', 40), () => 0)] }, { locale: 'en', done: 'suspended' }));
    for (const part of ['The question is out of use.', 'Too hard', 'Share right', 'Left open']) expect(words).toContain(part);
  });
});

describe('the page before a question goes', () => {
  const check: SuspensionCheck = { ...identity, text: single.text, effect: { submitted: 1_206, running: 2, changed: 104, passing: 31, people: 99 }, shortage: null };
  const draw = (changes: Partial<SuspensionCheck> = {}) => drawPage(() => <EditingSuspensionPage check={{ ...check, ...changes }} />, { data: null });

  it('says how many attempts hold it, how many results change, how many begin to pass, how many are told', () => {
    const words = wordsOf(draw());
    for (const part of ['1.206', '2; câu giữ nguyên chỗ và được tính trọn điểm', 'Lượt tăng điểm 104', 'Lượt từ không đạt thành đạt 31', 'Người nhận thông báo 99']) expect(words).toContain(part);
    expect(draw()).toContain(`name="version" value="${identity.versionId}"`);
  });

  it.each([{ suspensionId: 's' }, { shortage: { title: 'Bài kiểm tra mô-đun 1', module: 'm1', level: 'APPLY' as const, count: 2, found: 1 } }])('asks for no reason where it cannot be done: %o', (changes) => {
    const html = draw(changes);
    expect(html).not.toContain('<textarea');
    expect(wordsOf(html)).toContain('Chưa thể ngừng dùng câu này');
  });

  it('is the same before it comes back', () => {
    const back = (suspensionId: string | null) => drawPage(() => <EditingReinstatementPage question={{ ...identity, suspensionId }} />, { data: null });
    expect(back('s-1')).toContain('name="suspension" value="s-1"');
    expect(back(null)).not.toContain('<form');
  });
});
