import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf, totalOf, type Criterion, type LockedSheet, type ScoringMethod, type Standing } from './standing.ts';

const criteria: Criterion[] = [
  { id: 'new', title: 'Tính mới', weight: 0.4, maxScore: 10, position: 0 },
  { id: 'use', title: 'Áp dụng', weight: 0.6, maxScore: 20, position: 1 },
];
const sheet = (judge: string, entry: string, share: number): LockedSheet => ({ judge, entry, values: new Map([['new', share * 10], ['use', share * 20]]) });
const must = (sheets: readonly LockedSheet[], method: ScoringMethod = 'ADDITIVE', places = 1, gone?: ReadonlySet<string>): Standing => {
  const outcome = standingOf(sheets, criteria, { method, places, ...(gone ? { gone } : {}) });
  if (!outcome.ok) throw new Error('disconnected');
  return outcome.standing;
};

describe('the total of a sheet', () => {
  it('is a share of a hundred by weight, whatever the maxima are', () => {
    expect(totalOf(new Map([['new', 10], ['use', 20]]), criteria)).toBe(100);
    expect(totalOf(new Map([['new', 5], ['use', 20]]), criteria)).toBeCloseTo(80);
    expect(totalOf(new Map(), criteria)).toBe(0);
    expect(totalOf(new Map([['new', 1]]), [])).toBe(0);
  });

  it('does not need weights that add up to one', () => {
    expect(totalOf(new Map([['new', 10], ['use', 0]]), criteria.map((one) => ({ ...one, weight: one.weight / 2 })))).toBeCloseTo(40);
  });
});

/** A linked jury: every judge reads every entry. */
const shares = fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 8 });
const sheetsOf = (rows: readonly (readonly number[])[]) => rows.flatMap((row, entry) => row.map((share, judge) => sheet(`j${judge}`, `e${entry}`, share / 100)));

describe('a standing', () => {
  it('does not care in which order the sheets come', () => {
    fc.assert(fc.property(shares, fc.constantFrom<ScoringMethod>('ADDITIVE', 'RAW_MEAN'), fc.integer(), (rows, method, seed) => {
      const sheets = sheetsOf(rows);
      const mixed = sheets.map((one, at) => ({ one, key: (at * 7919 + Math.abs(seed)) % 101 })).toSorted((a, b) => a.key - b.key).map(({ one }) => one);
      expect(must(mixed, method)).toEqual(must(sheets, method));
    }));
  });

  it('gives ranks that fall with the points, the first being 1, and leaves nobody out', () => {
    fc.assert(fc.property(shares, fc.constantFrom<ScoringMethod>('ADDITIVE', 'RAW_MEAN'), (rows, method) => {
      const { lines } = must(sheetsOf(rows), method);
      expect(lines).toHaveLength(rows.length);
      expect(lines[0]?.rank).toBe(1);
      for (const [at, line] of lines.entries()) {
        const next = lines[at + 1];
        expect(line.rank).toBeLessThanOrEqual(at + 1);
        if (next) expect(Math.round(line.score * 100)).toBeGreaterThanOrEqual(Math.round(next.score * 100));
      }
    }));
  });

  it('is the plain mean when every judge reads every entry, by both methods', () => {
    fc.assert(fc.property(shares, (rows) => {
      const [additive, raw] = [must(sheetsOf(rows)), must(sheetsOf(rows), 'RAW_MEAN')];
      for (const line of additive.lines) expect(line.score).toBeCloseTo(raw.lines.find(({ entry }) => entry === line.entry)?.score ?? -1, 4);
    }));
  });

  it('takes the leniency out that the raw mean leaves in', () => {
    // A strict judge reads the better entry, a lenient one the worse; two read both and agree that the first is better.
    const sheets = [sheet('strict', 'a', 0.5), sheet('fair', 'a', 0.7), sheet('fair', 'b', 0.6), sheet('lenient', 'b', 0.9), sheet('strict', 'c', 0.4), sheet('lenient', 'c', 0.8), sheet('fair', 'c', 0.6)];
    expect(must(sheets).lines[0]?.entry).toBe('a');
    expect(must(sheets, 'RAW_MEAN').lines[0]?.entry).toBe('b');
    expect(must(sheets).judges.map(({ judge }) => judge)).toEqual(['lenient', 'fair', 'strict']);
  });

  it('says which groups cannot be compared', () => {
    const outcome = standingOf([sheet('j1', 'a', 0.5), sheet('j2', 'b', 0.6)], criteria, { method: 'ADDITIVE', places: 1 });
    expect(outcome).toEqual({ ok: false, groups: [['a'], ['b']] });
    expect(standingOf([sheet('j1', 'a', 0.5), sheet('j2', 'b', 0.6)], criteria, { method: 'RAW_MEAN', places: 1 }).ok).toBe(true);
  });

  it('says that it cannot tell, instead of being sure, with too few sheets', () => {
    const { lines } = must([sheet('j1', 'a', 0.5), sheet('j1', 'b', 0.6)], 'ADDITIVE');
    expect(lines.map(({ se, crossesCut }) => [se, crossesCut])).toEqual([[null, true], [null, true]]);
  });

  it('is empty without sheets, by both methods', () => {
    for (const method of ['ADDITIVE', 'RAW_MEAN'] as const) expect(must([], method)).toMatchObject({ lines: [], cut: null, judges: [] });
  });

  it('gives entries that are gone no place, but their judges their leniency', () => {
    const rows = [[90, 80, 90], [80, 60, 80], [60, 50, 60]];
    const { lines, judges } = must(sheetsOf(rows), 'ADDITIVE', 1, new Set(['e0']));
    expect(lines.map(({ entry, rank }) => [entry, rank])).toEqual([['e1', 1], ['e2', 2]]);
    expect(judges.map(({ sheets }) => sheets)).toEqual([3, 3, 3]);
  });
});

