export type DesignKey = 'isBlind' | 'reviewsPerEntry' | 'scoringMethod' | 'finalists' | 'graceSeconds' | 'lateUploadMinutes' | 'publicVote' | 'pairReasons';

/** The parts of the design that stand still: grace, late uploads, the public vote and who reads the reasons of a final once people rely on the deadline, blindness and load once judges have entries, the method and the final once there is a score. */
export function frozenDesign(call: { publishedAt: string | null; isAssigned: boolean; hasScores: boolean }): DesignKey[] {
  return [
    ...(call.publishedAt ? (['graceSeconds', 'lateUploadMinutes', 'publicVote', 'pairReasons'] as const) : []),
    ...(call.isAssigned ? (['isBlind', 'reviewsPerEntry'] as const) : []),
    ...(call.hasScores ? (['scoringMethod', 'finalists'] as const) : []),
  ];
}
