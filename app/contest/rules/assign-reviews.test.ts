import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignReviews, type AssignmentPlan, type AssignmentTask } from './assign-reviews.ts';
import { cheapestFlow } from './review-flow.ts';
import { groupsOf, linkAll } from './review-links.ts';

const tracks = ['t0', 't1', 't2'];
const task: fc.Arbitrary<AssignmentTask> = fc
  .record({ entries: fc.integer({ min: 0, max: 14 }), judges: fc.integer({ min: 0, max: 9 }), reviewsPerEntry: fc.integer({ min: 3, max: 5 }), seed: fc.nat(), pairs: fc.array(fc.tuple(fc.nat({ max: 13 }), fc.nat({ max: 8 })), { maxLength: 25 }), limits: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 9, maxLength: 9 }), wishes: fc.array(fc.subarray(tracks), { minLength: 9, maxLength: 9 }) })
  .map(({ entries, judges, reviewsPerEntry, seed, pairs, limits, wishes }) => ({
    entries: Array.from({ length: entries }, (_, at) => ({ id: `e${at}`, trackId: at % 4 === 3 ? null : `t${at % 4}` })),
    judges: Array.from({ length: judges }, (_, at) => ({ id: `j${at}`, maxReviews: limits[at] ?? 1, tracks: wishes[at] ?? [] })),
    conflicts: pairs.map(([entry, judge]) => ({ entryId: `e${entry}`, judgeId: `j${judge}` })),
    reviewsPerEntry,
    seed,
  }));
const roomy = (entries: number, judges: number, more: Partial<AssignmentTask> = {}): AssignmentTask => ({ entries: Array.from({ length: entries }, (_, at) => ({ id: `e${at}`, trackId: `t${at % 3}` })), judges: Array.from({ length: judges }, (_, at) => ({ id: `j${at}`, maxReviews: 100, tracks: [] })), conflicts: [], reviewsPerEntry: 3, seed: 1, ...more });
const countOf = (plan: AssignmentPlan, entryId: string) => plan.reviews.filter((review) => review.entryId === entryId).length;
const spread = (plan: AssignmentPlan) => Math.max(...plan.loads.map(({ count }) => count)) - Math.min(...plan.loads.map(({ count }) => count));

/** The most reviews that can be had, by plain augmenting paths: another way to the same number. */
function mostReviews({ entries, judges, conflicts, reviewsPerEntry }: AssignmentTask): number {
  const barred = new Set(conflicts.map((pair) => `${pair.judgeId} ${pair.entryId}`));
  const given = new Map(judges.map((judge) => [judge.id, [] as string[]]));
  const place = (entryId: string, seen: Set<string>): boolean => {
    for (const judge of judges) {
      const own = given.get(judge.id) ?? [];
      if (seen.has(judge.id) || barred.has(`${judge.id} ${entryId}`) || own.includes(entryId)) continue;
      seen.add(judge.id);
      if (own.length < judge.maxReviews) return own.push(entryId) > 0;
      for (const [at, other] of own.entries()) {
        own[at] = entryId;
        if (place(other, seen)) return true;
        own[at] = other;
      }
    }
    return false;
  };
  return entries.reduce((sum, { id }) => sum + Array.from({ length: reviewsPerEntry }, () => place(id, new Set())).filter(Boolean).length, 0);
}

