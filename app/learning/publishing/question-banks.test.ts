import { describe, expect, test } from 'vitest';
import { bankYaml, questionYaml, today } from '../../../tests/content/course-on-disk.ts';
import { compileBank, type CompiledQuestion } from './compile-questions.ts';
import { collectProblems, type Problem } from '../../platform/content/problems.ts';

type Fields = Record<string, string>;

/** Compiles a bank of the module m1-dau, whose lesson bai-mau has the anchor dau-hieu. */
function bank(...questions: string[]): { questions: CompiledQuestion[] | null; problems: Problem[] } {
  const problems = collectProblems();
  const lessons = new Map<string, readonly string[] | null>([['bai-mau', ['dau-hieu']], ['bai-hong', null]]);
  return { questions: compileBank({ file: 'q.yaml', text: bankYaml(...questions), moduleKey: 'm1-dau' }, { problems, today, lessons, taken: new Map() }), problems: problems.list };
}

const types: Record<string, Fields> = {
  single: {},
  multiple: { type: 'multiple', options: '[{ key: a, text: Một, correct: true, why: x }, { key: b, text: Hai, correct: true, why: y }, { key: c, text: Ba, why: z }]' },
  true_false: { type: 'true_false', options: '', answer: 'false', why_true: 'Vì một', why_false: 'Vì hai' },
  ordering: { type: 'ordering', options: '', items: '[{ key: a, text: Một, why: x }, { key: b, text: Hai, why: y }, { key: c, text: Ba, why: z }]' },
  matching: { type: 'matching', options: '', pairs: '[{ key: a, left: Một, right: X, why: x }, { key: b, left: Hai, right: Y, why: y }, { key: c, left: Ba, right: Z, why: z }]' },
  short_answer: { type: 'short_answer', options: '', accepted: '["15", ngày 15]', why: 'Vì thế' },
};
const ofType = (type: string, changes: Fields = {}) => questionYaml('q1', { ...types[type], ...changes });

describe('a right question', () => {
  test.each([
    ['single', { type: 'single', text: 'Câu hỏi q1?', options: [{ key: 'a', text: 'Đúng', correct: true, why: 'Vì đúng' }, { key: 'b', text: 'Sai', correct: false, why: 'Vì sai' }, { key: 'c', text: 'Lệch', correct: false, why: 'Vì lệch' }] }],
    ['multiple', { type: 'multiple', text: 'Câu hỏi q1?', options: [{ key: 'a', text: 'Một', correct: true, why: 'x' }, { key: 'b', text: 'Hai', correct: true, why: 'y' }, { key: 'c', text: 'Ba', correct: false, why: 'z' }] }],
    ['true_false', { type: 'true_false', text: 'Câu hỏi q1?', answer: false, whyTrue: 'Vì một', whyFalse: 'Vì hai' }],
    ['ordering', { type: 'ordering', text: 'Câu hỏi q1?', items: [{ key: 'a', text: 'Một', why: 'x' }, { key: 'b', text: 'Hai', why: 'y' }, { key: 'c', text: 'Ba', why: 'z' }] }],
    ['matching', { type: 'matching', text: 'Câu hỏi q1?', pairs: [{ key: 'a', left: 'Một', right: 'X', why: 'x' }, { key: 'b', left: 'Hai', right: 'Y', why: 'y' }, { key: 'c', left: 'Ba', right: 'Z', why: 'z' }] }],
    ['short_answer', { type: 'short_answer', text: 'Câu hỏi q1?', accepted: ['15', 'ngày 15'], why: 'Vì thế' }],
  ])('of type %s is stored as it is written', (type, body) => {
    const { questions, problems } = bank(ofType(type));
    expect(problems).toEqual([]);
    expect(questions).toEqual([{ key: 'q1', moduleKey: 'm1-dau', type, level: 'REMEMBER', lessonSlug: 'bai-mau', anchor: 'dau-hieu', source: 'Bài học mẫu', asOf: '2026-11-23', expiresOn: null, body, file: 'q.yaml', line: 2 }]);
  });

  test.each(Object.keys(types))('of type %s may stand beside a wrong one, which is left out', (type) => {
    const { questions, problems } = bank(ofType(type), questionYaml('q2', { level: 'KNOW' }), questionYaml('q3'));
    expect(questions?.map(({ key }) => key)).toEqual(['q1', 'q3']);
    expect(problems).toHaveLength(1);
  });

  test('may point at a lesson that could not be compiled: its own faults are enough', () => {
    expect(bank(questionYaml('q1', { lesson: 'bai-hong', anchor: 'chua-biet' })).problems).toEqual([]);
  });
});

