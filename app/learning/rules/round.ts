/** The key of a fact that happens once a round. The first round adds nothing, so that the keys of ledgers from before there were rounds hold on. */
export function keyOfRound(key: string, round: number): string {
  return round === 1 ? key : `${key}:${round}`;
}
