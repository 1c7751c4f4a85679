import type { MetaFunction } from '@remix-run/react';
import { describe, expect, it } from 'vitest';

interface Page {
  default?: unknown;
  meta?: MetaFunction;
}
const shown = Object.entries(import.meta.glob<Page>('./*.tsx', { eager: true })).filter(([, page]) => page.default);

/** The title of a page for a reader of one language; a loader's data are those of a refused page, which has none. */
function titleOf(page: Page, locale: 'vi' | 'en' | undefined): string {
  const matches = [{ id: 'root', data: locale && { locale } }];
  const tags = page.meta?.({ matches, data: undefined, params: {}, location: {}, error: undefined } as unknown as Parameters<MetaFunction>[0]) ?? [];
  return tags.map((tag) => ('title' in tag ? String(tag.title) : '')).join('');
}

describe.each(shown)('%s', (_file, page) => {
  it('has a title in both languages, and the Vietnamese one when nothing is known of the reader', () => {
    const [vi, en, unknown] = [titleOf(page, 'vi'), titleOf(page, 'en'), titleOf(page, undefined)];
    expect(vi).toMatch(/ – hoc06$/);
    expect(en).toMatch(/^[\x20-\x7e–]+ – hoc06$/);
    expect([en === vi, unknown]).toEqual([false, vi]);
  });
});

it('covers all pages of people', () => {
  expect(shown.length).toBeGreaterThan(20);
});
