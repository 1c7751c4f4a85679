/** A share as people write it, `12,5` or `12.5`, in hundredths of a per cent, so that sums are exact; null for anything else. */
export function hundredthsOf(typed: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed.trim().replace(/\s*%$/, ''));
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

export const whole = 10_000;

/** What is missing to 100 % in hundredths of a per cent; negative when there is too much. */
export function missingToWhole(weights: readonly number[]): number {
  return whole - weights.reduce((sum, weight) => sum + weight, 0);
}

/** Hundredths of a per cent as the share that the database keeps, and back. */
export const shareOf = (hundredths: number): number => hundredths / whole;
export const hundredthsOfShare = (share: number): number => Math.round(share * whole);

/** `12,5` for 1250: as it is typed. */
export function percentText(hundredths: number): string {
  return String(hundredths / 100).replace('.', ',');
}
