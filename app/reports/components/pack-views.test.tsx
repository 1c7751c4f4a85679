import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults } from '../../../tests/support/render-route.tsx';
import type { PackStanding } from '../queries/packs.server.ts';
import { PackBody, type ShownPack } from './pack-page.tsx';
import { PackCrumbs, PackStateTag, PackTable } from './pack-parts.tsx';

const hostile = '<script>alert(1)</script> "UBND" & 👩‍💻';
const states: PackStanding[] = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'REFUSED', 'ERASED'];
const pack = (changes: Partial<ShownPack> = {}): ShownPack => ({
  id: 'p1', unitId: 'u1', unitName: 'UBND phường Hoa Lư', from: '2026-01-01', to: '2026-11-22', askedBy: 'a', asker: 'Đinh Thị Lãnh', askedAt: '2026-11-23T01:00:00.000Z', state: 'DONE', failure: null, total: 1_234, done: 1_234,
  fileName: 'p1.zip', bytes: 1_500_001, sha256: 'ab'.repeat(32), keepUntil: '2026-12-23', erasedAt: null, canDownload: true, ...changes,
});
const bare = { fileName: null, bytes: null, sha256: null, keepUntil: null, canDownload: false };
const of = (state: PackStanding): ShownPack => pack({ state, ...(state === 'DONE' ? {} : bare), ...(state === 'ERASED' ? { erasedAt: '2026-12-24', sha256: 'ab'.repeat(32), bytes: 5 } : {}) });
/** Parts of a page have no heading of their own. */
const faultsOf = (markup: string) => pageFaults(markup).filter((fault) => fault !== '0 h1');
const draw = (shown: ShownPack, locale: 'vi' | 'en' = 'vi') => drawPart(<PackBody pack={shown} />, { locale });

describe('the page of a pack', () => {
  it.each(states)('%s: is whole in both languages, with hostile and long names', (state) => {
    for (const locale of ['vi', 'en'] as const) for (const name of [hostile, 'Trung tâm Phục vụ hành chính công '.repeat(8)]) {
      const markup = draw({ ...of(state), unitName: name, asker: name, failure: state === 'REFUSED' ? 'RIGHTS' : `Error: ${name}` }, locale);
      expect([faultsOf(markup), markup.includes('<script>'), /undefined|NaN|Invalid/.test(wordsOf(markup))]).toEqual([[], false, false]);
    }
  });

  it('sends a file only to whoever may have it, when there is one', () => {
    const links = (shown: ShownPack) => draw(shown).includes('/reports/packs/p1/file');
    expect([links(pack()), links(pack({ canDownload: false })), ...states.filter((state) => state !== 'DONE').map((state) => links(of(state)))]).toEqual([true, false, false, false, false, false, false]);
  });

  it('offers to try again only what failed, with the same question', () => {
    const markup = draw(of('FAILED'));
    const hidden = Object.fromEntries([...markup.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    expect(hidden).toEqual({ unit: 'u1', from: '2026-01-01', to: '2026-11-22' });
    for (const state of states.filter((one) => one !== 'FAILED')) expect(draw(of(state)), state).not.toContain('<form');
  });

  it('tells nothing of the inside of a fault', () => {
    const markup = draw({ ...of('FAILED'), failure: "SqliteError: UNIQUE constraint failed at /srv/app/x.ts" });
    expect([markup.includes('SqliteError'), markup.includes('/srv')]).toEqual([false, false]);
  });

  it('says sizes and days as people here read them', () => {
    const words = wordsOf(draw(pack()));
    for (const part of ['1.234', '1.501 kB', '23/12/2026', '01/01/2026', '23/11/2026 08:00']) expect(words).toContain(part);
    expect(wordsOf(draw(of('ERASED')))).toContain('24/12/2026');
  });

  it('moves without a division by nothing while nobody is counted yet', () => {
    for (const [done, total] of [[0, 0], [3, 10], [10, 10]] as const) {
      const markup = draw(pack({ ...bare, state: 'RUNNING', done, total }));
      expect([faultsOf(markup), wordsOf(markup).includes(`${done} / ${total} người`), markup.includes('NaN')]).toEqual([[], true, false]);
    }
  });
});

describe('the list of packs', () => {
  it('holds many, each with a way to its page', () => {
    const packs = Array.from({ length: 20 }, (_, at) => pack({ id: `p${at}`, unitName: `${hostile} ${at}`, state: states[at % states.length] ?? 'DONE' }));
    const markup = drawPart(<PackTable packs={packs} />);
    expect([faultsOf(markup), rowsOf(markup).length, markup.includes('<script>'), [...markup.matchAll(/href="\/reports\/packs\/p\d+"/g)].length]).toEqual([[], 20, false, 20]);
  });

  it('has a word for every state, in both languages, each another one', () => {
    for (const locale of ['vi', 'en'] as const) expect(new Set(states.map((state) => wordsOf(drawPart(<PackStateTag state={state} />, { locale })))).size).toBe(states.length);
  });

  it('leads back', () => {
    expect([...drawPart(<PackCrumbs here={hostile} />).matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/reports', '/reports/packs']);
    expect([...drawPart(<PackCrumbs />).matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/reports']);
  });
});
