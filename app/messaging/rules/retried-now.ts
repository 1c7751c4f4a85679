/** How many deliveries a person has just had sent again, as the log says it; none needs no proof. @returns null for what only the address claims */
export function retriedNow(claimed: number | undefined, last: { action: string; details: Record<string, unknown> } | null): number | null {
  if (claimed === undefined) return null;
  return claimed === 0 || (last?.action === 'channel.retry' && last.details['count'] === claimed) ? claimed : null;
}
