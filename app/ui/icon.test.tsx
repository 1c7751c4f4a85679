import { existsSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { iconNames } from './icon-names.ts';
import { Icon } from './icon.tsx';
import { spriteOf, symbolOf } from './make-icons.ts';

const root = new URL('../../', import.meta.url);
const sprite = readFileSync(new URL('public/icons.svg', root), 'utf8');
const source = (name: string) => new URL(`node_modules/lucide-static/icons/${name}.svg`, root);

describe('Icon', () => {
  it('is hidden from screen readers when it is decoration', () => {
    expect(html(<Icon name="bell" />)).toBe(
      '<svg class="icon" viewBox="0 0 24 24" focusable="false" aria-hidden="true"><use href="/icons.svg#bell"></use></svg>',
    );
  });

  it('is an image with a name when it has a label', () => {
    const drawn = html(<Icon name="lock" label="Đã khoá" className="big" />);
    expect(drawn).toContain('role="img" aria-label="Đã khoá"');
    expect(drawn).toContain('class="icon big"');
    expect(drawn).not.toContain('aria-hidden');
  });
});

describe('the sprite', () => {
  it('is what make-icons draws today', () => {
    expect(sprite).toBe(spriteOf((name) => readFileSync(source(name), 'utf8')));
  });

  it('has one symbol for each name', () => {
    expect(new Set(iconNames).size).toBe(iconNames.length);
    for (const name of iconNames) {
      expect(existsSync(source(name)), name).toBe(true);
      expect(sprite.split(`<symbol id="${name}"`).length, name).toBe(2);
    }
  });

  it('names its licence', () => {
    expect(sprite).toContain('ISC License');
    expect(sprite).toContain('Lucide');
  });

  it('keeps only the drawing of a file', () => {
    const file = '<!-- @license -->\n<svg\n  class="lucide"\n  width="24"\n>\n  <path d="M1 1" />\n  <path d="M2 2" />\n</svg>\n';
    const symbol = symbolOf('x', file);
    expect(symbol).toMatch(/^<symbol id="x" viewBox="0 0 24 24" fill="none" stroke="currentColor"/);
    expect(symbol).toMatch(/><path d="M1 1" \/><path d="M2 2" \/><\/symbol>$/);
  });
});
