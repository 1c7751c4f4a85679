import { describe, expect, it } from 'vitest';
import { decisionForm, proposalForm, publicationForm, roundParams, stateForm, stepForm, stepTyped, verdictOf } from './results.ts';

const step = { revision: '1', kind: 'BENEFIT', title: 'Giảm thời gian', on: '2026-11-20', amount: '12', unit: 'giờ', evidence: 'https://vi-du.invalid/bao-cao' };
const amountOf = (amount: string) => stepForm.safeParse({ ...step, amount }).data?.amount;

describe('a measured amount', () => {
  it.each<[string, number | null]>([['12', 12], ['12,5', 12.5], ['12.5', 12.5], ['1.234', 1234], ['1.234.567,25', 1_234_567.25], ['0', 0], ['', null], [' 7 ', 7]])('typed as %j is %d', (typed, read) => {
    expect(amountOf(typed)).toBe(read);
  });

  it.each(['-1', '1e9', '0x10', 'NaN', 'Infinity', '1.2.3', '1,2,3', '12 giờ', '٣', '9'.repeat(13), '1'.repeat(31), '<b>1</b>'])('typed as %j is refused', (typed) => {
    expect(stepForm.safeParse({ ...step, amount: typed }).success).toBe(false);
  });
});

describe('a step', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://x', '//elsewhere.example', 'https://', 'tài liệu', 'https://x\r\nSet-Cookie: a'])('does not take %j as its evidence', (evidence) => {
    expect(stepForm.safeParse({ ...step, evidence }).success).toBe(false);
  });

  it.each(['2026-02-30', '11/20/2026', '2026-11-20T00:00', '', 'hôm qua'])('is not on %j', (on) => {
    expect(stepForm.safeParse({ ...step, on }).success).toBe(false);
  });

  it('does not take lists, long words or other kinds', () => {
    for (const changes of [{ title: ['a'] }, { title: '' }, { title: 'ă'.repeat(201) }, { title: 'a\nb' }, { kind: 'PROMPT' }, { revision: '-1' }, { unit: 'ă'.repeat(61) }]) expect(stepForm.safeParse({ ...step, ...changes }).success).toBe(false);
  });

  it('comes back as it was typed, and fits again', () => {
    for (const one of [step, { ...step, kind: 'MILESTONE', amount: '', unit: '', evidence: '' }, { ...step, amount: '1.234,5' }, { ...step, amount: '12,345' }, { ...step, amount: '0,125' }]) {
      const parsed = stepForm.parse(one);
      expect(stepForm.parse({ revision: '1', ...stepTyped(parsed) })).toEqual(parsed);
    }
  });
});

it('forms know their words and nothing else', () => {
  expect(stateForm.safeParse({ revision: '0', state: 'GONE' }).success).toBe(false);
  expect(stateForm.parse({ revision: '0', state: 'PILOT' }).reason).toBe('');
  expect(decisionForm.safeParse({ verdict: '', reason: '', was: '' }).success).toBe(false);
  expect(decisionForm.safeParse({ verdict: 'x', reason: 'ă'.repeat(2_001), was: '' }).success).toBe(false);
  expect(publicationForm.safeParse({ hash: 'x', minutes: 'ngắn' }).success).toBe(false);
  expect(proposalForm.safeParse({ entry: 'x', unit: '' }).success).toBe(false);
  expect(['preliminary', 'FINAL', 'semi'].map((round) => roundParams.safeParse({ slug: 'x', round }).data?.round)).toEqual(['PRELIMINARY', 'FINAL', undefined]);
  expect(['NONE', 'OPEN', 'a-prize'].map(verdictOf)).toEqual([{ kind: 'NONE' }, { kind: 'OPEN' }, { kind: 'PRIZE', prize: 'a-prize' }]);
});
