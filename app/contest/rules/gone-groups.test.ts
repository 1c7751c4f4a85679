import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf, type Criterion, type LockedSheet } from './standing.ts';

const criteria: Criterion[] = [{ id: 'c', title: 'Tính mới', weight: 1, maxScore: 10, position: 0 }];
const sheet = (judge: string, entry: string, value: number): LockedSheet => ({ judge, entry, values: new Map([['c', value]]) });
const ranked = (sheets: readonly LockedSheet[], gone: readonly string[] = []) => standingOf(sheets, criteria, { method: 'ADDITIVE', places: 1, gone: new Set(gone) });
const one = [sheet('a', 'e1', 9), sheet('b', 'e1', 8), sheet('a', 'e2', 5), sheet('b', 'e2', 6)];
const other = [sheet('x', 'e3', 3), sheet('y', 'e3', 2)];

describe('groups that no judge links', () => {
  it('hold a standing up while each has an entry with a place', () => {
    expect(ranked([...one, ...other])).toMatchObject({ ok: false, groups: [['e1', 'e2'], ['e3']] });
    expect(ranked([...one, ...other], ['e1'])).toMatchObject({ ok: false });
  });

  it('do not once all entries of one are gone: nobody could link them any more', () => {
    expect(ranked([...one, ...other], ['e3'])).toEqual(ranked(one));
    expect(ranked([...one, ...other], ['e1', 'e2'])).toEqual(ranked(other));
  });

  it('with nobody left at all have no standing, as before', () => {
    expect(ranked([...one, ...other], ['e1', 'e2', 'e3'])).toMatchObject({ ok: false });
  });

  it('of what is gone move nobody’s points, whatever stands in them', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 6 }), (values) => {
      const lost = values.map((value, at) => sheet('z', `gone${at}`, value));
      expect(ranked([...lost, ...one], values.map((_, at) => `gone${at}`))).toEqual(ranked(one));
    }));
  });

  it('a gone entry that shares its judges still helps to know them', () => {
    const joined = [...one, sheet('a', 'e4', 10), sheet('b', 'e4', 1)];
    const got = ranked(joined, ['e4']);
    expect(got.ok && got.standing.lines.map(({ entry }) => entry)).toEqual(['e1', 'e2']);
    expect(got.ok && got.standing.judges.map(({ sheets }) => sheets)).toEqual([3, 3]);
  });
});
