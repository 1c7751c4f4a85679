import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { sampleBodies } from '../../../tests/world/learning.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import type { AssessmentPage } from '../queries/assessment-page.server.ts';
import type { AttemptPage, AttemptQuestion } from '../queries/attempt-page.server.ts';
import type { AttemptResult } from '../queries/attempt-result.server.ts';
import type { QuestionBody, QuestionResponse } from '../rules/question.ts';
import { reviewQuestion } from '../rules/review-question.ts';
import { showQuestion } from '../rules/shown-question.ts';
import { shownOrder } from '../rules/shuffle.ts';
import { AttemptList } from './attempt-list.tsx';
import { AttemptNavigator } from './attempt-navigator.tsx';
import { ExamIsland, ExamTimer } from './exam-island.tsx';
import { QuestionForm } from './question-form.tsx';
import { ResultPanel } from './result-panel.tsx';
import { ReviewCard } from './review-card.tsx';
import { StartPanel } from './start-panel.tsx';

const draw = (element: ReactElement, locale: Locale = 'vi') =>
  renderToStaticMarkup(
    <ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh">
      {element}
    </ReaderProvider>,
  );
const body = (type: QuestionBody['type']) => sampleBodies.find((each) => each.type === type) as QuestionBody;

function questionOf(type: QuestionBody['type'], traits: Partial<AttemptQuestion> = {}): AttemptQuestion {
  return { position: 2, shown: showQuestion(body(type), shownOrder(body(type), 'seed')), fields: {}, state: 'empty', isFlagged: false, ...traits };
}
const form = (question: AttemptQuestion, more: { isCurrent?: boolean; fault?: 'duplicate' } = {}) => draw(<QuestionForm attemptId="a1" question={question} total={3} isCurrent={more.isCurrent ?? true} fault={more.fault} />);

const attempt: AttemptPage = {
  id: 'a1',
  number: 2,
  title: 'Bài kiểm tra mô-đun 1',
  courseSlug: 'an-toan',
  key: 'kiem-tra-m1',
  dueAt: '2026-11-23T01:12:00.000Z',
  secondsLeft: 601,
  isTimeUp: false,
  isSubmitted: false,
  savedAt: null,
  questions: [questionOf('single', { position: 1, state: 'answered' }), questionOf('ordering', { position: 2, state: 'partial', isFlagged: true }), questionOf('short_answer', { position: 3 })],
};

const view: AssessmentPage = {
  assessment: { id: 's1', versionId: 'v1', courseId: 'c1', courseVersionId: 'cv1', courseSlug: 'an-toan', courseTitle: 'An toàn thông tin', key: 'kiem-tra-m1', kind: 'MODULE', moduleKey: 'm1', title: 'Bài kiểm tra mô-đun 1', minutes: 12, passScore: 8, maxAttempts: 3, cooldownMinutes: 30, questionCount: 6 },
  bar: null,
  missing: [],
  attemptsUsed: 0,
  attemptsLeft: 3,
  open: null,
  overdueId: null,
  earlier: [],
  bestScore: null,
  isPassed: false,
};

const result: AttemptResult = {
  pretest: null,
  id: 'a1',
  number: 1,
  title: 'Bài kiểm tra mô-đun 1',
  courseSlug: 'an-toan',
  courseTitle: 'An toàn thông tin',
  key: 'kiem-tra-m1',
  startedAt: '2026-11-23T01:00:00.000Z',
  submittedAt: '2026-11-23T01:07:00.000Z',
  isAuto: false,
  score: 8.5,
  isPassed: true,
  passScore: 8,
  questions: [],
  remarks: [],
  retake: { attemptsLeft: 2, bar: null },
  isCourseCompleted: false,
  hasCertificate: false,
  pathNext: null,
};

test('a question is a form that works by itself: hidden number, answer, mark, and Enter saves and goes on', () => {
  const markup = form(questionOf('single'));
  expect(markup).toContain('action="/attempts/a1/answers"');
  expect(markup).toContain('name="q" value="2"');
  expect(markup).toContain('name="flag"');
  expect(/<button[^>]*value="(\w+)"/.exec(markup)?.[1]).toBe('next');
});

test('only the current question is shown', () => {
  expect(form(questionOf('single'))).not.toContain('hidden=""');
  expect(form(questionOf('single'), { isCurrent: false })).toContain('hidden=""');
});

test('the first question has no way back, the last one leads to the check', () => {
  expect(form(questionOf('single', { position: 1 }))).not.toContain('Câu trước');
  expect(form(questionOf('single', { position: 3 }))).toContain('Lưu và xem lại bài');
});

