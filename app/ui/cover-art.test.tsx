import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CoverArt, diceOf } from './cover-art.tsx';

describe('diceOf', () => {
  it('gives the same stream for the same seed', () => {
    const [one, two] = [diceOf('an-toan'), diceOf('an-toan')];
    expect([one(), one(), one()]).toEqual([two(), two(), two()]);
  });

  it('gives another stream for another seed', () => {
    expect(diceOf('a')()).not.toBe(diceOf('b')());
  });

  it('stays between 0 and 1 and is spread over the range', () => {
    const dice = diceOf('spread');
    const rolls = Array.from({ length: 500 }, () => dice());
    expect(Math.min(...rolls)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...rolls)).toBeLessThan(1);
    expect(rolls.filter((roll) => roll < 0.5).length).toBeGreaterThan(200);
  });
});

describe('CoverArt', () => {
  const seeds = Array.from({ length: 40 }, (_, at) => `seed-${at}`);

  it('draws the same picture twice', () => {
    expect(html(<CoverArt seed="de-an-06" />)).toBe(html(<CoverArt seed="de-an-06" />));
  });

  it('draws different pictures for different seeds', () => {
    expect(new Set(seeds.map((seed) => html(<CoverArt seed={seed} />))).size).toBe(seeds.length);
  });

  it('is decoration and needs neither styles nor ids', () => {
    for (const seed of seeds) {
      const drawn = html(<CoverArt seed={seed} />);
      expect(drawn).toContain('aria-hidden="true"');
      expect(drawn).not.toMatch(/style=| id=|NaN|undefined/);
    }
  });

  it('stays small enough to stand in a list', () => {
    for (const seed of seeds) expect(html(<CoverArt seed={seed} />).length).toBeLessThan(9_000);
  });

  it('shows an icon only when asked', () => {
    expect(html(<CoverArt seed="x" icon="award" />)).toContain('/icons.svg#award');
    expect(html(<CoverArt seed="x" />)).not.toContain('<use');
  });
});
