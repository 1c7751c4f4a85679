export const ratings = ['useful', 'clear', 'length'] as const;
/** What people say of a course at its end, each from one to five. */
export type Rating = (typeof ratings)[number];

export interface FeedbackSum {
  /** How many gave each of one to five. */
  counts: [number, number, number, number, number];
  average: number;
}

/** The sums of some ratings; nothing of fewer people than the setting says, so that nobody is recognised. */
export function feedbackSums(rows: readonly Record<Rating, number>[], least: number): Record<Rating, FeedbackSum> | null {
  if (rows.length < least) return null;
  const sumOf = (rating: Rating): FeedbackSum => {
    const counts: FeedbackSum['counts'] = [0, 0, 0, 0, 0];
    for (const row of rows) counts[(row[rating] - 1) as 0 | 1 | 2 | 3 | 4] += 1;
    return { counts, average: rows.reduce((sum, row) => sum + row[rating], 0) / rows.length };
  };
  return { useful: sumOf('useful'), clear: sumOf('clear'), length: sumOf('length') };
}

/** Whether what somebody has said may still be changed. */
export function mayChange(givenAt: string, at: string, days: number): boolean {
  return Date.parse(at) < Date.parse(givenAt) + days * 86_400_000;
}
