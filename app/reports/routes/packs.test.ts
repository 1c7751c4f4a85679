import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { packWorld, secret, type PackWorld } from '../../../tests/world/packs.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import type { Actor } from '../../people/actor.ts';
import { publicKeyFromPem } from '../../platform/ed25519.server.ts';
import { readEnv } from '../../platform/env.ts';
import { checkPack } from '../pack-check.server.ts';
import { packKey } from '../pack-key.server.ts';
import * as file from './pack-file.ts';
import * as key from './pack-key.tsx';
import * as keyFile from './pack-key-file.ts';
import * as pack from './pack.tsx';
import * as packs from './packs.tsx';
import * as packsNew from './packs-new.tsx';
import * as progress from './pack-progress.ts';

type Route = Parameters<Awaited<ReturnType<typeof visitorOf>>['get']>[0];
const browser = (w: PackWorld, person: Actor | null) => visitorOf(w.db, w.clock, person, { secret, env: readEnv({ NODE_ENV: 'test', DATA_DIR: dirname(w.ports.packsDir) }) });
const form = (w: PackWorld, more: Record<string, string> = {}) => ({ unit: w.units.hoaLu, from: '2026-01-01', to: '2026-11-22', ...more });

describe('pages of packs', () => {
  it('lead from nothing to a pack in one form', async () => {
    await using w = await packWorld();
    const leader = await browser(w, w.leader);
    expect(await leader.see(packs as never, '/reports/packs')).toContain('Chưa có gói nào');
    expect(await leader.see(packsNew as never, '/reports/packs/new')).toMatch(/<option value="[^"]*" selected="">UBND phường Hoa Lư<\/option><option[^>]*>\u2003Văn phòng phường Hoa Lư/);
    const sent = await leader.post(packsNew.action as Route, '/reports/packs/new', {}, form(w));
    expect(sent).toMatchObject({ status: 303, location: expect.stringMatching(/^\/reports\/packs\/[\da-f-]{36}$/) });
    const id = sent.location?.split('/').at(-1) ?? '';
    const waiting = await leader.see(pack as never, sent.location ?? '', { id });
    expect(waiting).toMatch(/data-island="import-progress" data-url="\/reports\/packs\/[\da-f-]+\/progress"/);
    expect(waiting).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    expect(await (await leader.get(progress.loader as Route, `${sent.location}/progress`, { id })).response?.json()).toEqual({ state: 'QUEUED', done: 0, total: 0 });
    await w.pack();
    expect(await leader.see(pack as never, sent.location ?? '', { id })).toContain(`href="/reports/packs/${id}/file"`);
    expect(await leader.see(packs as never, '/reports/packs')).toContain('Sẵn sàng');
  });

  it('send the whole pack, which is right', async () => {
    await using w = await packWorld();
    const { id, bytes } = await w.pack();
    const { response } = await (await browser(w, w.leader)).get(file.loader as Route, `/reports/packs/${id}/file`, { id });
    expect(Object.fromEntries(['content-type', 'content-length', 'content-disposition', 'cache-control'].map((name) => [name, response?.headers.get(name)]))).toEqual({ 'content-type': 'application/zip', 'content-length': String(bytes), 'content-disposition': 'attachment; filename="ho-so-kiem-tra-2026-01-01-2026-11-22.zip"', 'cache-control': 'private, no-store' });
    const saved = join(w.ports.packsDir, 'saved.zip');
    await writeFile(saved, new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer(0)));
    expect(await checkPack(saved, packKey(secret).publicKey)).toMatchObject({ ok: true });
  });

  it('say in both languages and in every state what to do next', async () => {
    await using w = await packWorld();
    const leader = await browser(w, w.leader);
    const { id } = await w.pack();
    const show = async (locale: 'vi' | 'en') => {
      const { data } = await leader.get(pack.loader as Route, `/reports/packs/${id}`, { id });
      const html = renderRoute(pack, { data, locale, path: `/reports/packs/${id}` });
      expect(pageFaults(html)).toEqual([]);
      return html;
    };
    expect([(await show('vi')).includes('giữ đến hết ngày 23/12/2026'), (await show('en')).includes('Download the pack')]).toEqual([true, true]);
    await w.db.updateTable('inspection_pack').set({ erased_at: '2026-12-24T01:00:00.000Z' }).execute();
    expect(await show('vi')).toContain('đã được xoá ngày 24/12/2026');
    for (const [failure, words] of [['RIGHTS', 'không còn quyền'], ['UNIT', 'không hoạt động vào ngày cuối kỳ']] as const) {
      await w.db.updateTable('inspection_pack').set({ failure, finished_at: null, file_name: null, bytes: null, sha256: null, keep_until: null }).execute();
      expect(await show('vi')).toContain(words);
    }
    await w.db.updateTable('inspection_pack').set({ erased_at: null }).execute();
    await w.db.updateTable('job').set({ state: 'FAILED' }).execute();
    expect(await show('vi')).toMatch(/<form method="post" action="\/reports\/packs\/new">[\s\S]*Thử lại/);
  });

  it('keep what was typed when a form is refused', async () => {
    await using w = await packWorld();
    const leader = await browser(w, w.leader);
    const wrong = async (more: Record<string, string>) => leader.post(packsNew.action as Route, '/reports/packs/new', {}, form(w, more));
    expect(await wrong({ from: '2026-02-31' })).toMatchObject({ status: 422, data: { faults: { from: { vi: 'Vui lòng nhập một ngày có thật.' } }, values: { from: '2026-02-31', to: '2026-11-22' } } });
    expect(await wrong({ unit: w.units.tamDiep })).toMatchObject({ status: 422, data: { faults: { unit: {} } } });
    expect(await wrong({ unit: '<script>' })).toMatchObject({ status: 422, data: { faults: { unit: {} }, values: { unit: '<script>' } } });
    for (const from of ['2026-02-01', '2026-03-01', '2026-04-01']) await wrong({ from });
    expect(await wrong({ from: '2026-05-01' })).toMatchObject({ status: 409, data: { faults: { form: {} } } });
    const { data: loaded } = await leader.get(packsNew.loader as Route, '/reports/packs/new');
    const html = renderRoute(packsNew, { data: loaded, sent: (await wrong({ from: '31/02/2026' })).data, path: '/reports/packs/new' });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('value="31/02/2026"');
  });

  it('are closed to whoever has no such role, and others’ packs are not found', async () => {
    await using w = await packWorld();
    const { id } = await w.pack();
    for (const role of ['FOCAL_POINT', 'STANDING_AGENCY', 'CONTENT_EDITOR'] as const) {
      const visitor = await browser(w, await w.actor(role));
      for (const [route, path] of [[packs.loader, '/reports/packs'], [packsNew.loader, '/reports/packs/new'], [pack.loader, `/reports/packs/${id}`], [progress.loader, `/reports/packs/${id}/progress`], [file.loader, `/reports/packs/${id}/file`]] as const) expect((await visitor.get(route as Route, path, { id })).status, `${role} ${path}`).toBe(403);
      expect((await visitor.post(packsNew.action as Route, '/reports/packs/new', {}, form(w))).status).toBe(403);
    }
    const other = await browser(w, await w.actor('UNIT_LEADER', w.units.tamDiep, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.tamDiep }));
    for (const [route, tail] of [[pack.loader, ''], [progress.loader, '/progress'], [file.loader, '/file']] as const) {
      expect((await other.get(route as Route, `/reports/packs/${id}${tail}`, { id })).status).toBe(404);
      expect((await other.get(route as Route, `/reports/packs/x${tail}`, { id: "x'--" })).status).toBe(404);
    }
    expect((await (await browser(w, null)).get(packs.loader as Route, '/reports/packs')).location).toMatch(/^\/sign-in/);
  });
});

describe('the public key', () => {
  it('stands on a page for everybody, with the steps to check', async () => {
    await using w = await packWorld();
    mkdirSync(w.ports.packsDir, { recursive: true });
    const anybody = await browser(w, null);
    const { data } = await anybody.get(key.loader as Route, '/packs/key');
    for (const locale of ['vi', 'en'] as const) {
      const html = renderRoute(key, { data, locale, path: '/packs/key' });
      expect(pageFaults(html)).toEqual([]);
      for (const words of ['-----BEGIN PUBLIC KEY-----', packKey(secret).name, 'npm run pack:verify', 'openssl pkeyutl']) expect(html.replace(/<[^>]+>/g, '')).toContain(words);
    }
  });

  it('is a file that the command takes', async () => {
    await using w = await packWorld();
    const { response } = await (await browser(w, null)).get(keyFile.loader as Route, '/packs/key.pem');
    expect(publicKeyFromPem((await response?.text()) ?? '')).toBe(packKey(secret).publicKey);
  });
});
