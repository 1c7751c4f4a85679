import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Titled {
  meta?: (page: { data: unknown; matches: { id: string; data: unknown }[] }) => { title?: string; name?: string; content?: string }[] | undefined;
}
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.tsx'));
const pages = await Promise.all(files.map(async (file) => [file, (await import(join(import.meta.dirname, file))) as Titled] as const));
const titleIn = ({ meta }: Titled, locale?: string) => meta?.({ data: undefined, matches: locale ? [{ id: 'root', data: { locale } }] : [] })?.find((one) => one.title !== undefined)?.title;

it('the window of every page says in the reader’s language where she is', () => {
  const own = pages.flatMap(([file, page]) => (page.meta ? [[file, titleIn(page, 'vi') ?? '', titleIn(page, 'en') ?? ''] as const] : []));
  expect(own.length).toBeGreaterThan(15);
  for (const [file, vi, en] of own) {
    expect([file, vi.endsWith(' – hoc06'), en.endsWith(' – hoc06')]).toEqual([file, true, true]);
    expect([file, /[à-ỹăâđêôơư]/i.test(en)]).toEqual([file, false]);
    // A page that is named by its content has no words of its own.
    if (vi !== ' – hoc06') expect([file, en]).not.toEqual([file, vi]);
  }
});

it('a page that failed before its reader was known has a Vietnamese one', () => {
  for (const [file, page] of pages) if (page.meta) expect([file, titleIn(page)]).toEqual([file, titleIn(page, 'vi')]);
});
