import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('./', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, here), 'utf8');
const theme = read('css/theme.css');
type Inks = Record<string, string>;

const inksOf = (css: string): Inks =>
  Object.fromEntries([...css.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g)].map((hit) => [hit[1], hit[2]]));
const light = inksOf(theme.split('@layer theme')[0] ?? '');
const dark: Inks = { ...light, ...inksOf(theme.split('@utility theme-dark')[1] ?? '') };

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (inks: Inks, front: string, back: string): number => {
  const [high = 0, low = 0] = [luminance(inks[front] ?? ''), luminance(inks[back] ?? '')].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};

const inks = ['ink', 'ink-2', 'ink-3', 'brand', 'brand-strong', 'ok', 'warn', 'danger', 'gold'];
const softs = ['brand-soft', 'ok-soft', 'warn-soft', 'danger-soft', 'gold-soft'];
const texts: [string, string][] = [
  ...inks.flatMap((ink) => ['paper', 'wash', 'line-2'].map((ground): [string, string] => [ink, ground])),
  ...softs.flatMap((soft): [string, string][] => [['ink', soft], ['ink-2', soft], [soft.replace('-soft', ''), soft]]),
  ['brand-strong', 'brand-soft'],
  ['on-fill', 'fill'],
  ['on-fill', 'fill-strong'],
  ['white', 'danger-fill'],
];
const shapes: [string, string][] = ['control-line', 'focus', 'fill'].flatMap((shape) => [[shape, 'paper'], [shape, 'wash']] as [string, string][]);

describe.each([['light', light], ['dark', dark]] as const)('the %s theme', (_name, inksOfTheme) => {
  it.each(texts)('%s can be read on %s', (front, back) => {
    expect(contrast(inksOfTheme, front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)('%s can be seen on %s', (front, back) => {
    expect(contrast(inksOfTheme, front, back)).toBeGreaterThanOrEqual(3);
  });
});

describe('the style sheets', () => {
  const sheets = readdirSync(new URL('css/', here)).map((file) => [file, read(`css/${file}`)] as const);
  const app = read('app.css');

  it('are all imported', () => {
    for (const [file] of sheets) expect(app).toContain(`@import "./css/${file}"`);
  });

  it('let Tailwind look only into app', () => {
    expect(app).toContain('source(none)');
    expect(app).toContain('@source "../"');
  });

  it.each(sheets)('%s stays within 250 lines', (_file, css) => {
    expect(css.split('\n').length).toBeLessThanOrEqual(250);
  });

  it('use only tokens that exist', () => {
    const known = new Set([...theme.matchAll(/--([\w-]+):/g)].map((hit) => hit[1]));
    const own = new Set(['tone', 'ground']);
    for (const [file, css] of sheets) {
      for (const hit of css.matchAll(/var\(--([\w-]+)/g)) {
        const name = hit[1] ?? '';
        expect(known.has(name) || own.has(name), `${file}: --${name}`).toBe(true);
      }
    }
  });

  it('give an empty box the ground and the line of the page, and leave a ticked or undecided one to the browser', () => {
    const controls = read('css/controls.css');
    const empty = /\.tick:is\(([^{]+)\) \{([^}]+)\}/.exec(controls);
    expect(empty?.[1]).toBe('[type="checkbox"]:not(:checked, :indeterminate), [type="radio"]:not(:checked)');
    for (const rule of ['appearance: none', 'border: 1px solid var(--color-control-line)', 'background: var(--color-paper)']) expect(empty?.[2]).toContain(rule);
  });

  it('darken by the system unless the reader chose light, and by choice', () => {
    expect(theme).toContain(':root[data-theme="dark"]');
    expect(theme).toMatch(/prefers-color-scheme: dark\)\s*{\s*:root:not\(\[data-theme="light"\]\)/);
  });

  it('heed less motion, forced colours and paper', () => {
    const adapt = read('css/adapt.css');
    for (const wish of ['prefers-reduced-motion: reduce', 'forced-colors: active', '@media print']) expect(adapt).toContain(wish);
  });

  it('never take the focus ring away without giving another', () => {
    expect(read('css/base.css')).toContain(':focus-visible { outline: 3px solid var(--color-focus)');
    for (const [file, css] of sheets) {
      const bare = [...css.matchAll(/^.*outline: none.*$/gm)].map((hit) => hit[0].trim());
      for (const rule of bare) expect(rule, file).toMatch(/^(main:focus|\.(option|check-option|drill-tick) \.tick:focus-visible)/);
    }
  });
});
