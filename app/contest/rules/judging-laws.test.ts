import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitAdditive, rawMeans, zScoreMeans, type Scored } from './additive-model.ts';
import { assignReviews, type AssignmentTask } from './assign-reviews.ts';
import { fitPairwise, type Duel } from './bradley-terry.ts';
import { findTies, type EntryParties, type JudgeParty } from './conflicts.ts';
import { organisationKey } from './organisation-names.ts';
import { expectedPrizes, needsReason, placesOf, undecided, type Prize, type PrizeKind } from './prizes.ts';
import { changedLines } from './published-lines.ts';
import { kendallTau } from './rank-agreement.ts';
import { anomaliesOf, rankedByVotes, type VoteReport } from './vote.ts';

/** Every judge reads every entry: rows of entries, columns of judges. */
const tables = fc.integer({ min: 1, max: 4 }).chain((judges) => fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: judges, maxLength: judges }), { minLength: 1, maxLength: 6 }));
const scoresOf = (rows: readonly (readonly number[])[]): Scored[] => rows.flatMap((row, entry) => row.map((value, judge) => ({ entryId: `e${entry}`, judgeId: `j${judge}`, value })));
const byEntry = (scores: readonly Scored[]) => new Map(fitAdditive(scores).entries.map(({ entryId, score }) => [entryId, score]));

describe('the model of leniency', () => {
  it('moves with the scale: points that are doubled and raised double and raise every estimate', () => {
    fc.assert(fc.property(tables, fc.integer({ min: -50, max: 50 }), (rows, by) => {
      const [before, after] = [byEntry(scoresOf(rows)), byEntry(scoresOf(rows.map((row) => row.map((value) => 2 * value + by))))];
      for (const [entry, score] of before) expect(after.get(entry)).toBeCloseTo(2 * score + by, 6);
    }), { numRuns: 50 });
  });

  it('knows nobody by name: entries and judges that change theirs change nothing else', () => {
    fc.assert(fc.property(tables, (rows) => {
      const scores = scoresOf(rows);
      const renamed = scores.map((one) => ({ ...one, entryId: `z${9 - Number(one.entryId.slice(1))}`, judgeId: `k${9 - Number(one.judgeId.slice(1))}` }));
      const after = byEntry(renamed);
      for (const [entry, score] of byEntry(scores)) expect(after.get(`z${9 - Number(entry.slice(1))}`)).toBeCloseTo(score, 6);
    }), { numRuns: 50 });
  });

  it('takes out of judges exactly what it gives to nobody: their leniency adds up to nothing, and no number is none', () => {
    fc.assert(fc.property(fc.array(fc.record({ entry: fc.nat(4), judge: fc.nat(4), value: fc.integer({ min: 0, max: 100 }) }), { maxLength: 25 }), (drawn) => {
      const scores = [...new Map(drawn.map(({ entry, judge, value }) => [`${entry} ${judge}`, { entryId: `e${entry}`, judgeId: `j${judge}`, value }])).values()];
      const fit = fitAdditive(scores);
      expect(fit.groups.flat().toSorted()).toEqual([...new Set(scores.map(({ judgeId }) => judgeId))].toSorted());
      for (const group of fit.groups) expect(fit.judges.filter(({ judgeId }) => group.includes(judgeId)).reduce((sum, { bias }) => sum + bias, 0)).toBeCloseTo(0, 6);
      for (const { score, standardError, reviews } of fit.entries) {
        expect(Number.isFinite(score) && reviews > 0).toBe(true);
        expect(standardError === null || (Number.isFinite(standardError) && standardError >= 0)).toBe(true);
      }
    }), { numRuns: 100 });
  });

  it('of one judge is what she said, with no error to tell', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 }), (values) => {
      const { entries, judges, residual } = fitAdditive(scoresOf(values.map((value) => [value])));
      expect(entries.map(({ score }) => score)).toEqual(values);
      expect([judges.map(({ bias }) => bias), residual, entries.every(({ standardError }) => standardError === null)]).toEqual([[0], null, true]);
    }), { numRuns: 30 });
  });

  it.each<[string, Scored[]]>([
    ['a judge twice', [{ entryId: 'a', judgeId: 'j', value: 1 }, { entryId: 'a', judgeId: 'j', value: 1 }]],
    ['no number', [{ entryId: 'a', judgeId: 'j', value: Number.NaN }]],
    ['an infinite one', [{ entryId: 'a', judgeId: 'j', value: Infinity }]],
  ])('takes no sheet with %s', (_what, scores) => {
    expect(() => fitAdditive(scores)).toThrow(RangeError);
  });

  it('and its rivals agree that equal sheets are equal', () => {
    const scores = scoresOf([[7, 7, 7], [7, 7, 7], [7, 7, 7]]);
    expect([...rawMeans(scores).values(), ...byEntry(scores).values()].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([7, 7, 7, 7, 7, 7]);
    expect([...zScoreMeans(scores).values()]).toEqual([0, 0, 0]);
  });
});

