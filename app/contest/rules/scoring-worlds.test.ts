import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { playContest, playMany, resultTable, worldKinds, type KindResult } from '../../../tests/world/scoring-worlds.ts';

/** Enough worlds for the figures of docs/contest-scoring.md, which this test holds to the code. */
const worlds = 100;
let results: KindResult[];
beforeAll(() => {
  results = worldKinds.map((kind) => playMany(kind, worlds));
});
const of = (name: RegExp) => results.find(({ kind }) => name.test(kind.name)) as KindResult;

it.each([/^biased judges, each mostly/, /five reviews/, /spread scores very differently/, /^biased judges, entries given out at random/])('with biased judges the additive model ranks better than raw means and z-scores: %s', (name) => {
  const { mean, ahead } = of(name);
  expect(mean.additive).toBeGreaterThan(mean.raw + 0.02);
  expect(mean.additive).toBeGreaterThan(mean.zScore + 0.01);
  expect(Math.min(ahead.raw, ahead.zScore)).toBeGreaterThan(0.8);
});

it('z-scores are the worst of all where judges read unlike entries', () => {
  const { mean } = of(/^biased judges, each mostly/);
  expect(mean.zScore).toBeLessThan(mean.raw - 0.04);
});

it('without readers across tracks the model loses its lead, which is why the assignment sends some', () => {
  expect(of(/nobody reads outside/).mean.additive).toBeLessThan(of(/^biased judges, each mostly/).mean.additive - 0.03);
});

it('costs hardly anything where judges do not differ', () => {
  const { mean } = of(/hardly differ/);
  expect(mean.raw - mean.additive).toBeLessThan(0.02);
});

it('is the same for the same seed', () => {
  const [kind] = worldKinds;
  if (kind) expect(playContest(kind, 7)).toEqual(playContest(kind, 7));
});

it('stands in the document as the code gives it', () => {
  const document = readFileSync(new URL('../../../docs/contest-scoring.md', import.meta.url), 'utf8');
  expect(document).toContain(resultTable(results));
});
