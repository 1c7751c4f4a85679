import { describe, expect, it } from 'vitest';
import { bankYaml, questionYaml, today } from '../../../tests/content/course-on-disk.ts';
import { collectProblems } from '../../platform/content/problems.ts';
import { longestAnswer, parseResponse } from '../rules/question-response.ts';
import { scoreQuestion } from '../rules/score-question.ts';
import { compileBank } from './compile-questions.ts';

/** Compiles a bank with one question that takes these short answers. */
function bankOf(...accepted: string[]) {
  const problems = collectProblems();
  const text = bankYaml(questionYaml('q1', { type: 'short_answer', options: '', accepted: JSON.stringify(accepted), why: 'Vì thế' }));
  const questions = compileBank({ file: 'q.yaml', text, moduleKey: 'm1-dau' }, { problems, today, lessons: new Map([['bai-mau', ['dau-hieu']]]), taken: new Map() });
  return { body: questions?.[0]?.body, reasons: problems.list.map(({ severity, reason }) => [severity, reason.vi]) };
}

describe('a short answer that a bank accepts', () => {
  it.each(['…', '—', '😀', '***', '?!', '( )'])('has a letter or digit: %j has none, and nobody could ever be right', (text) => {
    expect(bankOf('15', text).reasons).toEqual([['error', `Đáp án "${text}" không có chữ hay số nào nên không ai trả lời đúng được.`]]);
  });

  it('fits into the field in which it is typed', () => {
    expect(bankOf('x'.repeat(longestAnswer)).reasons).toEqual([]);
    expect(bankOf('x'.repeat(longestAnswer + 1)).reasons).toEqual([['error', 'Đáp án dài 301 ký tự, ô trả lời chỉ nhận 300.']]);
  });

  it.each<[string, string[]]>([
    ['Đà Nẵng', ['đà nẵng', 'ĐÀ NẴNG', 'Da Nang', 'Đà Nẵng'.normalize('NFD'), '  Đà   Nẵng ', 'Đà-Nẵng.', 'Đà\tNẵng', 'Ðà Nẵng']],
    ['15', ['15', ' 15 ', '１５', '15.', '"15"']],
    ['ngày 15', ['Ngày 15', 'NGAY 15', 'ngày  15', 'ngày, 15']],
    ['hoà', ['hòa', 'HOÀ', 'hoa']],
    ['C++', ['c', 'C++', 'c + +']],
  ])('%j is right however it is typed', (accepted, typed) => {
    const { body } = bankOf(accepted);
    for (const text of typed) {
      const parsed = body && parseResponse(body, [], { answer: text });
      expect([text, body && parsed?.ok && scoreQuestion(body, parsed.response)]).toEqual([text, 1]);
    }
  });

  it.each<[string, string[]]>([
    ['15', ['1 5', '015', '150', '15 16', 'mười lăm', '', '…', '1５５']],
    ['Đà Nẵng', ['ĐàNẵng', 'Đà', 'Nẵng Đà', 'Đà Nẵng quê tôi', 'Đa Năngg']],
  ])('%j is not right for what only looks like it', (accepted, typed) => {
    const { body } = bankOf(accepted);
    for (const text of typed) {
      const parsed = body && parseResponse(body, [], { answer: text });
      expect([text, body && parsed?.ok && scoreQuestion(body, parsed.response)]).toEqual([text, 0]);
    }
  });
});
