export const releases = ['NOT_BEGUN', 'KEPT', 'DONE', 'OTHER_RULE', 'FOUND'] as const;
/** What became of an enrolment when a rule let go of it. */
export type Release = (typeof releases)[number];

export interface HeldEnrolment {
  /** A rule made it, and it is still the present one. */
  isOurs: boolean;
  /** Another rule asks for it, too. */
  hasOther: boolean;
  startedAt: string | null;
  completedAt: string | null;
}

/**
 * What follows when a rule fits somebody no more. An enrolment that no rule made stays as it is, and so does one that is completed or that another rule asks for; what has been begun stays
 * hers, voluntary and without a day; only what was never begun ends.
 */
export function releaseOf({ isOurs, hasOther, startedAt, completedAt }: HeldEnrolment): Release {
  if (!isOurs) return 'FOUND';
  if (completedAt !== null) return 'DONE';
  if (hasOther) return 'OTHER_RULE';
  return startedAt === null ? 'NOT_BEGUN' : 'KEPT';
}

const countKeys = ['added', 'found', 'changed', 'released'] as const;

/** What a run came to, as it is told: everybody it let go of in one number, and nothing that is nought. */
export function countedParts(counts: Partial<Record<'added' | 'found' | 'changed' | Release, number>>): { key: (typeof countKeys)[number]; n: number }[] {
  const released = releases.reduce((sum, release) => sum + (counts[release] ?? 0), 0);
  const all = { added: counts.added ?? 0, found: counts.found ?? 0, changed: counts.changed ?? 0, released };
  return countKeys.filter((key) => all[key] > 0).map((key) => ({ key, n: all[key] }));
}