describe('strengths by pairs', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const duels = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom<Duel['winner']>('a', 'b', 'draw')).filter(([one, other]) => one !== other).map(([one, other, winner]): Duel => ({ a: ids[one] ?? '', b: ids[other] ?? '', winner })), { maxLength: 24 });
  const turned: Record<Duel['winner'], Duel['winner']> = { a: 'b', b: 'a', draw: 'draw' };
  const strengths = (list: readonly Duel[]) => new Map(fitPairwise(ids, list).ranking.map(({ id, strength }) => [id, strength]));

  it('turn round when every choice is turned round', () => {
    fc.assert(fc.property(duels, (list) => {
      const [one, other] = [strengths(list), strengths(list.map((duel) => ({ ...duel, winner: turned[duel.winner] })))];
      for (const id of ids) expect(other.get(id)).toBeCloseTo(-(one.get(id) ?? 0), 4);
    }), { numRuns: 40 });
  });

  it('do not care on which side somebody stood, nor in which order the choices came', () => {
    fc.assert(fc.property(duels, (list) => {
      const [one, other] = [strengths(list), strengths(list.toReversed().map(({ a, b, winner }) => ({ a: b, b: a, winner: turned[winner] })))];
      for (const id of ids) expect(other.get(id)).toBeCloseTo(one.get(id) ?? 0, 6);
    }), { numRuns: 40 });
  });

  it('are all alike where nobody chose, or everybody drew', () => {
    const draws = ids.flatMap((a, at) => ids.slice(at + 1).map((b): Duel => ({ a, b, winner: 'draw' })));
    for (const list of [[], draws]) expect(fitPairwise(ids, list).ranking.map(({ id, strength }) => [id, Math.round(strength * 1e6) + 0])).toEqual(ids.map((id) => [id, 0]));
    expect([fitPairwise([], []).ranking, fitPairwise(['a'], []).ranking.map(({ id }) => id)]).toEqual([[], ['a']]);
  });

  it.each<[string, Duel]>([['a stranger', { a: 'a', b: 'x', winner: 'a' }], ['herself', { a: 'a', b: 'a', winner: 'draw' }]])('take no pair with %s', (_what, duel) => {
    expect(() => fitPairwise(ids, [duel])).toThrow(RangeError);
  });
});

describe('an assignment that cannot be', () => {
  const entries = ['e1', 'e2', 'e3'].map((id) => ({ id, trackId: null }));
  const judge = (id: string, maxReviews = 9) => ({ id, maxReviews, tracks: [] });
  const task = (changes: Partial<AssignmentTask>): AssignmentTask => ({ entries, judges: [judge('j1'), judge('j2'), judge('j3')], conflicts: [], reviewsPerEntry: 3, seed: 1, ...changes });

  it.each<[string, Partial<AssignmentTask>, { short: string[]; reviews: number }]>([
    ['with nobody on the jury', { judges: [] }, { short: ['e1 -3', 'e2 -3', 'e3 -3'], reviews: 0 }],
    ['with fewer judges than reviews', { judges: [judge('j1'), judge('j2')] }, { short: ['e1 -1', 'e2 -1', 'e3 -1'], reviews: 6 }],
    ['with an entry that all are tied to', { conflicts: ['j1', 'j2', 'j3'].map((judgeId) => ({ judgeId, entryId: 'e2' })) }, { short: ['e2 -3'], reviews: 6 }],
    ['with judges who take nothing', { judges: [judge('j1', 0), judge('j2', 0), judge('j3', 0)] }, { short: ['e1 -3', 'e2 -3', 'e3 -3'], reviews: 0 }],
    ['with everybody tied to everything', { conflicts: entries.flatMap(({ id }) => ['j1', 'j2', 'j3'].map((judgeId) => ({ judgeId, entryId: id }))) }, { short: ['e1 -3', 'e2 -3', 'e3 -3'], reviews: 0 }],
  ])('%s is said to be incomplete, entry by entry, and gives out what can be given', (_what, changes, expected) => {
    const plan = assignReviews(task(changes));
    expect([plan.isComplete, plan.short.map(({ entryId, missing }) => `${entryId} -${missing}`), plan.reviews.length]).toEqual([false, expected.short, expected.reviews]);
  });

  it('lets ties that name strangers be, and a tie said twice be one', () => {
    const plain = assignReviews(task({}));
    expect(assignReviews(task({ conflicts: [{ judgeId: 'x', entryId: 'e1' }, { judgeId: 'j1', entryId: 'x' }] })).reviews).toEqual(plain.reviews);
    const tie = { judgeId: 'j1', entryId: 'e1' };
    expect(assignReviews(task({ conflicts: [tie, tie] }))).toEqual(assignReviews(task({ conflicts: [tie] })));
  });
});

