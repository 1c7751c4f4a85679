import { fitAdditive, rawMeans, zScoreMeans, type Scored } from '../../app/contest/rules/additive-model.ts';
import { assignReviews } from '../../app/contest/rules/assign-reviews.ts';
import { kendallTau } from '../../app/contest/rules/rank-agreement.ts';
import { seededRandom } from '../../app/contest/rules/seeded-random.ts';

/** A kind of contest to try the methods of scoring in; scores run on a scale where entries of one track scatter by 1. */
export interface WorldKind {
  name: string;
  entries: number;
  judges: number;
  tracks: number;
  reviews: number;
  /** How far the tracks' means stand apart. */
  trackGap: number;
  /** How far judges differ in strictness. */
  bias: number;
  /** How far judges differ in how widely they spread their scores, as a share. */
  stretch: number;
  /** Scatter of a single score. */
  noise: number;
  /** Judges mostly read the track they know. */
  isSpecialised: boolean;
  /** Strangers to a track who read it all the same, when it is not the usual share. */
  guestShare?: number;
}

const biased: WorldKind = { name: 'biased judges, each mostly in one track', entries: 60, judges: 12, tracks: 3, reviews: 3, trackGap: 1, bias: 0.8, stretch: 0.1, noise: 0.7, isSpecialised: true };
export const worldKinds: readonly WorldKind[] = [
  biased,
  { ...biased, name: 'the same with five reviews', reviews: 5 },
  { ...biased, name: 'the same, judges spread scores very differently', stretch: 0.4 },
  { ...biased, name: 'the same, nobody reads outside the own track but where a link is missing', guestShare: 0 },
  { ...biased, name: 'biased judges, entries given out at random', isSpecialised: false },
  { ...biased, name: 'judges who hardly differ, at random', isSpecialised: false, bias: 0.1 },
];

const methods = {
  additive: (scores: readonly Scored[]) => new Map(fitAdditive(scores).entries.map((entry) => [entry.entryId, entry.score])),
  raw: rawMeans,
  zScore: zScoreMeans,
};
export type Method = keyof typeof methods;
export type Agreement = Record<Method, number>;

/** Plays one contest of a kind. @returns how far each method's order agrees with the true one (Kendall's tau) */
export function playContest(kind: WorldKind, seed: number): Agreement {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const entries = Array.from({ length: kind.entries }, (_, at) => ({ id: `e${at}`, trackId: `t${at % kind.tracks}`, truth: (at % kind.tracks) * kind.trackGap + normal() }));
  const judges = Array.from({ length: kind.judges }, (_, at) => ({ id: `j${at}`, maxReviews: 100, tracks: kind.isSpecialised ? [`t${at % kind.tracks}`] : [], bias: kind.bias * normal(), stretch: Math.max(0.2, 1 + kind.stretch * normal()) }));
  const plan = assignReviews({ entries, judges, conflicts: [], reviewsPerEntry: kind.reviews, seed, ...(kind.guestShare === undefined ? {} : { guestShare: kind.guestShare }) });
  const truths = new Map(entries.map((entry) => [entry.id, entry.truth]));
  const hands = new Map(judges.map((judge) => [judge.id, judge]));
  const scores = plan.reviews.map(({ entryId, judgeId }) => {
    const { bias, stretch } = hands.get(judgeId) ?? { bias: 0, stretch: 1 };
    return { entryId, judgeId, value: stretch * (truths.get(entryId) ?? 0) + bias + kind.noise * normal() };
  });
  const tau = (method: Method) => {
    const found = methods[method](scores);
    return kendallTau(entries.map((entry) => entry.truth), entries.map((entry) => found.get(entry.id) ?? 0));
  };
  return { additive: tau('additive'), raw: tau('raw'), zScore: tau('zScore') };
}

export interface KindResult {
  kind: WorldKind;
  /** Mean agreement over all worlds. */
  mean: Agreement;
  /** In which share of the worlds the additive model was at least as right as the other. */
  ahead: { raw: number; zScore: number };
}

/** Plays many contests of a kind, each with a seed of its own. */
export function playMany(kind: WorldKind, worlds: number): KindResult {
  const played = Array.from({ length: worlds }, (_, at) => playContest(kind, 41_000 + at));
  const mean = (pick: (one: Agreement) => number) => played.reduce((sum, one) => sum + pick(one), 0) / worlds;
  return { kind, mean: { additive: mean((one) => one.additive), raw: mean((one) => one.raw), zScore: mean((one) => one.zScore) }, ahead: { raw: mean((one) => (one.additive >= one.raw ? 1 : 0)), zScore: mean((one) => (one.additive >= one.zScore ? 1 : 0)) } };
}

/** The rows of the table in docs/contest-scoring.md. */
export function resultTable(results: readonly KindResult[]): string {
  const row = ({ kind, mean, ahead }: KindResult) => `| ${kind.name} | ${kind.reviews} | ${mean.additive.toFixed(3)} | ${mean.raw.toFixed(3)} | ${mean.zScore.toFixed(3)} | ${Math.round(ahead.raw * 100)} % | ${Math.round(ahead.zScore * 100)} % |`;
  return ['| world | reviews | additive | raw mean | z-score | additive ≥ raw | additive ≥ z |', '|---|---|---|---|---|---|---|', ...results.map(row)].join('\n');
}
