export const publicVotes = ['AFTER_RESULTS', 'NONE'] as const;
export type PublicVote = (typeof publicVotes)[number];

/** Who reads, with the results, why judges of a pairwise final chose: nobody but the desk, or also the team of each finalist, masked. */
export const pairReasonReaders = ['NONE', 'TEAMS'] as const;
export type PairReasons = (typeof pairReasonReaders)[number];

/** What a contest promises beside its timetable; it stands still from publication on. */
export interface ContestTerms {
  /** Minutes after the limit in which an upload that began before it, sealed by its hash, may still end; 0 takes none. */
  lateUploadMinutes: number;
  /** Whether the public may vote once results are public. Never earlier: it would show the jury what people like. */
  publicVote: PublicVote;
  pairReasons: PairReasons;
}

export const mostLateUploadMinutes = 120;
export const usualTerms: ContestTerms = { lateUploadMinutes: 30, publicVote: 'AFTER_RESULTS', pairReasons: 'NONE' };
