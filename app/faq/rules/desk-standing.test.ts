import { describe, expect, it } from 'vitest';
import type { CopiedAnswer } from './desk-index.ts';
import { ageOf, isHeld, onDay } from './desk-standing.ts';

const answer: CopiedAnswer = { versionId: 'v', slug: 's', number: 1, audience: 'PUBLIC', question: 'Q', variants: [], short: 's', body: '', papers: [], fee: null, place: null, timeLimit: null, basis: ['Luật A', 'Nghị định B', 'Thông tư C'], periods: [{ from: '2024-07-01', to: '2026-11-30' }, { from: '2026-12-01', to: null }, { from: null, to: null }], lapsed: [], asOf: '2026-09-30', isOverdue: false, isSample: false, until: null, reviewDue: '2026-11-30' };

describe('an answer of the copy', () => {
  it.each([[null, true], ['2026-11-30T17:00:00.000Z', false], ['2026-11-30T17:00:00.001Z', true], ['2026-11-30T16:59:59.999Z', false]])('that ends at %s is given out at midnight: %s', (until, held) => {
    expect(isHeld({ until }, '2026-11-30T17:00:00.000Z')).toBe(held);
  });

  it('warns of its documents and its review by the day on which it is read, not by that of the copy', () => {
    const on = (today: string) => { const { lapsed, isOverdue } = onDay(answer, today); return { lapsed, isOverdue }; };
    expect(on('2026-11-30')).toEqual({ lapsed: ['Nghị định B'], isOverdue: false });
    expect(on('2026-12-01')).toEqual({ lapsed: ['Luật A'], isOverdue: true });
    expect(answer.lapsed).toEqual([]);
  });

  it('without a period for each of its documents warns of none of these', () => {
    expect(onDay({ ...answer, periods: [] }, '2026-12-01').lapsed).toEqual([]);
  });
});

it.each([
  ['2026-11-30T17:00:00.000Z', { unit: 'fresh', count: 0, isOld: false }],
  ['2026-11-30T17:59:59.999Z', { unit: 'fresh', count: 0, isOld: false }],
  ['2026-11-30T18:00:00.000Z', { unit: 'hours', count: 1, isOld: false }],
  ['2026-12-01T16:59:59.999Z', { unit: 'hours', count: 23, isOld: false }],
  ['2026-12-01T17:00:00.000Z', { unit: 'days', count: 1, isOld: true }],
  ['2026-12-04T16:00:00.000Z', { unit: 'days', count: 3, isOld: true }],
  ['2026-11-30T09:00:00.000Z', { unit: 'fresh', count: 0, isOld: false }],
])('a copy of midnight is, at %s, of age %j', (at, age) => {
  expect(ageOf('2026-11-30T17:00:00.000Z', at)).toEqual(age);
});
