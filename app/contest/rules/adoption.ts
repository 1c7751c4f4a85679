export const adoptionStates = ['PROPOSED', 'PILOT', 'APPLIED', 'NOT_APPLIED'] as const;
export type AdoptionState = (typeof adoptionStates)[number];
export const recognitions = ['NONE', 'FILED', 'RECOGNISED', 'DECLINED'] as const;
/** Recognition as an initiative is a procedure of its own; a prize neither leads to it nor is needed for it. */
export type Recognition = (typeof recognitions)[number];

/** What may follow. What was given up may be tried again; what is applied may be given up. */
const ways: Readonly<Record<AdoptionState, readonly AdoptionState[]>> = {
  PROPOSED: ['PILOT', 'NOT_APPLIED'],
  PILOT: ['APPLIED', 'NOT_APPLIED'],
  APPLIED: ['NOT_APPLIED'],
  NOT_APPLIED: ['PILOT'],
};

export const nextStates = (state: AdoptionState): readonly AdoptionState[] => ways[state];
export const mayBecome = (from: AdoptionState, to: AdoptionState): boolean => ways[from].includes(to);

/** After how many months the owner is asked what has become of it. */
export const promptMonths = [3, 6, 12] as const;

/** The same day so many months later; the last of the month where that one is shorter. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10);
}

/** Benefits added up by their unit of measure, in the order in which they came. */
export function benefitsByUnit(steps: readonly { kind: string; amount: number | null; unit: string | null }[]): { unit: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { kind, amount, unit } of steps) if (kind === 'BENEFIT' && amount !== null && unit) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].map(([unit, amount]) => ({ unit, amount: Math.round(amount * 1e6) / 1e6 }));
}