describe('ties', () => {
  const two = (judge: string, entry: string, first: number, second: number): LockedSheet => ({ judge, entry, values: new Map([['new', first], ['use', second]]) });

  it('go to the heavier criterion', () => {
    // 0.4 × 10/10 + 0.6 × 10/20 = 0.7 and 0.4 × 4/10 + 0.6 × 18/20 = 0.7.
    const { lines } = must([two('j', 'a', 10, 10), two('j', 'b', 4, 18)], 'RAW_MEAN');
    expect(lines.map(({ entry, rank, score }) => [entry, rank, score])).toEqual([['b', 1, 70], ['a', 2, 70]]);
  });

  it('that no criterion tells apart share a rank, and the next rank is left out', () => {
    const { lines } = must([two('j', 'a', 5, 5), two('j', 'b', 5, 5), two('j', 'c', 1, 1)], 'RAW_MEAN');
    expect(lines.map(({ rank }) => rank)).toEqual([1, 1, 3]);
  });

  it('are those of the two decimals that everybody sees', () => {
    const { lines } = must([two('j', 'a', 5, 10.000_001), two('j', 'b', 5, 10)], 'RAW_MEAN');
    expect(lines.map(({ rank }) => rank)).toEqual([1, 1]);
  });
});

describe('the cut', () => {
  it('lies between the last place with a prize and the next', () => {
    const standing = must(sheetsOf([[90, 80, 91], [80, 60, 80], [60, 50, 60], [10, 8, 12]]), 'ADDITIVE', 2);
    expect(standing.cut).toBeGreaterThan(standing.lines[2]?.score ?? 100);
    expect(standing.cut).toBeLessThan(standing.lines[1]?.score ?? 0);
    expect(standing.lines[3]?.crossesCut).toBe(false);
  });

  it('is crossed by exactly the bands that hold it', () => {
    fc.assert(fc.property(shares, fc.integer({ min: 1, max: 8 }), (rows, places) => {
      const { lines, cut } = must(sheetsOf(rows), 'ADDITIVE', places);
      for (const { low, high, se, crossesCut } of lines) expect(crossesCut).toBe(cut !== null && (se === null || (low <= cut && cut <= high)));
    }));
  });

  it('is none when everybody or nobody has a prize', () => {
    const sheets = sheetsOf([[90, 80, 90], [80, 60, 80]]);
    expect([0, 2, 9].map((places) => must(sheets, 'ADDITIVE', places).cut)).toEqual([null, null, null]);
  });
});
