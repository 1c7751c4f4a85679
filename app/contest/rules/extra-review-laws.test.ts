import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryNeeds, groupAround, linkedJudges, mostExtra, proposeJudges, type EntryNeed, type FreeJudge, type Reviewed } from './extra-review.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** Any round: entries with any judges, some of them gone. */
const rounds = fc.array(fc.record({ judges: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 6 }), isGone: fc.boolean() }), { minLength: 1, maxLength: 8 }).map((entries) => entries.map((entry, at): Reviewed => ({ ...entry, entryId: `e${at}` })));
const jury = (entries: readonly Reviewed[]): FreeJudge[] => names.map((id) => ({ id, maxReviews: 20, tracks: [], load: entries.filter(({ judges }) => judges.includes(id)).length }));
const lacking = (entries: readonly Reviewed[], wanted = 3, nearCut: readonly string[] = []) => entryNeeds(entries, { wanted, nearCut: new Set(nearCut) }).filter(({ needs, isGone }) => needs.length > 0 && !isGone);
/** Whoever may be given an entry, as the page offers them. */
function offered(entries: readonly Reviewed[], { entryId, needs }: EntryNeed, seen: readonly string[] = []): string[] {
  const entry = entries.find((one) => one.entryId === entryId) as Reviewed;
  const free = jury(entries).filter(({ id }) => !entry.judges.includes(id) && !seen.includes(id));
  const linked = linkedJudges(entries);
  return proposeJudges({ trackId: null, needs }, free, new Set([...groupAround(entry, entries), ...names.filter((id) => !linked.has(id))])).map(({ id }) => id);
}
const give = (entries: readonly Reviewed[], entryId: string, judge: string): Reviewed[] => entries.map((entry) => (entry.entryId === entryId ? { ...entry, judges: [...entry.judges, judge] } : entry));
/** Sets of judges that share entries, found in the plainest way. */
function islands(entries: readonly Reviewed[]): Set<string>[] {
  let found: Set<string>[] = [];
  for (const { judges } of entries) {
    if (judges.length === 0) continue;
    const touched = found.filter((one) => judges.some((judge) => one.has(judge)));
    found = [...found.filter((one) => !touched.includes(one)), new Set([...judges, ...touched.flatMap((one) => [...one])])];
  }
  return found;
}
const livingIslands = (entries: readonly Reviewed[]) => islands(entries).filter((one) => entries.some(({ judges, isGone }) => !isGone && judges.some((judge) => one.has(judge))));

describe('of any round', () => {
  it('an entry is short exactly while judges are missing, whatever else it lacks', () => {
    fc.assert(fc.property(rounds, fc.integer({ min: 3, max: 9 }), (entries, wanted) => {
      for (const { judges, needs } of entryNeeds(entries, { wanted, nearCut: new Set() })) expect(needs.includes('SHORT')).toBe(judges.length < wanted);
    }));
  });

  it('a link is missing exactly when living entries lie on more than one island', () => {
    fc.assert(fc.property(rounds, (entries) => {
      const isAsked = lacking(entries).some(({ needs }) => needs.includes('UNLINKED'));
      expect(isAsked).toBe(livingIslands(entries).length > 1);
    }));
  });

  it('nobody asks for a link to what is gone, and the largest island that lives asks for none', () => {
    fc.assert(fc.property(rounds, (entries) => {
      const apart = lacking(entries).filter(({ needs }) => needs.includes('UNLINKED'));
      const living = livingIslands(entries);
      const quiet = living.filter((one) => !apart.some(({ judges }) => judges.some((judge) => one.has(judge))));
      expect(quiet.length).toBe(Math.min(1, living.length));
      for (const one of quiet) expect(one.size).toBe(Math.max(...living.map(({ size }) => size)));
    }));
  });

  it('whoever is proposed first where only a link is missing makes it, as long as there is somebody who can', () => {
    fc.assert(fc.property(rounds, (entries) => {
      for (const need of lacking(entries, 0).filter(({ needs }) => needs.join() === 'UNLINKED')) {
        const [first] = offered(entries, need);
        if (first !== undefined) expect(islands(give(entries, need.entryId, first)).length).toBeLessThan(islands(entries).length);
      }
    }));
  });

  it('the first proposals, taken again and again, come to an end with everybody linked and nobody over the limit', () => {
    fc.assert(fc.property(rounds.filter((entries) => entries.every(({ judges, isGone }) => isGone || judges.length > 0)), (start) => {
      let entries = start;
      for (let steps = 0; ; steps += 1) {
        expect(steps).toBeLessThan(100);
        const next = lacking(entries).flatMap((need) => offered(entries, need).slice(0, 1).map((judge) => [need.entryId, judge] as const))[0];
        if (!next) break;
        entries = give(entries, ...next);
      }
      expect(lacking(entries)).toEqual([]);
      for (const [at, { judges }] of entries.entries()) expect(judges.length).toBeLessThanOrEqual(Math.max(3 + mostExtra, (start[at]?.judges.length ?? 0) + islands(start).length));
    }));
  });

  it('nearness to the border alone never takes an entry over the limit, however often it is said', () => {
    fc.assert(fc.property(rounds, fc.integer({ min: 3, max: 5 }), (entries, wanted) => {
      const all = entries.map(({ entryId }) => entryId);
      for (const { judges, needs } of entryNeeds(entries, { wanted, nearCut: new Set(all) })) expect(needs.includes('CUT')).toBe(judges.length < wanted + mostExtra);
    }));
  });

  it('the order of the rows changes nobody’s needs', () => {
    fc.assert(fc.property(rounds, (entries) => {
      const short = (rows: readonly Reviewed[]) => Object.fromEntries(entryNeeds(rows, { wanted: 3, nearCut: new Set() }).map(({ entryId, needs }) => [entryId, needs.includes('SHORT')]));
      expect(short(entries.toReversed())).toEqual(short(entries));
    }));
  });
});

describe('who is offered', () => {
  const two = [{ entryId: 'one', judges: ['a', 'b', 'c', 'd'] }, { entryId: 'two', judges: ['e', 'f', 'g'] }];

  it('a newcomer who shares an entry with nobody links nothing and stands behind whoever does', () => {
    const [need] = lacking(two);
    expect(need).toMatchObject({ entryId: 'two', needs: ['UNLINKED'] });
    expect(offered(two, need as EntryNeed)).toEqual(['a', 'b', 'c', 'd', 'h']);
  });

  it.each([['SHORT'], ['CUT'], ['SHORT', 'CUT']] as const)('for %s %s anybody with room is good', (...needs) => {
    expect(offered(two, { ...(two[1] as Reviewed), needs: [...needs] })[0]).toBe('h');
  });

  it('with a link and a judge missing at once, a link comes first and everybody else behind it', () => {
    const entries = [{ entryId: 'one', judges: ['a', 'b', 'c', 'd'] }, { entryId: 'two', judges: ['e', 'f'] }, { entryId: 'three', judges: ['f', 'g', 'e'] }];
    const need = lacking(entries).find(({ entryId }) => entryId === 'two') as EntryNeed;
    expect(need.needs).toEqual(['SHORT', 'UNLINKED']);
    const order = offered(entries, need);
    expect(order.slice(0, 4)).toEqual(['a', 'b', 'c', 'd']);
    expect(order.slice(4).toSorted()).toEqual(['g', 'h']);
  });
});
