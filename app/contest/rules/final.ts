import type { PairwiseFit } from './bradley-terry.ts';
import type { Line, Standing } from './standing.ts';

export const fewestFinalists = 8;
const mostFinalists = 15;

/**
 * Who goes into the final: the first so many, and whoever shares the last place with them.
 * @returns null where a tie at the border makes them more than a final can hold, or fewer than one needs have a place
 */
export function finalistsOf(lines: readonly Pick<Line, 'entry' | 'rank'>[], wanted: number): string[] | null {
  const border = lines[Math.min(wanted, lines.length) - 1]?.rank ?? 0;
  const through = lines.filter(({ rank }) => rank <= border).map(({ entry }) => entry);
  return through.length >= fewestFinalists && through.length <= mostFinalists ? through : null;
}

/**
 * The standing after the final: finalists in the order of their duels, before all others. Strengths are compared as they are shown, with two decimals; then
 * the place before the final decides, and who is still equal shares the place. A border in points says nothing about an order by duels.
 */
export function withFinal(standing: Standing, fit: PairwiseFit, places: number): Standing {
  const strengths = new Map(fit.ranking.map(({ id, strength, standardError }) => [id, { strength: tidy(strength), se: Number.isFinite(standardError) ? tidy(standardError) : null }]));
  const finalists = standing.lines.flatMap((line) => {
    const duels = strengths.get(line.entry);
    return duels ? [{ ...line, duels, crossesCut: false }] : [];
  });
  const before = (a: (typeof finalists)[number], b: (typeof finalists)[number]) => shown(b.duels.strength) - shown(a.duels.strength) || a.rank - b.rank;
  const ordered = finalists.toSorted((a, b) => before(a, b) || (a.entry < b.entry ? -1 : 1));
  const ranked: typeof finalists = [];
  for (const [at, line] of ordered.entries()) {
    const last = ordered[at - 1];
    ranked.push({ ...line, rank: last && before(last, line) === 0 ? (ranked[at - 1]?.rank ?? at) : at + 1 });
  }
  const others = standing.lines.filter(({ entry }) => !strengths.has(entry));
  const cut = places > ranked.length ? standing.cut : null;
  return { ...standing, cut, lines: [...ranked, ...others.map((line) => ({ ...line, crossesCut: cut !== null && line.crossesCut }))] };
}

const shown = (value: number): number => Math.round(value * 100);
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