describe('giving entries to judges', () => {
  it('never lets a conflict meet, nobody read twice or over the limit, and says every missing review', () => {
    fc.assert(fc.property(task, (given) => {
      const plan = assignReviews(given);
      const pairs = plan.reviews.map(({ judgeId, entryId }) => `${judgeId} ${entryId}`);
      expect(new Set(pairs).size).toBe(pairs.length);
      for (const { judgeId, entryId } of given.conflicts) expect(pairs).not.toContain(`${judgeId} ${entryId}`);
      for (const judge of given.judges) {
        const { count } = plan.loads.find(({ judgeId }) => judgeId === judge.id) ?? { count: -1 };
        expect(count).toBe(plan.reviews.filter(({ judgeId }) => judgeId === judge.id).length);
        expect(count).toBeLessThanOrEqual(judge.maxReviews);
      }
      const missing = plan.short.reduce((sum, one) => sum + one.missing, 0);
      expect(plan.reviews.length - plan.extra + missing).toBe(given.entries.length * given.reviewsPerEntry);
      for (const { id } of given.entries) expect(countOf(plan, id) + (plan.short.find(({ entryId }) => entryId === id)?.missing ?? 0)).toBeGreaterThanOrEqual(given.reviewsPerEntry);
    }), { numRuns: 150 });
  });

  it('finds as many reviews as there can be', () => {
    fc.assert(fc.property(task, (given) => {
      const plan = assignReviews(given);
      expect(plan.reviews.length - plan.extra).toBe(mostReviews(given));
    }), { numRuns: 100 });
  });

  it('is the same for the same seed, in whatever order things come, and another one for another seed', () => {
    fc.assert(fc.property(task, (given) => {
      const turned = { ...given, entries: given.entries.toReversed(), judges: given.judges.toReversed(), conflicts: given.conflicts.toReversed() };
      expect(assignReviews(turned)).toEqual(assignReviews(given));
    }), { numRuns: 60 });
    expect(assignReviews(roomy(20, 8, { seed: 2 })).reviews).not.toEqual(assignReviews(roomy(20, 8)).reviews);
  });

  it('loads judges evenly: without conflicts nobody has two more than another who still has room', () => {
    fc.assert(fc.property(task, (given) => {
      const plan = assignReviews({ ...given, conflicts: [] });
      const room = new Map(given.judges.map((judge) => [judge.id, judge.maxReviews]));
      if (plan.extra > 0 || plan.short.length > 0) return;
      for (const one of plan.loads) for (const other of plan.loads) expect(one.count <= other.count + 1 || other.count === room.get(other.judgeId)).toBe(true);
    }), { numRuns: 150 });
  });

  it('links every two judges whenever links can be had', () => {
    fc.assert(fc.property(fc.integer({ min: 4, max: 25 }), fc.integer({ min: 3, max: 12 }), fc.nat(), (entries, judges, seed) => {
      const plan = assignReviews(roomy(entries, judges, { seed, judges: roomy(1, judges).judges.map((judge, at) => ({ ...judge, tracks: [`t${at % 3}`] })), guestShare: 0 }));
      expect([plan.isComplete, plan.groups.length]).toEqual([true, 1]);
    }), { numRuns: 80 });
  });

  it('joins tracks whose judges share nothing, and keeps the loads', () => {
    const plan = assignReviews(roomy(30, 9, { guestShare: 0, judges: roomy(1, 9).judges.map((judge, at) => ({ ...judge, tracks: [`t${at % 3}`] })) }));
    expect([plan.groups.length, plan.extra, spread(plan)]).toEqual([1, 0, 0]);
    const abroad = plan.reviews.filter(({ entryId, judgeId }) => Number(entryId.slice(1)) % 3 !== Number(judgeId.slice(1)) % 3);
    expect(abroad.length).toBeLessThanOrEqual(4);
  });

  it('gives judges the tracks they like', () => {
    const judges = roomy(1, 12).judges.map((judge, at) => ({ ...judge, tracks: [`t${at % 3}`] }));
    const plan = assignReviews(roomy(60, 12, { judges }));
    const own = plan.reviews.filter(({ entryId, judgeId }) => Number(entryId.slice(1)) % 3 === Number(judgeId.slice(1)) % 3);
    expect(own.length / plan.reviews.length).toBeGreaterThan(0.55);
    expect(spread(plan)).toBe(0);
  });

  it('says which entries lack judges and who is full', () => {
    const barred = ['j0', 'j1'].map((judgeId) => ({ judgeId, entryId: 'e0' }));
    const plan = assignReviews(roomy(2, 4, { conflicts: barred }));
    expect(plan.short).toEqual([{ entryId: 'e0', missing: 1, free: 2, full: [] }]);
    expect(plan.isComplete).toBe(false);
    const tight = assignReviews(roomy(4, 3, { judges: ['j0', 'j1', 'j2'].map((id) => ({ id, maxReviews: 3, tracks: [] })) }));
    expect(tight.short).toEqual([{ entryId: 'e3', missing: 3, free: 3, full: ['j0', 'j1', 'j2'] }]);
  });

  it('stands nothing and nobody', () => {
    expect(assignReviews(roomy(0, 0))).toMatchObject({ isComplete: true, reviews: [], groups: [], short: [] });
    expect(assignReviews(roomy(0, 5))).toMatchObject({ isComplete: true, reviews: [] });
    expect(assignReviews(roomy(2, 0)).short.map(({ missing, free }) => [missing, free])).toEqual([[3, 0], [3, 0]]);
  });

  it('labels every entry once, alike for all its judges, in an order that nothing of the entries decides', () => {
    const plan = assignReviews(roomy(12, 6));
    const labels = Map.groupBy(plan.reviews, ({ entryId }) => entryId);
    expect([...labels.values()].map((own) => new Set(own.map(({ label }) => label)).size)).toEqual(Array.from({ length: 12 }, () => 1));
    expect(new Set(plan.reviews.map(({ label }) => label)).size).toBe(12);
    expect(plan.reviews.map(({ label }) => label)).not.toEqual(plan.reviews.map(({ label }) => label).toSorted());
  });

  it('gives 500 entries to 60 judges, five reviews each, evenly and linked', () => {
    const plan = assignReviews(roomy(500, 60, { reviewsPerEntry: 5 }));
    expect([plan.isComplete, plan.reviews.length, spread(plan)]).toEqual([true, 2500, 1]);
  });
});

