import { wishOf } from './assign-reviews.ts';
import { groupsOf } from './review-links.ts';

/** Fewer than so many scores of one entry need a reason before a round is committed. */
export const fewestReviews = 3;
/** How many reviews over the contest's number an entry near the border may get: more of them would be fishing for a place. */
export const mostExtra = 2;

/** Given to nobody when the others were; too few judges; judges whom nothing links with the others; so near the border of the prizes that one review more may decide. */
export type Need = 'LATE' | 'SHORT' | 'UNLINKED' | 'CUT';
export interface Reviewed {
  entryId: string;
  /** Who scores it or has scored it: neither released nor abstained. */
  judges: readonly string[];
  /** Withdrawn or erased: it links its judges, but nobody needs a link to it. */
  isGone?: boolean;
  /** Nobody was ever given it. */
  isLate?: boolean;
}
export interface EntryNeed extends Reviewed {
  needs: Need[];
}

/** What every entry of a round lacks, in the order in which they came. Of judges in groups with an entry that is not gone, those outside the largest one need a link. */
export function entryNeeds(entries: readonly Reviewed[], { wanted, nearCut }: { wanted: number; nearCut: ReadonlySet<string> }): EntryNeed[] {
  const judges = [...new Set(entries.flatMap((entry) => entry.judges))];
  const placeOf = new Map(judges.map((judge, at) => [judge, at]));
  const { groups, groupOf } = groupsOf(entries.map((entry) => entry.judges.map((judge) => placeOf.get(judge) as number)), judges.length);
  const groupFor = ([first]: readonly string[]): number => (first === undefined ? -1 : (groupOf[placeOf.get(first) as number] as number));
  const living = new Set(entries.filter(({ isGone }) => !isGone).map((entry) => groupFor(entry.judges)));
  const largest = groups.reduce((best, group, at) => (living.has(at) && group.length > (groups[best]?.length ?? 0) ? at : best), -1);
  const isApart = (own: readonly string[]): boolean => own.length > 0 && living.has(groupFor(own)) && groupFor(own) !== largest;
  return entries.map((entry) => ({
    ...entry,
    needs: [
      ...(entry.judges.length < wanted ? [entry.isLate ? ('LATE' as const) : ('SHORT' as const)] : []),
      ...(isApart(entry.judges) ? (['UNLINKED'] as const) : []),
      ...(nearCut.has(entry.entryId) && entry.judges.length < wanted + mostExtra ? (['CUT'] as const) : []),
    ],
  }));
}

export interface FreeJudge {
  id: string;
  load: number;
  maxReviews: number;
  tracks: readonly string[];
}

/** Judges with room for one entry more, the one to propose first: for an entry that stands apart somebody who links it, then the least busy, then the track. */
export function proposeJudges(entry: { trackId: string | null; needs: readonly Need[] }, free: readonly FreeJudge[], linkless: ReadonlySet<string>): FreeJudge[] {
  const isLinkless = ({ id }: FreeJudge): number => (entry.needs.includes('UNLINKED') && linkless.has(id) ? 1 : 0);
  return free
    .filter(({ load, maxReviews }) => load < maxReviews)
    .toSorted((a, b) => isLinkless(a) - isLinkless(b) || a.load - b.load || wishOf(a.tracks, entry.trackId) - wishOf(b.tracks, entry.trackId) || (a.id < b.id ? -1 : 1));
}

/** The judges of an entry with everybody whom shared entries link to them. */
export function groupAround(entry: Reviewed, entries: readonly Reviewed[]): Set<string> {
  const group = new Set(entry.judges);
  for (let before = -1; before !== group.size; ) {
    before = group.size;
    for (const { judges } of entries) if (judges.some((judge) => group.has(judge))) for (const judge of judges) group.add(judge);
  }
  return group;
}

/** Judges whom any entry that is not gone links to somebody. */
export function linkedJudges(entries: readonly Reviewed[]): Set<string> {
  const linked = new Set<string>();
  for (const entry of entries) if (!entry.isGone && entry.judges.some((judge) => !linked.has(judge))) for (const judge of groupAround(entry, entries)) linked.add(judge);
  return linked;
}
