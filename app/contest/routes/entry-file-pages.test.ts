import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { entryWorld, tooLate, type EntryWorld } from '../../../tests/world/contest-entries.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { office, pdf } from '../../../tests/world/entry-files.ts';
import { visit } from '../../../tests/world/entry-visits.ts';
import { sha256 } from '../../platform/signing.server.ts';
import * as bytesRoute from './entry-file-bytes.ts';
import * as fileRoute from './entry-file.ts';
import * as filesRoute from './entry-files.tsx';
import * as removal from './entry-file-removal.ts';
import * as uploads from './entry-uploads.ts';

type Route = Parameters<typeof visit>[1];
const at = (w: EntryWorld, tail = '') => `/contests/entries/${w.entryId}/files${tail}`;
const formOf = (...list: [string, string | File][]) => {
  const form = new FormData();
  for (const [name, value] of list) form.append(name, value);
  return form;
};
const send = (w: EntryWorld, body: BodyInit, headers: Record<string, string> = {}) => visit(w, filesRoute.action as Route, { as: w.lead, path: at(w), params: { id: w.entryId }, body, headers });
const rows = (w: EntryWorld) => w.db.selectFrom('entry_file').selectAll().execute();
const fileOf = (name: string, bytes: Buffer) => new File([new Uint8Array(bytes)], name);

