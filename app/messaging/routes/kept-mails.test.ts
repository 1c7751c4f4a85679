import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { temporaryFolder } from '../../../tests/support/server.ts';
import { call, callForFile } from '../../../tests/world/calls.ts';
import { signedIn, type SignedIn } from '../../../tests/world/signed-in.ts';
import { readEnv } from '../../platform/env.ts';
import * as file from './kept-mail-file.ts';
import * as preview from './kept-mail-preview.ts';
import * as one from './kept-mail.tsx';
import * as list from './kept-mails.tsx';

const day = '2026-11-23';
const idOf = (at: number) => `0193f0a0-0000-7000-8000-00000000000${at}`;
/** Files as a disk may hold them, in the order of their ids. */
const mails: Record<string, Buffer> = {
  empty: Buffer.alloc(0),
  cut: Buffer.from('Subject: =?utf-8?Q?Nh=E1=BA=AFc'),
  markup: Buffer.from('Subject: <script>alert(1)</script>\r\nTo: "><b>x\r\nDate: yesterday\r\nContent-Type: text/html\r\n\r\n<p onclick="x">Lời</p>'),
  bytes: Buffer.from([0xff, 0xfe, 0, 10, 13, 10, 13, 10, 0x80]),
  long: Buffer.from(`Subject: ${'ế'.repeat(9_000)}\r\nDate: Sun, 29 Nov 2026 13:15:13 +0000\r\nX: ${'a'.repeat(90_000)}\r\n\r\nx`),
  folded: Buffer.from(`Subject: =?utf-8?B?TmjhuqFj?=\r\n =?utf-8?B?IG5o4buf?=\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nMột\r\n\r\nHai\r\n--b--`),
};

let w: SignedIn;
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  w = await signedIn({ grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'files/mail', day), { recursive: true });
  for (const [at, bytes] of Object.values(mails).entries()) writeFileSync(join(folder.path, 'files/mail', day, `${idOf(at)}.eml`), bytes);
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await w.db.destroy();
});

const env = () => ({ env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: folder.path }) });
const asked = (params: Record<string, string>) => ({ db: w.db, clock: w.clock, path: '/admin/mail', token: w.token, params, context: env() });
const whole = (page: object, data: unknown) => renderRoute(page, { data: JSON.parse(JSON.stringify(data)) as unknown, path: '/admin/mail' });

describe('a mail that was kept', () => {
  it('stands in the list whatever is in its file, newest first, by its subject', async () => {
    const { body } = await call(list.loader as never, asked({}));
    const shown = body as { mails: { id: string; subject: string; bytes: number }[] };
    expect(shown.mails.map(({ id }) => id)).toEqual(Object.keys(mails).map((_, at) => idOf(at)).toReversed());
    expect(shown.mails[0]?.subject).toBe('Nhạc nhở');
    expect(shown.mails.at(-1)).toMatchObject({ subject: '', bytes: 0 });
    const page = whole(list, body);
    expect(pageFaults(page)).toEqual([]);
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>alert');
  });

  it.each(Object.keys(mails))('that is %s opens as a page that does nothing by itself', async (name) => {
    const params = { day, id: idOf(Object.keys(mails).indexOf(name)) };
    const page = whole(one, (await call(one.loader as never, asked(params))).body);
    expect(pageFaults(page)).toEqual([]);
    expect(page).not.toMatch(/<script>alert|"><b>x/);
    const shown = await callForFile(preview.loader as never, asked(params));
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const bytes = Buffer.from(await (await callForFile(file.loader as never, asked(params))).arrayBuffer());
    expect(bytes).toEqual(mails[name]);
  });

  it.each([['long', '29/11/2026 20:15'], ['markup', 'yesterday']])('that is %s says when it was sent in the words of the reader, or as it stands there: %s', async (name, said) => {
    const { body } = await call(one.loader as never, asked({ day, id: idOf(Object.keys(mails).indexOf(name)) }));
    expect(whole(one, body)).toContain(`<dd>${said}</dd>`);
  });

  it('has its paragraphs as they were written', async () => {
    expect((await call(one.loader as never, asked({ day, id: idOf(5) }))).body).toMatchObject({ text: expect.stringMatching(/^Một\r?\n\r?\nHai/) as string });
  });

  it.each([['2026-11-24', idOf(0)], ['2026-02-30', idOf(0)], ['2026-11-23', idOf(9)], ['2026-11-23', `${idOf(0)}.eml`], ['..', idOf(0)], ['2026-11-23', `../${day}/${idOf(0)}`], ['2026-11-23\u0000', idOf(0)]])('of %j and %j is not there', async (of, id) => {
    for (const { loader } of [one, preview, file]) expect((await call(loader as never, asked({ day: of, id }))).status).toBe(404);
  });
});
