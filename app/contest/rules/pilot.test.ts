import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOfPilot, pilotChange, pilotOwes, type PilotFault } from './pilot.ts';

const today = '2026-11-23';
const plan = { startsOn: '2026-10-01', endsOn: '2026-10-31', baselineOn: '2026-09-30', result: null, resultOn: null, fileId: null, evidence: null };
const measured = { ...plan, result: 30, resultOn: '2026-11-02', fileId: 'f' };

describe('the days and numbers of a pilot', () => {
  it.each<[string, Partial<Parameters<typeof faultsOfPilot>[0]>, PilotFault[]]>([
    ['a plan', {}, []],
    ['a day that begins and ends it', { startsOn: '2026-10-01', endsOn: '2026-10-01', baselineOn: '2026-10-01' }, []],
    ['an end before the beginning', { endsOn: '2026-09-30' }, ['endsOn.order']],
    ['a first measure after the beginning', { baselineOn: '2026-10-02' }, ['baselineOn.late']],
    ['a first measure tomorrow', { startsOn: '2026-12-01', endsOn: '2026-12-31', baselineOn: '2026-11-24' }, ['baselineOn.future']],
    ['a result without its day', { ...measured, resultOn: null }, ['resultOn.alone']],
    ['a day without its result', { ...measured, result: null, fileId: null }, ['result.alone']],
    ['a result before the beginning', { ...measured, resultOn: '2026-09-30' }, ['resultOn.early']],
    ['a result tomorrow', { ...measured, resultOn: '2026-11-24' }, ['resultOn.future']],
    ['a result that nothing shows', { ...measured, fileId: null }, ['fileId.missing']],
    ['a result that a link shows', { ...measured, fileId: null, evidence: 'https://vi-du.invalid' }, []],
    ['a file that shows nothing', { fileId: 'f' }, ['fileId.alone']],
    ['a link that shows nothing', { evidence: 'https://vi-du.invalid' }, ['evidence.alone']],
    ['a result of zero', { ...measured, result: 0 }, []],
  ])('%s', (_what, changes, faults) => expect(faultsOfPilot({ ...plan, ...changes }, today)).toEqual(faults));
});

describe('a result against its beginning', () => {
  it.each<[number, number, boolean, ReturnType<typeof pilotChange>]>([
    [42, 30, true, { difference: -12, share: -12 / 42, verdict: 'BETTER' }],
    [42, 30, false, { difference: -12, share: -12 / 42, verdict: 'WORSE' }],
    [0.1, 0.3, false, { difference: 0.2, share: 0.2 / 0.1, verdict: 'BETTER' }],
    [0, 5, true, { difference: 5, share: null, verdict: 'WORSE' }],
    [7, 7, true, { difference: 0, share: 0, verdict: 'SAME' }],
  ])('%d → %d', (baseline, result, lessIsBetter, change) => expect(pilotChange({ baseline, result, lessIsBetter })).toEqual(change));

  it('is none before it was measured, and turns with what counts as better', () => {
    expect(pilotChange({ baseline: 1, result: null, lessIsBetter: true })).toBeNull();
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }), (baseline, result) => {
      const [less, more] = [true, false].map((lessIsBetter) => pilotChange({ baseline, result, lessIsBetter })?.verdict);
      expect(less === more).toBe(baseline === result);
    }));
  });
});

it.each<[string, { endsOn: string; result: number | null } | null, 'PLAN' | 'RESULT' | null]>([
  ['PROPOSED', null, null],
  ['PILOT', null, 'PLAN'],
  ['PILOT', { endsOn: today, result: null }, null],
  ['PILOT', { endsOn: '2026-11-22', result: null }, 'RESULT'],
  ['PILOT', { endsOn: '2026-11-22', result: 3 }, null],
  ['APPLIED', null, null],
  ['APPLIED', { endsOn: '2026-12-31', result: null }, 'RESULT'],
  ['NOT_APPLIED', { endsOn: '2026-11-22', result: null }, null],
])('in the state %s with the pilot %j the owner still owes %s', (state, pilot, owed) => expect(pilotOwes(state, pilot, today)).toBe(owed));
