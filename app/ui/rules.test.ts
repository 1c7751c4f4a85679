import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('./', import.meta.url);
const open = new URL('../../public/', import.meta.url);
const sources = readdirSync(here)
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => [file, readFileSync(new URL(file, here), 'utf8')] as const);
const components = sources.filter(([file]) => file.endsWith('.tsx'));

describe.each(sources)('%s', (file, code) => {
  it('stays within 250 lines', () => {
    expect(code.split('\n').length).toBeLessThanOrEqual(250);
  });

  it('imports with endings and nothing but react, node, its neighbours and how days are typed', () => {
    for (const hit of code.matchAll(/from '([^']+)'/g)) {
      expect(hit[1], file).toMatch(/^(react|node:[a-z]+|\.\/[a-z-]+\.tsx?|\.\.\/platform\/typed-time\.ts)$/);
    }
  });
});

describe.each(components)('%s', (file, code) => {
  it('has a sentence above every exported component', () => {
    const lines = code.split('\n');
    lines.forEach((line, at) => {
      if (/^export function [A-Z]/.test(line)) expect(lines[at - 1], `${file}: ${line}`).toMatch(/^\/\*\* .+ \*\/$/);
    });
  });

  it('keeps each function within 40 lines', () => {
    const lines = code.split('\n');
    lines.forEach((line, at) => {
      if (!/^(export )?function /.test(line)) return;
      const length = lines.slice(at).findIndex((later) => later === '}') + 1;
      expect(length, `${file}: ${line}`).toBeLessThanOrEqual(40);
    });
  });

  it('has no state, no hooks, no inline style and no handler', () => {
    expect(code).not.toMatch(/\buse[A-Z]\w+\(|style=|\bon[A-Z]\w+=\{/);
  });

  it('has no words of its own', () => {
    const drawn = code.replace(/\/\*\*[\s\S]*?\*\//g, '');
    expect(drawn).not.toMatch(/<[a-z][^<>]*(?<!=)>[A-Za-zÀ-ỹ]{2,}/);
    expect(drawn).not.toMatch(/(aria-label|title|placeholder|alt)="[^"]/);
    expect(drawn).not.toMatch(/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/i);
  });
});

describe('the public files', () => {
  const text = (file: string) => readFileSync(new URL(file, open), 'utf8');

  it('let robots see only the public pages', () => {
    const rules = text('robots.txt').split('\n').filter((line) => /^(Allow|Disallow)/.test(line));
    expect(rules).toEqual(['Disallow: /', 'Allow: /verify', 'Allow: /help']);
  });

  it.each(readdirSync(new URL('pictures/', open)).filter((file) => file.endsWith('.svg')))('%s has colours for the dark as well, and all of them in one place', (file) => {
    const drawn = text(`pictures/${file}`);
    expect(drawn).toContain('@media (prefers-color-scheme: dark)');
    expect(drawn.replace(/<style>[\s\S]*?<\/style>/, '')).not.toMatch(/#[0-9a-f]{3,8}\b/i);
  });

  it('describe the site with icons that exist', () => {
    const manifest = JSON.parse(text('site.webmanifest')) as { lang: string; theme_color: string; icons: { src: string }[] };
    expect(manifest.lang).toBe('vi');
    expect(manifest.theme_color).toBe('#0f4c81');
    for (const icon of manifest.icons) expect(existsSync(new URL(`.${icon.src}`, open)), icon.src).toBe(true);
  });

  it('have a small favicon in both forms', () => {
    const ico = readFileSync(new URL('favicon.ico', open));
    expect([...ico.subarray(0, 4)]).toEqual([0, 0, 1, 0]);
    expect(ico.length).toBeLessThan(5_000);
    expect(text('favicon.svg')).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });
});