describe('ties of a judge', () => {
  const party = (changes: Partial<JudgeParty> = {}): JudgeParty => ({ userId: null, fullName: 'Vừ A Dính', email: null, unitIds: [], organisations: [], taxCode: null, named: [], ...changes });
  const entry = (changes: Partial<JudgeParty> = {}, named: string[] = []): EntryParties => ({ entryId: 'e', parties: [party({ fullName: 'Bế Văn Đàn', ...changes })], named });
  const kinds = (judge: Partial<JudgeParty>, of: EntryParties) => findTies(party(judge), [of], new Map()).flatMap((tie) => tie.kinds.map((kind) => `${tie.source} ${kind}`));

  it.each<[string, Partial<JudgeParty>, EntryParties, string[]]>([
    ['nothing is known of both', {}, entry(), []],
    ['nothing is the same as nothing', { email: '', taxCode: '', organisations: [''] }, entry({ email: '', taxCode: '', organisations: [''] }), []],
    ['the account', { userId: 'u' }, entry({ userId: 'u' }), ['ORGANISATION SAME_PERSON']],
    ['the address in other letters', { email: 'A.B@Gmail.com' }, entry({ email: 'a.b@gmail.com' }), ['ORGANISATION SAME_PERSON']],
    ['a provider of everybody', { email: 'a@gmail.com' }, entry({ email: 'b@GMAIL.com' }), []],
    ['a domain of their own', { email: 'a@ong.example' }, entry({ email: 'b@ONG.example' }), ['ORGANISATION SAME_DOMAIN']],
    ['a domain of two officials', { email: 'a@tinh.example', unitIds: ['u1'] }, entry({ email: 'b@tinh.example', unitIds: ['u2'] }), []],
    ['a branch', { taxCode: '0101234567' }, entry({ taxCode: '0101234567-001' }), ['ORGANISATION SAME_TAX_CODE']],
    ['the firm under its short form', { organisations: ['Cty CP Nuôi Ong'] }, entry({ organisations: ['CÔNG TY CỔ PHẦN NUÔI ONG'] }), ['ORGANISATION SAME_ORGANISATION']],
    ['firms that are nothing but a legal form', { organisations: ['Công ty TNHH'] }, entry({ organisations: ['Công ty cổ phần'] }), []],
    ['a name that the judge gave', { named: ['bế văn đàn'] }, entry(), ['JUDGE NAMED']],
    ['a name that the entrant gave', {}, entry({}, ['VỪ A DÍNH']), ['ENTRANT NAMED']],
    ['names of blanks and marks', { named: ['', '  ', '***'] }, entry({ fullName: '***' }, [' ', '']), []],
  ])('by %s', (_what, judge, of, expected) => {
    expect(kinds(judge, of)).toEqual(expected);
  });

  it('are found from either side alike, whatever somebody is called', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => {
      expect(organisationKey(one) === organisationKey(other)).toBe(organisationKey(other) === organisationKey(one));
      const there = kinds({ organisations: [one] }, entry({ organisations: [other] }));
      expect(kinds({ organisations: [other] }, entry({ organisations: [one] }))).toEqual(there);
    }), { numRuns: 60 });
  });
});

