import { z } from 'zod';
import { defineSetting, type Setting } from '../../platform/settings.ts';

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

/** The terms of one contest, kept as a setting of its own. */
export function termsSetting(contestId: string): Setting<ContestTerms> {
  return defineSetting({ key: `contest.terms/${contestId}`, value: z.object({ lateUploadMinutes: z.int().min(0).max(mostLateUploadMinutes), publicVote: z.enum(publicVotes) }), fallback: usualTerms, legalBasis: 'Thể lệ cuộc thi' });
}
