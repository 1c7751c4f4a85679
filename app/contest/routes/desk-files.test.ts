import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { done, entryWorld } from '../../../tests/world/contest-entries.ts';
import { makeJudge } from '../../../tests/world/contest-judging.ts';
import { makeOrganiser } from '../../../tests/world/contests.ts';
import { office } from '../../../tests/world/entry-files.ts';
import { visit } from '../../../tests/world/entry-visits.ts';
import type { Actor } from '../../people/actor.ts';
import { makeBlindCopies } from '../commands/make-blind-copies.server.ts';
import { saveEntryPart } from '../commands/save-entry-part.server.ts';
import * as blindCopy from './desk-blind-copy.ts';
import * as blindness from './desk-blindness-entry.tsx';
import * as deskFile from './desk-entry-file.ts';
import * as deskEntry from './desk-entry.tsx';

type Route = Parameters<typeof visit>[1];

/** An entry that was handed in with one file, and its organiser. */
async function world({ name = 'Bản đồ.docx', summary = '' } = {}) {
  const w = await entryWorld();
  await w.fill();
  if (summary) await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'SUMMARY' }, { body: summary, revision: 1 }));
  const fileId = await w.attach(name, office('docx'));
  await done(w.handIn());
  const organiser = await makeOrganiser(w.db);
  const params = { contest: w.contest.id, entry: w.entryId, file: fileId };
  const path = (area: string) => `/contest-desk/${w.contest.id}/${area}/${w.entryId}`;
  const get = (route: { loader: unknown }, as: Actor | null, area: string, more: Record<string, string> = {}) => visit(w, route.loader as Route, { as, path: `${path(area)}/files/${fileId}`, params: { ...params, ...more } });
  return Object.assign(w, { fileId, organiser, params, path, get });
}
const kept = { 'content-disposition': expect.stringMatching(/^attachment; /), 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' };

describe('a clean copy at the desk', () => {
  it('is kept by the organiser before she lets it through, and by nobody else', async () => {
    await using w = await world();
    expect((await w.get(blindCopy, w.organiser, 'blindness')).status).toBe(404);
    await makeBlindCopies(w.ports, { entryId: w.entryId, askedBy: w.organiser.id });
    const got = await w.get(blindCopy, w.organiser, 'blindness');
    expect([got.status, Object.fromEntries(got.headers), got.bytes.subarray(0, 2).toString()]).toEqual([200, expect.objectContaining(kept), 'PK']);
    expect([(await w.get(blindCopy, w.lead, 'blindness')).status, (await w.get(blindCopy, w.organiser, 'blindness', { file: 'khac' })).status, (await w.get(blindCopy, w.organiser, 'blindness', { contest: 'khac' })).status]).toEqual([403, 404, 404]);
    const { body } = await visit(w, blindness.loader as Route, { as: w.organiser, path: w.path('blindness'), params: w.params });
    const html = renderRoute(blindness, { data: body, path: w.path('blindness') });
    expect([pageFaults(html), html.includes(`href="${w.path('blindness')}/files/${w.fileId}"`)]).toEqual([[], true]);
  });
});

describe('an original file at the desk', () => {
  const audits = async (w: Awaited<ReturnType<typeof world>>) => (await w.db.selectFrom('audit_event').select(['actor_id', 'object_id', 'details']).where('action', '=', 'entry.fetch-file').orderBy('seq').execute()).map((row) => [row.actor_id, row.object_id, row.details]);

  it('is kept by the organiser as it was handed in, and every time is written down', async () => {
    await using w = await world();
    for (const _time of [1, 2]) {
      const got = await w.get(deskFile, w.organiser, 'entries');
      expect([got.status, Object.fromEntries(got.headers), got.bytes.equals(office('docx'))]).toEqual([200, expect.objectContaining(kept), true]);
    }
    const row = [w.organiser.id, w.entryId, expect.stringContaining('Bản đồ.docx')];
    expect(await audits(w)).toEqual([row, row]);
    const { body } = await visit(w, deskEntry.loader as Route, { as: w.organiser, path: w.path('entries'), params: w.params });
    expect(renderRoute(deskEntry, { data: body, path: w.path('entries') })).toContain(`href="${w.path('entries')}/files/${w.fileId}"`);
  });

  it('is closed to everybody else, to an organiser on the jury, and to all while in quarantine', async () => {
    await using w = await world();
    const judge = await makeOrganiser(w.db);
    await makeJudge(w.db, w.contest, judge);
    expect([(await w.get(deskFile, w.lead, 'entries')).status, (await w.get(deskFile, judge, 'entries')).status]).toEqual([403, 403]);
    expect((await visit(w, deskEntry.loader as Route, { as: judge, path: w.path('entries'), params: w.params })).status).toBe(403);
    expect([(await w.get(deskFile, w.organiser, 'entries', { file: 'khac' })).status, (await w.get(deskFile, w.organiser, 'entries', { contest: 'khac' })).status]).toEqual([404, 404]);
    await w.db.updateTable('entry_file').set({ scan: 'QUARANTINED', scan_note: 'Eicar' }).execute();
    expect((await w.get(deskFile, w.organiser, 'entries')).status).toBe(403);
    expect(await audits(w)).toEqual([]);
  });
});

describe('markings of secrets in an entry', () => {
  it('stand on its page at the desk, with the words to look at', async () => {
    await using w = await world({ summary: 'Theo công văn TUYỆT MẬT của huyện.\nPhần này ai cũng biết.' });
    const { body } = await visit(w, deskEntry.loader as Route, { as: w.organiser, path: w.path('entries'), params: w.params });
    const html = renderRoute(deskEntry, { data: body, path: w.path('entries') });
    expect([pageFaults(html), html.includes('<q>Theo công văn TUYỆT MẬT của huyện.</q>'), html.includes('<q>Phần này')]).toEqual([[], true, false]);
  });

  it('are not spoken of where there are none', async () => {
    await using w = await world();
    const { body } = await visit(w, deskEntry.loader as Route, { as: w.organiser, path: w.path('entries'), params: w.params });
    expect(renderRoute(deskEntry, { data: body, path: w.path('entries') })).not.toContain('id="flags"');
  });
});
