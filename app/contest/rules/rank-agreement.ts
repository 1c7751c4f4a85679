/** How far two orders of the same things agree (Kendall's tau-b): 1 for the same order, -1 for the opposite, 0 for none in common or no order at all. */
export function kendallTau(one: readonly number[], other: readonly number[]): number {
  let [agree, tiedOne, tiedOther, pairs] = [0, 0, 0, 0];
  for (let first = 0; first < one.length; first += 1) {
    for (let second = first + 1; second < one.length; second += 1) {
      const here = Math.sign((one[first] as number) - (one[second] as number));
      const there = Math.sign((other[first] as number) - (other[second] as number));
      pairs += 1;
      agree += here * there;
      tiedOne += here === 0 ? 1 : 0;
      tiedOther += there === 0 ? 1 : 0;
    }
  }
  const scale = Math.sqrt((pairs - tiedOne) * (pairs - tiedOther));
  return scale > 0 ? agree / scale : 0;
}
