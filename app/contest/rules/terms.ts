export const publicVotes = ['AFTER_RESULTS', 'NONE'] as const;
export type PublicVote = (typeof publicVotes)[number];

/** What a contest promises beside its timetable; it stands still from publication on. */
export interface ContestTerms {
  /** Minutes after the limit in which an upload that began before it, sealed by its hash, may still end; 0 takes none. */
  lateUploadMinutes: number;
  /** Whether the public may vote once results are public. Never earlier: it would show the jury what people like. */
  publicVote: PublicVote;
}

export const mostLateUploadMinutes = 120;
export const usualTerms: ContestTerms = { lateUploadMinutes: 30, publicVote: 'AFTER_RESULTS' };