test('stored answers stand in the form again', () => {
  expect(form(questionOf('single', { fields: { answer: '2' } }))).toMatch(/<input[^>]*checked=""[^>]*value="2"|value="2"[^>]*checked=""/);
  expect(form(questionOf('multiple', { fields: { answer: ['1', '3'] } })).match(/checked=""/g)).toHaveLength(2);
  expect(form(questionOf('short_answer', { fields: { answer: 'ngày 15' } }))).toContain('value="ngày 15"');
  expect(form(questionOf('ordering', { fields: { 'place-1': '3' } })).match(/selected="">Vị trí 3/g)).toHaveLength(1);
  expect(form(questionOf('true_false', { fields: { answer: 'false' }, isFlagged: true })).match(/checked=""/g)).toHaveLength(2);
});

test('several options are sent under a list name, places and pairs each under their own', () => {
  expect(form(questionOf('multiple'))).toContain('name="answer[]"');
  expect(form(questionOf('matching')).match(/name="pair-\d"/g)).toHaveLength(3);
  expect(form(questionOf('ordering')).match(/name="place-\d"/g)).toHaveLength(3);
});

test('what is to be matched can be read as a whole: lettered above the selects, which on a phone show only how it begins', () => {
  const markup = form(questionOf('matching'));
  const { choices } = questionOf('matching').shown;
  expect(markup).toContain(`<ol class="bullets letters">${choices.map(({ text }) => `<li>${text}</li>`).join('')}</ol>`);
  expect([...markup.matchAll(/<option[^>]*>([A-Z]\. [^<]+)</g)].map(([, label]) => label)).toEqual([1, 2, 3].flatMap(() => choices.map(({ text }, at) => `${'ABC'[at]}. ${text}`)));
  expect(form(questionOf('ordering'))).not.toContain('letters');
});

