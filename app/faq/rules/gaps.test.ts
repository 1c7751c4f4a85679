import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../platform/text/fold.ts';
import { askedTimes, clusterGaps, isSpike, keyWords, likeness, safeGroups, upperTail, type Asked } from './gaps.ts';

const asked = (words: string, count = 1): Asked => ({ fold: fold(words), words, signals: { NO_RESULT: count }, thisWeek: count, weekBefore: 0 });

describe('clusters', () => {
  it('put wordings of one question together under the most frequent, and keep others apart', () => {
    const gaps = clusterGaps([asked('Đổi số điện thoại VNeID'), asked('doi so dien thoai vneid o dau', 3), asked('làm sao đổi số điện thoại trên VNeID'), asked('Đăng ký tạm trú cho con')]);
    expect(gaps.map((gap) => [gap.words, gap.wordings.length, askedTimes(gap)])).toEqual([['doi so dien thoai vneid o dau', 3, 5], ['Đăng ký tạm trú cho con', 1, 1]]);
  });

  const word = fc.constantFrom('doi', 'so', 'dien', 'thoai', 'vneid', 'tam', 'tru', 'o', 'dau');
  const many = fc.uniqueArray(fc.record({ fold: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')), count: fc.integer({ min: 1, max: 5 }) }), { selector: (one) => one.fold, maxLength: 15 });

  it('lose and double nothing, and do not depend on the order', () => {
    fc.assert(fc.property(many, (rows) => {
      const list = rows.map(({ fold: text, count }) => ({ ...asked(text, count), fold: text }));
      const gaps = clusterGaps(list);
      expect(gaps.flatMap((gap) => gap.wordings.map((one) => one.fold)).toSorted()).toEqual(rows.map((row) => row.fold).toSorted());
      expect(gaps.reduce((sum, gap) => sum + askedTimes(gap), 0)).toBe(rows.reduce((sum, row) => sum + row.count, 0));
      expect(clusterGaps(list.toReversed())).toEqual(gaps);
    }));
  });

  it('likeness is none without common words and one for the same', () => {
    expect([likeness(keyWords('tam tru'), keyWords('tam tru o dau')), likeness(keyWords('tam tru'), keyWords('bao hiem')), likeness(keyWords(''), keyWords(''))]).toEqual([1, 0, 0]);
    expect([...keyWords('o dau')]).toEqual(['o', 'dau']);
  });
});

describe('spikes', () => {
  it.each([[0, 0, false], [4, 0, false], [5, 0, false], [7, 0, true], [8, 1, false], [10, 1, true], [100, 100, false], [130, 80, true], [20, 30, false], [5_000, 4_000, true]])('%i after %i: %s', (now, before, spike) => {
    expect(isSpike(now, before)).toBe(spike);
  });
  it('use a tail that is a probability and falls', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (a, b) => {
      const n = a + b;
      const tail = upperTail(a, n);
      return tail >= 0 && tail <= 1 && upperTail(a + 1, n) <= tail + 1e-9;
    }));
    expect(upperTail(0, 10)).toBeCloseTo(1);
    expect(upperTail(10, 10)).toBeCloseTo(1 / 1024);
  });
});

it('small groups are never shown apart, alone or as the only rest', () => {
  expect(safeGroups([{ name: 'A', count: 12 }, { name: 'B', count: 9 }, { name: 'C', count: 30 }])).toEqual({ shown: [{ name: 'C', count: 30 }], rest: 21 });
  expect(safeGroups([{ name: 'B', count: 9 }, { name: 'D', count: 4 }])).toEqual({ shown: [], rest: 13 });
  expect(safeGroups([{ name: 'B', count: 9 }])).toEqual({ shown: [], rest: 0 });
  expect(safeGroups([{ name: 'A', count: 10 }])).toEqual({ shown: [{ name: 'A', count: 10 }], rest: 0 });
});
