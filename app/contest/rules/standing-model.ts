import { fitAdditive } from './additive-model.ts';

/** One total of one judge for one entry. */
export interface Scored {
  judge: string;
  entry: string;
  score: number;
}
/** What the additive model says; or the groups of entries that no judge links, so that no common scale exists. */
export type LinkedFit =
  | { ok: true; entries: Map<string, { score: number; se: number | null }>; judges: Map<string, { bias: number; se: number | null }> }
  | { ok: false; reason: 'disconnected'; groups: string[][] };

/** Score = entry + judge, but only when everything can be compared: groups that nothing joins have no common ranking. */
export function fitLinked(scores: readonly Scored[]): LinkedFit {
  const fit = fitAdditive(scores.map(({ judge, entry, score }) => ({ judgeId: judge, entryId: entry, value: score })));
  if (!fit.isConnected) return { ok: false, reason: 'disconnected', groups: fit.groups.map((judges) => [...new Set(scores.filter(({ judge }) => judges.includes(judge)).map(({ entry }) => entry))].toSorted()) };
  return {
    ok: true,
    entries: new Map(fit.entries.map(({ entryId, score, standardError }) => [entryId, { score, se: standardError }])),
    judges: new Map(fit.judges.map(({ judgeId, bias, standardError }) => [judgeId, { bias, se: standardError }])),
  };
}
