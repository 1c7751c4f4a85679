import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAnswer } from '../../../tests/world/answers.ts';
import { faultsOf } from '../../platform/http/forms.server.ts';
import type { AnswerFields } from '../rules/answer.ts';
import { most } from './answer-file.ts';
import { answerForm, documentForm, emptyTyped, newAnswerForm, publishForm, successorsForm, typedOf, withdrawForm } from './answer-form.ts';

const typed = (changes: Record<string, string> = {}) => ({ ...typedOf(anAnswer), slug: '', ...changes });
const parse = (changes: Record<string, string> = {}) => newAnswerForm.safeParse(typed(changes));
const faults = (changes: Record<string, string>) => {
  const parsed = parse(changes);
  return parsed.success ? {} : Object.fromEntries(Object.entries(faultsOf(parsed.error)).map(([field, { vi }]) => [field, vi]));
};
const fields = (changes: Record<string, string> = {}) => newAnswerForm.parse(typed(changes)).fields;

describe('an answer as it is typed', () => {
  it('comes back as it was, whatever of it is empty', () => {
    expect(fields()).toEqual(anAnswer);
    const sparse: AnswerFields = { ...anAnswer, variants: [], papers: [], place: null, sources: ['Bộ Công an'], related: [] };
    expect(newAnswerForm.parse({ ...typedOf(sparse), slug: '' }).fields).toEqual(sparse);
  });

  it('comes back for every list and line that fits', () => {
    const line = fc.string({ unit: fc.constantFrom(...'aăêđ Ởx.,-1'), minLength: 1, maxLength: 40 }).map((text) => text.trim().replace(/\s+/g, ' ')).filter(Boolean);
    const lines = (maxLength: number) => fc.array(line, { maxLength });
    const basis = fc.record({ document: line, article: fc.option(line), effectiveFrom: fc.constant(null), effectiveTo: fc.constant(null) });
    const answer = fc.record({ question: line, variants: lines(20), short: line, papers: lines(20), fee: fc.option(line), place: fc.option(line), timeLimit: fc.option(line), legalBasis: fc.array(basis, { maxLength: 12 }), sources: lines(10) });
    fc.assert(fc.property(answer, (changes) => {
      const whole: AnswerFields = { ...anAnswer, ...changes };
      expect(newAnswerForm.parse({ ...typedOf(whole), slug: '' }).fields).toEqual(whole);
    }));
  });

  it('with the longest document and the longest article can be saved as it stands', () => {
    const basis = { document: 'đ'.repeat(most.line), article: 'k'.repeat(most.article), effectiveFrom: null, effectiveTo: null };
    expect(newAnswerForm.parse({ ...typedOf({ ...anAnswer, legalBasis: [basis] }), slug: '' }).fields.legalBasis).toEqual([basis]);
  });

  it('has an article of several parts behind the first bar', () => {
    expect(fields({ legalBasis: ' Luật Căn cước |  Điều 5 | khoản 2 \n\nNghị định 69/2024/NĐ-CP' }).legalBasis.map(({ document, article }) => [document, article])).toEqual([['Luật Căn cước', 'Điều 5 | khoản 2'], ['Nghị định 69/2024/NĐ-CP', null]]);
  });

  it('has its review due when the facts may have changed, unless a day was typed', () => {
    expect([fields({ reviewDue: '', volatility: 'HIGH' }).reviewDue, fields({ reviewDue: '', volatility: 'MEDIUM' }).reviewDue, fields({ reviewDue: ' 2026-10-15 ' }).reviewDue]).toEqual(['2026-10-30', '2026-12-29', '2026-10-15']);
  });

  it('names the source that confirms it among the sources, once', () => {
    expect(fields({ confirmedBy: 'Công an tỉnh' }).sources).toEqual([...anAnswer.sources, 'Công an tỉnh']);
    expect(fields({ confirmedBy: anAnswer.sources[0] ?? '' }).sources).toEqual(anAnswer.sources);
  });

  it('keeps what was typed beside what it means, for the form that comes back', () => {
    const parsed = newAnswerForm.parse(typed({ reviewDue: '', confirmedBy: 'Công an tỉnh' }));
    expect(parsed.typed).toEqual({ reviewDue: '', confirmedBy: 'Công an tỉnh', sources: anAnswer.sources.join('\n') });
  });

  it('begins with nothing that could be taken for an answer', () => {
    const begun = newAnswerForm.safeParse({ ...emptyTyped('tai-khoan', '2026-11-23'), slug: '' });
    expect(begun.success ? [] : Object.keys(faultsOf(begun.error)).toSorted()).toEqual(['body', 'question', 'short']);
  });
});

