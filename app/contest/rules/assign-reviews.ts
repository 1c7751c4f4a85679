import { cheapestFlow } from './review-flow.ts';
import { groupsOf, linkAll } from './review-links.ts';
import { seededRandom, shuffled } from './seeded-random.ts';

export interface EntryToReview {
  id: string;
  trackId: string | null;
}
export interface JudgeAtHand {
  id: string;
  maxReviews: number;
  /** Tracks that the judge would like; empty for one who takes everything as it comes. */
  tracks: readonly string[];
}
export interface AssignmentTask {
  entries: readonly EntryToReview[];
  judges: readonly JudgeAtHand[];
  /** Pairs that must never meet. */
  conflicts: readonly { judgeId: string; entryId: string }[];
  reviewsPerEntry: number;
  seed: number;
  /** Share of the judges of other tracks who count as liking an entry's track. */
  guestShare?: number;
}
export interface PlannedReview {
  entryId: string;
  judgeId: string;
  /** What the judge reads instead of number, title and owner; the same for all judges of an entry. */
  label: string;
}
/** An entry that too few judges can read. */
export interface ShortEntry {
  entryId: string;
  missing: number;
  /** Judges without a tie to it. */
  free: number;
  /** Those of them, or standing behind them, who have no room left: a higher limit of one of them helps. */
  full: string[];
}
export interface AssignmentPlan {
  /** Every entry has its reviews and every judge is linked with every other one. */
  isComplete: boolean;
  reviews: PlannedReview[];
  loads: { judgeId: string; count: number }[];
  short: ShortEntry[];
  /** Reviews over the wanted number, added to link judges who share no entry. */
  extra: number;
  /** Groups of judges whose scores can be compared; more than one means that the rankings cannot be joined. */
  groups: string[][];
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const jitter = 1000;
/** One stranger in five reads an entry of another track as if it were his own: enough to compare tracks as well as with no wishes at all (docs/contest-scoring.md). */
const usualGuests = 0.2;

/**
 * Gives every entry its reviews: conflicts never meet, loads are as even as limits and conflicts allow (first), judges get the tracks they like
 * (second), the seed decides among equals (third), and afterwards every two judges are linked through shared entries.
 */
export function assignReviews(task: AssignmentTask): AssignmentPlan {
  const entries = task.entries.toSorted(byId);
  const judges = task.judges.toSorted(byId);
  const random = seededRandom(task.seed);
  const labels = labelsOf(entries, random);
  const cost = costOf({ ...task, entries, judges }, random);
  const limits = judges.map((judge) => judge.maxReviews);
  const flow = cheapestFlow({ entries: entries.length, judges: judges.length, wanted: task.reviewsPerEntry, limits, cost, loadCost: (entries.length * task.reviewsPerEntry + 1) * 4 * jitter });
  const { reviews, loads } = flow;
  const extra = linkAll({ reviews, loads, limits, cost });
  const groups = groupsOf(reviews, judges.length).groups.map((group) => group.map((judge) => idAt(judges, judge)));
  const short = flow.short.map(({ entry, missing, full }) => ({ entryId: idAt(entries, entry), missing, free: judges.filter((_, judge) => Number.isFinite(cost(entry, judge))).length, full: full.map((judge) => idAt(judges, judge)) }));
  return {
    isComplete: short.length === 0 && groups.length <= 1,
    reviews: reviews.flatMap((own, entry) => own.map((judge) => ({ entryId: idAt(entries, entry), judgeId: idAt(judges, judge), label: labels[entry] as string }))),
    loads: judges.map((judge, at) => ({ judgeId: judge.id, count: loads[at] as number })),
    short,
    extra,
    groups,
  };
}

const idAt = (rows: readonly { id: string }[], at: number): string => (rows[at] as { id: string }).id;

/** Numbers in an order that nothing of the entries decides. */
function labelsOf(entries: readonly EntryToReview[], random: () => number): string[] {
  const digits = Math.max(2, String(entries.length).length);
  return shuffled(entries.map((_, at) => String(at + 1).padStart(digits, '0')), random);
}

/** 0 for a track that the judge likes, 1 without a wish, 2 for another track. */
export const wishOf = (tracks: readonly string[], trackId: string | null): 0 | 1 | 2 => (tracks.length === 0 ? 1 : trackId !== null && tracks.includes(trackId) ? 0 : 2);

/**
 * The judge's wish, and a little chance between equals; Infinity for a tie. Some strangers to a track, drawn by the seed, count as liking it: tracks that hardly share judges could not be compared.
 */
function costOf({ entries, judges, conflicts, guestShare = usualGuests }: AssignmentTask, random: () => number): (entry: number, judge: number) => number {
  const barred = new Set(conflicts.map(({ judgeId, entryId }) => `${judgeId} ${entryId}`));
  const table = entries.map((entry) =>
    judges.map((judge) => {
      const chance = Math.floor(random() * jitter);
      const isGuest = random() < guestShare;
      if (barred.has(`${judge.id} ${entry.id}`)) return Infinity;
      const distance = isGuest && judge.tracks.length > 0 ? 0 : wishOf(judge.tracks, entry.trackId);
      return distance * jitter + chance;
    }),
  );
  return (entry, judge) => table[entry]?.[judge] ?? Infinity;
}