describe('the flow below', () => {
  it('is as cheap as the best of all ways', () => {
    const small = fc.record({ entries: fc.integer({ min: 1, max: 3 }), judges: fc.integer({ min: 2, max: 4 }), costs: fc.array(fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 9 }) }, { weight: 1, arbitrary: fc.constant(Infinity) }), { minLength: 12, maxLength: 12 }) });
    fc.assert(fc.property(small, ({ entries, judges, costs }) => {
      const cost = (entry: number, judge: number) => costs[entry * 4 + judge] ?? Infinity;
      const flow = cheapestFlow({ entries, judges, wanted: 2, limits: Array.from({ length: judges }, () => 3), cost, loadCost: 100 });
      if (flow.short.length > 0) return;
      const total = (reviews: number[][]) => {
        const loads = Array.from({ length: judges }, (_, judge) => reviews.flat().filter((own) => own === judge).length);
        return reviews.reduce((sum, own, entry) => sum + own.reduce((part, judge) => part + cost(entry, judge), 0), 0) + loads.reduce((sum, load) => sum + 100 * load ** 2, 0);
      };
      const pairs = Array.from({ length: judges }, (_, one) => Array.from({ length: one }, (__, other) => [other, one])).flat();
      const ways = Array.from({ length: entries }).reduce<number[][][]>((all) => all.flatMap((way) => pairs.map((pair) => [...way, pair])), [[]]);
      expect(total(flow.reviews)).toBe(Math.min(...ways.map(total)));
    }), { numRuns: 150 });
  });
});

describe('links between judges', () => {
  const free = () => 1;

  it('are found with the links that can be spared', () => {
    expect(groupsOf([[0, 1, 2], [1, 2], [3, 4]], 6)).toMatchObject({ groups: [[0, 1, 2], [3, 4]], groupOf: [0, 0, 0, 1, 1, -1], spare: [{ entry: 1, judge: 2 }] });
  });

  it('come by a review more where no exchange can help, and not where a tie forbids it', () => {
    const linking = () => ({ reviews: [[0, 1, 2], [3, 4, 5]], loads: [1, 1, 1, 1, 1, 1], limits: [9, 9, 9, 9, 9, 9] });
    const open = linking();
    expect([linkAll({ ...open, cost: free }), groupsOf(open.reviews, 6).groups.length, Math.max(...open.loads)]).toEqual([1, 1, 2]);
    const shut = linking();
    expect([linkAll({ ...shut, cost: () => Infinity }), groupsOf(shut.reviews, 6).groups.length]).toEqual([0, 2]);
    const full = { ...linking(), limits: [1, 1, 1, 1, 1, 1] };
    expect([linkAll({ ...full, cost: free }), full.loads]).toEqual([0, [1, 1, 1, 1, 1, 1]]);
  });
});