describe('a file by the plain form', () => {
  it('arrives, and comes back as an attachment that can do nothing', async () => {
    await using w = await entryWorld();
    expect(await send(w, formOf(['note', 'x'], ['file', fileOf('Bản đồ "ngập".docx', office('docx'))], ['after', 'y']))).toMatchObject({ status: 303, location: at(w, '?done=uploaded') });
    const [row] = await rows(w);
    expect(row).toMatchObject({ name: 'Bản đồ _ngập_.docx', kind: 'DOCX', sha256: sha256(office('docx')) });
    const got = await visit(w, fileRoute.loader as Route, { as: w.lead, path: at(w, `/${row?.id}`), params: { id: w.entryId, file: row?.id ?? '' } });
    expect([got.status, got.bytes.equals(office('docx'))]).toEqual([200, true]);
    expect(Object.fromEntries(['content-disposition', 'content-security-policy', 'x-content-type-options'].map((name) => [name, got.headers.get(name)]))).toEqual({
      'content-disposition': `attachment; filename="Ban do _ngap_.docx"; filename*=UTF-8''${encodeURIComponent('Bản đồ _ngập_.docx')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('is for members only, unless it is in quarantine: then for nobody', async () => {
    await using w = await entryWorld();
    const fileId = await w.attach();
    const get = (as: Parameters<typeof visit>[2]['as']) => visit(w, fileRoute.loader as Route, { as, path: at(w), params: { id: w.entryId, file: fileId } });
    expect([(await get(w.lead)).status, (await get(await makeOutsider(w.db))).status, (await get(null)).status]).toEqual([200, 404, 302]);
    await w.db.updateTable('entry_file').set({ scan: 'QUARANTINED', scan_note: 'Eicar' }).execute();
    expect(await get(w.lead)).toMatchObject({ status: 403, body: { say: { vi: expect.stringContaining('Eicar') } } });
    const { body } = await visit(w, filesRoute.loader as Route, { as: w.lead, path: at(w), params: { id: w.entryId } });
    const html = renderRoute(filesRoute, { data: body, path: at(w) });
    expect([pageFaults(html), html.includes('Bị cách ly: Eicar'), html.includes(`href="${at(w, `/${fileId}`)}"`)]).toEqual([[], true, false]);
    expect(await w.handIn()).toMatchObject({ ok: false, faults: { files: { vi: expect.stringContaining('cách ly') } } });
  });

  it.each<[string, () => BodyInit, Record<string, string>, number]>([
    ['no file', () => formOf(['file', new File([], '')]), {}, 422], ['a text for a file', () => formOf(['file', 'x']), {}, 422], ['no multipart', () => new URLSearchParams({ file: 'x' }), {}, 422], ['half a form', () => '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-', { 'content-type': 'multipart/form-data; boundary=b' }, 422],
    ['a program', () => formOf(['file', fileOf('a.pdf', Buffer.from('MZ'))]), {}, 422],
  ])('with %s is refused', async (_what, body, headers, status) => {
    await using w = await entryWorld();
    expect((await send(w, body(), headers)).status).toBe(status);
    expect(await rows(w)).toEqual([]);
  });

  it('of 300 MB is told how much one file may have, as one of 26 MB is', async () => {
    await using w = await entryWorld();
    const huge = await send(w, 'x', { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '300000000' });
    expect([huge.status, huge.faults['file']]).toEqual([422, 'Tệp lớn hơn 25 MB.']);
    const larger = await send(w, formOf(['file', fileOf('a.pdf', Buffer.alloc(26_000_000))]));
    expect([larger.status, larger.faults['file'], await rows(w)]).toEqual([422, 'Tệp lớn hơn 25 MB.', []]);
  });

  it('counts once: a second file in the same form is left alone', async () => {
    await using w = await entryWorld();
    await send(w, formOf(['file', fileOf('a.pdf', pdf())], ['file', fileOf('b.pdf', pdf())]));
    expect((await rows(w)).map((row) => row.name)).toEqual(['a.pdf']);
  });

  it('that comes with an expired session leads to the sign-in and back to its page, however large it is: files are not kept', async () => {
    await using w = await entryWorld();
    await visit(w, filesRoute.loader as Route, { as: w.lead, path: at(w), params: { id: w.entryId } });
    await w.db.updateTable('session').set({ expires_at: w.clock.now().toISOString() }).execute();
    for (const bytes of [pdf(), Buffer.alloc(300_000)]) expect(await send(w, formOf(['file', fileOf('a.pdf', bytes)]))).toMatchObject({ status: 303, location: `/contests/sign-in?next=${encodeURIComponent(at(w))}` });
    expect(await w.db.selectFrom('held_form').select('id').execute()).toEqual([]);
  });

  it('is refused after the deadline, and removing is too', async () => {
    await using w = await entryWorld();
    const fileId = await w.attach();
    w.clock.set(tooLate);
    const late = await send(w, formOf(['file', fileOf('a.pdf', pdf())]));
    expect([late.status, late.faults['late']]).toEqual([409, expect.stringContaining('Đã hết hạn nộp bài')]);
    expect((await visit(w, removal.action as Route, { as: w.lead, path: at(w), params: { id: w.entryId, file: fileId }, form: {} })).status).toBe(409);
  });

  it('can be removed by a member', async () => {
    await using w = await entryWorld();
    const fileId = await w.attach();
    const remove = () => visit(w, removal.action as Route, { as: w.lead, path: at(w), params: { id: w.entryId, file: fileId }, form: {} });
    expect([(await remove()).status, (await remove()).status]).toEqual([303, 404]);
  });
});

describe('a file in pieces', () => {
  const json = { accept: 'application/json' };
  const begin = async (w: EntryWorld, bytes: number, name = 'a.pdf') => visit(w, uploads.action as Route, { as: w.lead, path: `/contests/entries/${w.entryId}/uploads`, params: { id: w.entryId }, form: { name, bytes: String(bytes) }, headers: json });
  const put = (w: EntryWorld, fileId: string, offset: number | string, bytes: Buffer) => visit(w, bytesRoute.action as Route, { as: w.lead, path: at(w, `/${fileId}/bytes?offset=${offset}`), params: { id: w.entryId, file: fileId }, method: 'POST', body: new Uint8Array(bytes), headers: json });
  const idOf = (begun: { body: unknown }) => (begun.body as { fileId: string }).fileId;

  it('goes on from where the server is, and is whole at its last byte', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    const fileId = idOf(await begin(w, bytes.length));
    expect(await put(w, fileId, 0, bytes.subarray(0, 40))).toMatchObject({ status: 200, body: { received: 40, isComplete: false } });
    expect(await put(w, fileId, 0, bytes.subarray(0, 40))).toMatchObject({ status: 409, body: { received: 40 } });
    expect((await visit(w, bytesRoute.loader as Route, { as: w.lead, path: at(w), params: { id: w.entryId, file: fileId } })).body).toEqual({ received: 40, isComplete: false });
    const { body } = await visit(w, filesRoute.loader as Route, { as: w.lead, path: at(w), params: { id: w.entryId } });
    expect(renderRoute(filesRoute, { data: body, path: at(w) })).toContain('Chưa tải xong: ');
    expect(await put(w, fileId, 40, bytes.subarray(40))).toMatchObject({ status: 200, body: { isComplete: true } });
  });

  it('with a bad place, size or ending is refused', async () => {
    await using w = await entryWorld();
    expect([(await begin(w, -1)).status, (await begin(w, 0)).status, (await begin(w, 300_000_000)).status, (await begin(w, 10, 'a.exe')).status, (await begin(w, 10, '')).status]).toEqual([422, 422, 422, 422, 422]);
    const fileId = idOf(await begin(w, 10));
    for (const offset of ['-1', 'x', '1e99']) expect((await put(w, fileId, offset, Buffer.from('x'))).status).toBe(422);
    expect((await put(w, 'nobody', 0, Buffer.from('x'))).status).toBe(404);
  });

  it('that is refused at its end says why, and is gone', async () => {
    await using w = await entryWorld();
    const bytes = Buffer.from('MZ and nothing of a PDF');
    const fileId = idOf(await begin(w, bytes.length));
    const refused = await put(w, fileId, 0, bytes);
    expect([refused.status, refused.faults['file']]).toEqual([422, expect.stringContaining('không phải PDF')]);
    expect((await put(w, fileId, 0, bytes)).status).toBe(404);
  });
});