test('no id stands twice on the page of an attempt', () => {
  const markup = attempt.questions.map((question) => form(question)).join('');
  const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('what was wrong is said above the answer', () => {
  expect(form(questionOf('ordering'), { fault: 'duplicate' })).toContain('Mỗi vị trí chỉ dùng một lần');
});

test('the navigator says number and state in words, not only in colour', () => {
  const markup = draw(<AttemptNavigator attempt={attempt} current={3} />);
  expect(markup).toContain('aria-label="Câu 1. Đã trả lời"');
  expect(markup).toContain('aria-label="Câu 2. Trả lời chưa đủ. Đánh dấu xem lại"');
  expect(markup).toMatch(/aria-label="Câu 3. Chưa trả lời"[^>]*aria-current="step"|aria-current="step"[^>]*aria-label="Câu 3. Chưa trả lời"/);
  expect(markup).toContain('Đã trả lời 1 trên 3 câu');
});

test('the timer shows the server’s minutes and the end in Vietnamese time', () => {
  const markup = draw(<ExamTimer attempt={attempt} />);
  expect(markup).toContain('11 phút');
  expect(markup).toContain('Hết giờ lúc 08:12');
  expect(draw(<ExamTimer attempt={{ ...attempt, secondsLeft: 90 }} />)).toContain('timer-low');
});

test('the island gets its facts and keeps the placeholders for itself', () => {
  const markup = draw(<ExamIsland attempt={attempt}>x</ExamIsland>);
  expect(markup).toContain('data-island="exam"');
  expect(markup).toContain('data-seconds-left="601"');
  const texts = JSON.parse((/data-texts="([^"]+)"/.exec(markup)?.[1] ?? '').replaceAll('&quot;', '"')) as Record<string, string>;
  expect(texts['announce']).toBe('Còn {n} phút');
  expect(Object.values(texts).every((text) => text !== '')).toBe(true);
});

test('the page before offers one thing: start, start again, or go on', () => {
  expect(draw(<StartPanel view={view} />)).toContain('Bắt đầu làm bài');
  expect(draw(<StartPanel view={{ ...view, attemptsUsed: 1, attemptsLeft: 2 }} />)).toContain('Bắt đầu lượt 2');
  const open = draw(<StartPanel view={{ ...view, open: { id: 'a1', number: 2, secondsLeft: 61 } }} />);
  expect(open).toContain('href="/attempts/a1"');
  expect(open).toContain('còn 2 phút');
  expect(open).not.toContain('<form');
});

test('whatever stands in the way is named with the way out, and there is no button', () => {
  const barred = (traits: Partial<AssessmentPage>) => draw(<StartPanel view={{ ...view, ...traits }} />);
  const missing = barred({ bar: { kind: 'steps-missing' }, missing: [{ kind: 'lesson', name: 'bai-1', title: 'Bài một' }, { kind: 'assessment', name: 'kiem-tra-m2', title: 'Kiểm tra hai' }] });
  expect(missing).toContain('href="/learn/an-toan/bai-1"');
  expect(missing).toContain('href="/assessments/an-toan/kiem-tra-m2"');
  expect(barred({ bar: { kind: 'cooldown', until: '2026-11-23T02:00:00.000Z' } })).toContain('23/11/2026 09:00');
  expect(barred({ bar: { kind: 'not-enrolled' } })).toContain('href="/courses/an-toan"');
  expect(barred({ bar: { kind: 'no-attempts-left' } })).toContain('liên hệ quản trị đào tạo');
  expect(barred({ bar: { kind: 'no-attempts-left' }, isPassed: true })).not.toContain('liên hệ');
  for (const markup of [missing, barred({ bar: { kind: 'not-enrolled' } })]) expect(markup).not.toContain('<button');
});

test('of many steps that are missing the next five are shown, and the others on demand', () => {
  const steps = Array.from({ length: 7 }, (_, at) => ({ kind: 'lesson' as const, name: `bai-${at}`, title: `Bài ${at}` }));
  const [shown = '', folded = ''] = draw(<StartPanel view={{ ...view, bar: { kind: 'steps-missing' }, missing: steps }} />).split('<details');
  expect(shown.match(/href="\/learn/g)).toHaveLength(5);
  expect(folded.match(/href="\/learn/g)).toHaveLength(2);
  expect(folded).toContain('Xem 2 việc còn lại');
  expect(draw(<StartPanel view={{ ...view, bar: { kind: 'steps-missing' }, missing: steps.slice(0, 5) }} />)).not.toContain('<details');
});

test('earlier attempts link to their results, with one decimal comma', () => {
  const row = { id: 'a1', number: 1, round: 1, startedAt: '2026-11-23T01:00:00.000Z', dueAt: '2026-11-23T01:12:00.000Z', submittedAt: '2026-11-23T01:12:00.000Z', isAuto: true, score: 8.5, isPassed: true };
  const markup = draw(<AttemptList attempts={[row, { ...row, id: 'a2', isAuto: false, score: 5, isPassed: false }]} />);
  expect(markup).toContain('href="/attempts/a1/result"');
  for (const words of ['8,5', '5,0', 'Đạt', 'Không đạt', 'tự động nộp khi hết giờ']) expect(markup).toContain(words);
});

test('a passed result leads on, to the certificate when there is one', () => {
  expect(draw(<ResultPanel result={result} isLate={false} />)).toContain('href="/courses/an-toan"');
  const done = draw(<ResultPanel result={{ ...result, isCourseCompleted: true, hasCertificate: true }} isLate={false} />);
  expect(done).toContain('href="/certificates"');
  expect(done).toContain('đã hoàn thành khoá học An toàn thông tin');
  expect(done).toContain('8,5');
});

test('a passed result leads on along the path of whoever follows one', () => {
  const pathNext = { pathTitle: 'Lãnh đạo', title: 'Mười loại tài liệu', href: '/learn/de-an/muoi-loai' };
  const markup = draw(<ResultPanel result={{ ...result, pathNext }} isLate={false} />);
  expect(markup).toMatch(/href="\/learn\/de-an\/muoi-loai"[^>]*>.*Đi tiếp theo lộ trình/);
  expect(markup).toContain('Tiếp theo trên lộ trình Lãnh đạo: <a href="/learn/de-an/muoi-loai">Mười loại tài liệu</a>');
  expect(markup).not.toContain('href="/courses/an-toan"');
  const done = draw(<ResultPanel result={{ ...result, hasCertificate: true, pathNext }} isLate={false} />);
  for (const href of ['/certificates', '/learn/de-an/muoi-loai']) expect(done).toContain(`href="${href}"`);
});

test('a failed result tells when one may try again', () => {
  const failed = (retake: AttemptResult['retake']) => draw(<ResultPanel result={{ ...result, isPassed: false, score: 4, retake }} isLate={false} />);
  expect(failed({ attemptsLeft: 2, bar: null })).toContain('href="/assessments/an-toan/kiem-tra-m1"');
  expect(failed({ attemptsLeft: 2, bar: { kind: 'cooldown', until: '2026-11-23T02:00:00.000Z' } })).toContain('làm lại từ 23/11/2026 09:00');
  expect(failed({ attemptsLeft: 0, bar: { kind: 'no-attempts-left' } })).toContain('Đã dùng hết lượt');
  expect(failed(null)).not.toContain('lượt, có thể');
});

test('an attempt that ran out of time says so, and what came too late', () => {
  const markup = draw(<ResultPanel result={{ ...result, isAuto: true }} isLate />);
  expect(markup).toContain('tự động nộp');
  expect(markup).toContain('không được tính');
});

test('every type of question is explained with the own answer, the right one, and the way back', () => {
  const answers: Partial<Record<QuestionBody['type'], QuestionResponse>> = {
    single: { type: 'single', choice: 'a' },
    multiple: { type: 'multiple', choices: ['a'] },
    ordering: { type: 'ordering', order: ['y', 'x', 'z'] },
    matching: { type: 'matching', pairs: { m: 'n' } },
    short_answer: { type: 'short_answer', text: 'mười sáu' },
  };
  const expected: Record<QuestionBody['type'], string[]> = {
    single: ['Anh/Chị chọn – chưa đúng', 'Phương án đúng', 'Xoá thư làm mất dấu vết.'],
    multiple: ['Anh/Chị chọn – đúng', 'Phương án đúng', 'Không chọn'],
    true_false: ['Phương án đúng', 'Dấu vết phải đúng tên người làm.'],
    ordering: ['Vị trí Anh/Chị chọn: 2', 'Vị trí đúng: <b>1</b>'],
    matching: ['Anh/Chị trả lời: Cấp quyền tạm cho người làm thay', 'Bỏ trống'],
    short_answer: ['mười sáu', 'Đáp án'],
  };
  for (const each of sampleBodies) {
    const question = { position: 1, type: each.type, review: reviewQuestion(each, shownOrder(each, 's'), answers[each.type] ?? null), points: 0, outcome: 'wrong' as const, isWaived: false, lesson: { slug: 'bai-1', title: 'Bài một', anchor: 'dau-hieu', isReadable: true }, source: 'Luật' };
    const markup = draw(<ReviewCard question={question} courseSlug="an-toan" />);
    for (const words of [...expected[each.type], 'href="/learn/an-toan/bai-1#dau-hieu"', 'Chưa đúng']) expect(markup).toContain(words);
  }
});

test.each(['ordering', 'matching'] as const)('a question of the type %s that was left empty is no row of mistakes', (type) => {
  const body = sampleBodies.find((each) => each.type === type);
  if (!body) throw new Error('no question');
  const question = { position: 1, type, review: reviewQuestion(body, shownOrder(body, 's'), null), points: 0, outcome: 'empty' as const, isWaived: false, lesson: { slug: 'bai-1', title: 'Bài một', anchor: 'dau-hieu', isReadable: true }, source: 'Luật' };
  const markup = draw(<ReviewCard question={question} courseSlug="an-toan" />);
  expect(markup).toContain('Bỏ trống');
  expect(markup).not.toContain('Chưa đúng');
});

test('a result that was marked again says what it was before, and which question counts as right', () => {
  const risen = { ...result, remarks: [{ at: '2026-11-29T01:00:00.000Z', before: 7.5, after: 8.5, passes: true }, { at: '2026-11-29T02:00:00.000Z', before: 8.5, after: 9.2, passes: false }] };
  const panel = draw(<ResultPanel result={risen} isLate={false} />);
  for (const words of ['Lượt này được chấm lại lúc 29/11/2026 08:00', 'Điểm tăng từ 7,5 lên 8,5, nhờ vậy lượt này đạt.', 'Điểm tăng từ 8,5 lên 9,2.']) expect(panel).toContain(words);
  expect(draw(<ResultPanel result={result} isLate={false} />)).not.toContain('chấm lại');
  const [body] = sampleBodies;
  if (!body) throw new Error('no question');
  const question = { position: 1, type: body.type, review: reviewQuestion(body, shownOrder(body, 's'), null), points: 1, outcome: 'right' as const, isWaived: true, lesson: { slug: 'bai-1', title: 'Bài một', anchor: 'dau-hieu', isReadable: true }, source: 'Luật' };
  const card = draw(<ReviewCard question={question} courseSlug="an-toan" />);
  for (const words of ['Tính trọn điểm', 'Đáp án dưới đây có thể chưa đúng.', '1 / 1 điểm']) expect(card).toContain(words);
});

test('the same pages speak English', () => {
  expect(draw(<StartPanel view={view} />, 'en')).toContain('Start');
  expect(draw(<AttemptNavigator attempt={attempt} current={1} />, 'en')).toContain('aria-label="Question 2. Partly answered. Marked for review"');
  expect(draw(<ResultPanel result={result} isLate={false} />, 'en')).toContain('8.5');
});
