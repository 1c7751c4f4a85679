/** The written parts of an entry in the order of its steps, each with the most characters that it may have. */
export const partLimits = { SUMMARY: 1_500, PROBLEM: 6_000, SOLUTION: 12_000, DATA: 6_000, LEGALITY: 4_000, EFFECT: 6_000, MATURITY: 3_000, PLAN: 6_000 } as const;
export type EntryPart = keyof typeof partLimits;
export const entryParts = Object.keys(partLimits) as readonly EntryPart[];
export const titleLimit = 200;

/** The steps of an entry, by the last segment of their address. */
export const entrySteps = ['summary', 'problem', 'solution', 'data', 'legality', 'effect', 'maturity', 'plan', 'team', 'files', 'check'] as const;
export type EntryStep = (typeof entrySteps)[number];

/** Part of a step that is a written one. */
export function partOf(step: string): EntryPart | undefined {
  return entryParts.find((part) => part.toLowerCase() === step);
}

export interface EntryState {
  title: string;
  trackId: string | null;
  /** Whether the contest has tracks to choose from. */
  hasTracks: boolean;
  parts: Readonly<Partial<Record<EntryPart, string>>>;
  files: readonly { isComplete: boolean; isQuarantined: boolean }[];
}

/** What still keeps an entry from being handed in, by step. */
export type Missing = { step: EntryStep; why: 'EMPTY' | 'NO_TITLE' | 'NO_TRACK' | 'UNFINISHED_FILE' | 'QUARANTINED_FILE' };

/** Everything that is missing, in the order of the steps; files are no duty, but one that has not arrived or must not be read is in the way. */
export function missingOf({ title, trackId, hasTracks, parts, files }: EntryState): Missing[] {
  const missing: Missing[] = [];
  if (!title.trim()) missing.push({ step: 'summary', why: 'NO_TITLE' });
  if (hasTracks && !trackId) missing.push({ step: 'summary', why: 'NO_TRACK' });
  for (const part of entryParts) if (!(parts[part] ?? '').trim()) missing.push({ step: part.toLowerCase() as EntryStep, why: 'EMPTY' });
  if (files.some(({ isComplete }) => !isComplete)) missing.push({ step: 'files', why: 'UNFINISHED_FILE' });
  if (files.some(({ isQuarantined }) => isQuarantined)) missing.push({ step: 'files', why: 'QUARANTINED_FILE' });
  return missing;
}