describe('what is refused, at its field', () => {
  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['an empty question', { question: ' ' }, { question: expect.any(String) }],
    ['a question of 201 letters', { question: 'ă'.repeat(most.question + 1) }, { question: expect.stringContaining('200') }],
    ['a question over two lines', { question: 'a\nb' }, { question: expect.any(String) }],
    ['a short form of 601 letters', { short: 'x'.repeat(most.short + 1) }, { short: expect.stringContaining('600') }],
    ['thirteen bases', { legalBasis: 'Luật\n'.repeat(13) }, { legalBasis: 'Tối đa 12 dòng, mỗi dòng tối đa 503 ký tự.' }],
    ['twenty-one papers', { papers: 'a\n'.repeat(21) }, { papers: 'Tối đa 20 dòng, mỗi dòng tối đa 300 ký tự.' }],
    ['eleven sources', { sources: 'a\n'.repeat(11) }, { sources: 'Tối đa 10 dòng, mỗi dòng tối đa 300 ký tự.' }],
    ['a related code of 81 letters', { related: 'a'.repeat(81) }, { related: 'Tối đa 10 dòng, mỗi dòng tối đa 80 ký tự.' }],
    ['a fee of two lines', { fee: 'a\nb' }, { fee: expect.any(String) }],
    ['a day of another country', { asOf: '11/23/2026' }, { asOf: 'Ngày chưa đúng. Vui lòng nhập ngày có thật, dạng 23/11/2026.' }],
    ['the 29th of a short February', { asOf: '2026-02-29' }, { asOf: expect.stringContaining('Ngày chưa đúng') }],
    ['a review day that is none', { reviewDue: 'mai' }, { reviewDue: expect.any(String) }],
    ['a code with capitals', { slug: 'Muc-2' }, { slug: 'Mã gồm chữ thường không dấu, số và dấu gạch nối, ví dụ kich-hoat-tai-khoan.' }],
    ['a code with a path', { slug: '../x' }, { slug: expect.stringContaining('chữ thường') }],
    ['a code with two hyphens', { slug: 'a--b' }, { slug: expect.stringContaining('chữ thường') }],
    ['a body that is no key', { transferTo: 'Công an' }, { transferTo: expect.any(String) }],
    ['an unknown confidence', { confidence: 'D' }, { confidence: expect.any(String) }],
    ['steps without end', { body: 'x'.repeat(40_001) }, { body: expect.stringContaining('40000') }],
  ])('%s', (_what, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });

  it.each([['NaN'], ['-1'], ['1.5'], ['x'], ['1e999']])('the revision %s', (revision) => {
    expect(answerForm.safeParse({ ...typedOf(anAnswer), revision }).success).toBe(false);
  });
  it('a missing revision, which would write over what nobody has seen', () => {
    expect(answerForm.safeParse(typedOf(anAnswer)).success).toBe(false);
  });
});

describe('the name of a document', () => {
  const names = (name: string) => documentForm.safeParse({ name, effectiveFrom: '', effectiveTo: '' });

  it('has no bar, because editors could never cite it', () => {
    const parsed = names('Luật A | B');
    expect(parsed.success ? {} : faultsOf(parsed.error)).toMatchObject({ name: { vi: 'Tên văn bản không dùng dấu |, vì dấu này ngăn tên với điều khoản.' } });
    expect(names('Luật A / B').success).toBe(true);
  });

  it.each([[''], [' '], ['a\nb'], ['x'.repeat(301)]])('is not %j', (name) => {
    expect(names(name).success).toBe(false);
  });

  it('may go without days, and not with days that are none', () => {
    expect(documentForm.parse({ name: ' Luật ', effectiveFrom: '', effectiveTo: '' })).toEqual({ name: 'Luật', effectiveFrom: null, effectiveTo: null });
    for (const effectiveTo of ['x', '2026-13-01', '2026-06-31', '31/06/2026', '12/31/2026']) expect(documentForm.safeParse({ name: 'Luật', effectiveFrom: '', effectiveTo }).success, effectiveTo).toBe(false);
  });
});

describe('moments', () => {
  const at = (publishAt: string, withdrawAt = '') => publishForm.safeParse({ version: 'v', when: 'at', publishAt, withdrawAt });

  it.each(['2026-11-24T08:00', '2026-11-24T08:00:00', '2028-02-29T23:59:59', ' 2026-11-24T08:00:01 ', '2026-11-24T00:00:00'])('%s is one', (moment) => {
    expect(at(moment).success).toBe(true);
  });
  it.each(['', 'x', '2026-02-29T08:00', '2026-11-31T08:00:00', '2026-11-24T24:00', '2026-11-24T23:60', '2026-11-24T23:59:60', '2026-11-24T08:00Z', '2026-11-24T08:00+07:00', '24/11/2026', '31/11/2026 08:00', '26-11-24T08:00'])('%j is none', (moment) => {
    const parsed = at(moment);
    expect(parsed.success ? {} : faultsOf(parsed.error)).toHaveProperty('publishAt');
  });
  it('are not asked for when it is now', () => {
    expect(publishForm.parse({ version: 'v', when: 'now', publishAt: '', withdrawAt: '' })).toMatchObject({ publishAt: null, withdrawAt: null });
    expect(withdrawForm.safeParse({ when: 'now', withdrawAt: '', reason: 'Sai' }).success).toBe(true);
  });
  it('of a withdrawal come with a reason', () => {
    for (const reason of ['', ' ', 'x'.repeat(501)]) expect(withdrawForm.safeParse({ when: 'now', withdrawAt: '', reason }).success).toBe(false);
    expect(withdrawForm.safeParse({ when: 'at', withdrawAt: '', reason: 'Sai' }).success).toBe(false);
  });
});

it('takes no more than five hundred successors at once', () => {
  const send = (count: number) => successorsForm.safeParse({ entries: Array.from({ length: count }, () => 'e'), replacement: '', article: '' }).success;
  expect([send(0), send(500), send(501)]).toEqual([true, true, false]);
});