describe('faults by type, in both languages', () => {
  const keyed = (list: string) => list.replace('key: b', 'key: a');
  test.each<[type: string, what: string, changes: Fields, vi: string, en: string]>([
    ['single', 'nothing right', { options: '[{ key: a, text: Một, why: x }, { key: b, text: Hai, why: y }, { key: c, text: Ba, why: z }]' }, 'Câu một lựa chọn cần đúng một phương án đúng, đang có 0.', 'A single-choice question needs exactly one correct option; it has 0.'],
    ['single', 'six options', { options: `[${[...'abcdef'].map((key) => `{ key: ${key}, text: ${key}, correct: ${key === 'a'}, why: x }`).join(', ')}]` }, 'options có nhiều nhất 5 mục.', 'options takes at most 5 entries.'],
    ['single', 'a word for a flag', { options: '[{ key: a, text: Một, correct: "true", why: x }, { key: b, text: Hai, why: y }, { key: c, text: Ba, why: z }]' }, 'correct phải là true | false.', 'correct must be true | false.'],
    ['multiple', 'all right', { options: types['multiple']?.['options']?.replace('Ba,', 'Ba, correct: true,') ?? '' }, 'Câu nhiều lựa chọn cần ít nhất hai phương án đúng và ít nhất một phương án sai.', 'A multiple-choice question needs at least two correct options and at least one wrong one.'],
    ['multiple', 'a key twice', { options: keyed(types['multiple']?.['options'] ?? '') }, 'Khoá "a" ghi hai lần.', 'The key "a" is written twice.'],
    ['true_false', 'no answer', { answer: '' }, 'Thiếu answer.', 'answer is missing.'],
    ['true_false', 'a field of another type', { accepted: '[x]' }, 'Không có trường tên accepted.', 'There is no field named accepted.'],
    ['ordering', 'a key twice', { items: keyed(types['ordering']?.['items'] ?? '') }, 'Khoá "a" ghi hai lần.', 'The key "a" is written twice.'],
    ['ordering', 'a step without a reason', { items: types['ordering']?.['items']?.replace(', why: z', '') ?? '' }, 'Thiếu why.', 'why is missing.'],
    ['matching', 'two rights alike', { pairs: types['matching']?.['pairs']?.replace('right: Z', 'right: X') ?? '' }, 'Nội dung "X" ghi hai lần.', 'The text "X" is written twice.'],
    ['matching', 'two pairs', { pairs: '[{ key: a, left: Một, right: X, why: x }, { key: b, left: Hai, right: Y, why: y }]' }, 'pairs cần ít nhất 3 mục.', 'pairs needs at least 3 entries.'],
    ['short_answer', 'one answer twice', { accepted: '["15", "15"]' }, 'Nội dung "15" ghi hai lần.', 'The text "15" is written twice.'],
  ])('%s with %s', (type, _what, changes, vi, en) => {
    const { problems } = bank(ofType(type, changes));
    expect(problems.map(({ reason }) => reason)).toEqual([{ vi, en }]);
  });

  test('an accepted answer of spaces is none', () => {
    expect(bank(ofType('short_answer', { accepted: '["15", " "]' }))).toMatchObject({ questions: [], problems: [{ severity: 'error', line: 10 }] });
  });

  test.each(['id', 'type', 'level', 'lesson', 'anchor', 'source', 'as_of', 'text'])('every type needs %s', (field) => {
    for (const type of Object.keys(types)) {
      const text = ofType(type, { source: 'x', type }).replace(new RegExp(`(^|\\n)(  - |    )${field}: [^\\n]*`), field === 'id' ? '  - hint: x' : '');
      const { questions, problems } = bank(text);
      expect(questions, type).toEqual([]);
      expect(problems.length, type).toBeGreaterThan(0);
    }
  });
});

describe('days of a fact', () => {
  test.each<[expires: string, asOf: string, said: string[]]>([
    ['2026-11-24', '2026-11-23', []],
    ['2026-11-23', '2026-11-22', ['warning']],
    ['2027-01-01', '2027-01-01', ['error']],
    ['2027-01-01', '2027-01-02', ['error']],
    ['2026-11-01', '2026-11-02', ['error', 'warning']],
    ['2026-02-30', '2026-01-01', ['error']],
  ])('expires_on %s after as_of %s', (expires, asOf, said) => {
    expect(bank(questionYaml('q1', { expires_on: expires, as_of: asOf })).problems.map(({ severity }) => severity).sort()).toEqual(said);
  });
});