describe('prizes, whatever the places are', () => {
  const rankings = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 10 }).map((drawn) => {
    const sorted = drawn.toSorted((a, b) => a - b);
    return sorted.map((value, at) => ({ entry: `e${at}`, rank: sorted.indexOf(value) + 1 }));
  });
  const prizeLists = fc.array(fc.record({ kind: fc.constantFrom<PrizeKind>('FIRST', 'SECOND', 'THIRD', 'CONSOLATION', 'SPECIAL'), count: fc.integer({ min: 1, max: 3 }) }), { maxLength: 5 }).map((rows) => rows.map((row, position): Prize => ({ ...row, id: `p${position}`, title: `Giải ${position}`, position })));

  it('are expected alike by whoever shares a place, never better by whoever stands lower, and never a special one', () => {
    fc.assert(fc.property(rankings, prizeLists, (lines, prizes) => {
      const special = new Set<string | null>(prizes.filter(({ kind }) => kind === 'SPECIAL').map(({ id }) => id));
      const worth = (id: string | null) => (id === null ? prizes.length : Number(id.slice(1)));
      for (const [at, line] of lines.entries()) {
        const own = expectedPrizes(lines, line.entry, prizes);
        expect(own.length).toBeGreaterThan(0);
        expect(own.some((id) => special.has(id))).toBe(false);
        for (const prize of [...prizes.map(({ id }) => id), null]) expect(needsReason(lines, line.entry, prize, prizes)).toBe(!own.includes(prize));
        const next = lines[at + 1];
        if (next?.rank === line.rank) expect(expectedPrizes(lines, next.entry, prizes)).toEqual(own);
        else if (next) expect(Math.min(...expectedPrizes(lines, next.entry, prizes).map(worth))).toBeGreaterThanOrEqual(Math.max(...own.map(worth)));
      }
      expect(undecided(lines, new Set(), prizes).length).toBeLessThanOrEqual(placesOf(prizes));
      expect(undecided(lines, new Set(lines.map(({ entry }) => entry)), prizes)).toEqual([]);
    }), { numRuns: 80 });
  });
});

describe('what is published again', () => {
  const publications = fc.uniqueArray(fc.record({ entryId: fc.constantFrom('a', 'b', 'c', 'd'), rank: fc.integer({ min: 1, max: 3 }), prizeId: fc.constantFrom('p', 'q', null) }), { selector: ({ entryId }) => entryId });

  it('has changed for exactly those whose place or prize is another one', () => {
    fc.assert(fc.property(publications, publications, (before, now) => {
      const changed = changedLines(before, now);
      for (const id of ['a', 'b', 'c', 'd']) {
        const [was, is] = [before.find((line) => line.entryId === id), now.find((line) => line.entryId === id)];
        expect(changed.has(id)).toBe(was?.rank !== is?.rank || was?.prizeId !== is?.prizeId || (was === undefined) !== (is === undefined));
      }
    }), { numRuns: 80 });
  });
});

describe('how far two orders agree', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { maxLength: 12 });

  it('is the same both ways, turns with one of them, and stays between minus one and one', () => {
    fc.assert(fc.property(pairs, (rows) => {
      const [one, other] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
      const tau = kendallTau(one, other);
      expect(kendallTau(other, one)).toBeCloseTo(tau, 10);
      expect(kendallTau(one.map((value) => -value), other)).toBeCloseTo(-tau, 10);
      expect(Math.abs(tau)).toBeLessThanOrEqual(1 + 1e-12);
      if (new Set(one).size > 1) expect(kendallTau(one, one)).toBeCloseTo(1, 10);
    }), { numRuns: 80 });
  });
});

describe('a count of votes', () => {
  it('keeps equal ones in the order in which they stood, and says nothing of too few', () => {
    expect(rankedByVotes([{ votes: 2, id: 'a' }, { votes: 5, id: 'b' }, { votes: 2, id: 'c' }, { votes: 0, id: 'd' }]).map(({ id, rank }) => `${id}${rank}`)).toEqual(['b1', 'a2', 'c2', 'd4']);
    expect(rankedByVotes([])).toEqual([]);
  });

  it('of whatever sums, names an anomaly of sums exactly when they differ, and of habits never below twenty voters', () => {
    const count = fc.integer({ min: 0, max: 60 });
    fc.assert(fc.property(count, count, count, fc.array(count, { maxLength: 4 }), (voters, counted, busiest, days) => {
      const report: VoteReport = { voters, counted, addresses: { count: 1, busiest }, refused: { TWICE: busiest }, turnout: days.map((votes, at) => ({ day: `2026-12-0${at + 1}`, kind: 'NEW', votes })) };
      const found = anomaliesOf(report);
      expect(found.includes('MISMATCH')).toBe(voters !== counted);
      if (voters < 20) expect(found.filter((one) => one !== 'MISMATCH')).toEqual([]);
    }), { numRuns: 80 });
  });
});
