import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { cookieOf } from '../../../tests/support/request.ts';
import { temporaryFolder } from '../../../tests/support/server.ts';
import { letterOf } from '../../../tests/world/letters.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { readEnv } from '../../platform/env.ts';
import * as file from '../routes/kept-mail-file.ts';
import * as preview from '../routes/kept-mail-preview.ts';
import * as one from '../routes/kept-mail.tsx';
import * as list from '../routes/kept-mails.tsx';
import { createMailChannel } from './email-channel.server.ts';
import { findKeptMail, keptMailsShown, listKeptMails } from './email-files.server.ts';

const secret = 'test-secret';
const id = letterOf().deliveryId;
const channelIn = (path: string) => createMailChannel(readEnv({ DATA_DIR: path }), secret, testClock());

describe('without a mail server', () => {
  it('a mail becomes one whole file, however often it is tried', async () => {
    using folder = temporaryFolder();
    const channel = channelIn(folder.path);
    for (let at = 0; at < 3; at += 1) expect(await channel.send(letterOf())).toEqual({ kind: 'accepted', providerId: `file:2026-11-23/${id}.eml` });
    expect(readdirSync(join(folder.path, 'files/mail/2026-11-23'))).toEqual([`${id}.eml`]);
    expect(await listKeptMails(folder.path)).toMatchObject([{ day: '2026-11-23', id, subject: 'Nhắc học bài mới', to: 'Nguyễn Thị Thuỳ Dương <thuy.duong@vi-du.vn>' }]);
    // Its date is the moment at which it was taken, by the program's clock: the same as in the ledger, whatever the machine says.
    expect((await findKeptMail(folder.path, '2026-11-23', id))?.toString()).toContain('\r\nDate: Mon, 23 Nov 2026 01:00:00 +0000\r\n');
    const unfit = { content: { vi: { subject: 'x', body: '> '.repeat(100) } } };
    for (const own of [channel, createMailChannel(readEnv({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'hoc06@vi-du.vn' }), secret, testClock())]) expect(await own.send(letterOf(unfit))).toMatchObject({ kind: 'refused' });
    expect(await channel.send(letterOf({ address: 'x' }))).toMatchObject({ kind: 'refused' });
  });

  it('the list is bounded, newest first, and blind for foreign files', async () => {
    using folder = temporaryFolder();
    expect(await listKeptMails(folder.path)).toEqual([]);
    for (const day of ['2026-11-22', '2026-11-23', 'other']) {
      mkdirSync(join(folder.path, 'files/mail', day), { recursive: true });
      for (let at = 0; at < 70; at += 1) writeFileSync(join(folder.path, 'files/mail', day, `0193f0a0-0000-7000-8000-0000000000${String(at).padStart(2, '0')}.eml`), 'Subject: x\r\n\r\n');
      writeFileSync(join(folder.path, 'files/mail', day, 'notes.txt'), 'x');
    }
    const mails = await listKeptMails(folder.path);
    expect([mails.length, mails[0]?.day, mails[0]?.id.slice(-2), mails.at(-1)?.day]).toEqual([keptMailsShown, '2026-11-23', '69', '2026-11-22']);
    expect(await findKeptMail(folder.path, '..', '../hoc06')).toBeUndefined();
    expect(await findKeptMail(folder.path, '2026-11-21', id)).toBeUndefined();
  });
});

describe('the pages of kept mails', () => {
  it('are for system administrators and show a mail without letting it do anything', async () => {
    using folder = temporaryFolder();
    await using db = await freshDb();
    await channelIn(folder.path).send(letterOf({ content: { vi: { subject: 'Thử <b>', body: 'Xin <script>alert(1)</script> chào' } } }));
    const boss = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const trainer = await makePerson(db, { grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    const ask = async (loader: unknown, person: { id: string }, params: Record<string, string> = { day: '2026-11-23', id }) => {
      const request = new Request('http://localhost:3000/admin/mail', { headers: { cookie: await cookieOf(db, person.id) } });
      const context = requestContext(db, testClock(), { env: readEnv({ NODE_ENV: 'test', DATA_DIR: folder.path }) });
      return (loader as (args: unknown) => Promise<unknown>)({ request, params, context }).catch((thrown: unknown) => thrown);
    };
    for (const loader of [list.loader, one.loader, preview.loader, file.loader]) expect(await ask(loader, trainer)).toMatchObject({ init: { status: 403 } });
    for (const loader of [one.loader, preview.loader, file.loader]) {
      expect(await ask(loader, boss, { day: '2026-11-22', id })).toMatchObject({ init: { status: 404 } });
      expect(await ask(loader, boss, { day: '..', id: '../../hoc06' })).toMatchObject({ init: { status: 404 } });
    }
    expect(wordsOf(drawPage(list.default, { data: await ask(list.loader, boss) }))).toContain('Nguyễn Thị Thuỳ Dương');
    const page = drawPage(one.default, { data: await ask(one.loader, boss) });
    expect(page).not.toContain('<script>alert');
    expect(wordsOf(page)).toContain('Anh/Chị nhận thư này vì');
    expect(wordsOf(page)).toMatch(/Thời điểm gửi \d{2}\/\d{2}\/\d{4} \d{2}:\d{2}:\d{2} /);
    expect(wordsOf(drawPage(one.default, { locale: 'en', data: await ask(one.loader, boss) }))).toMatch(/ Date \d{2}\/\d{2}\/\d{4} \d{2}:\d{2}:\d{2} /);
    expect(page).toMatch(/Mã thư \(Message-ID\).*Nhóm thư \(List-ID\).*Ngừng nhận \(List-Unsubscribe\).*\/unsubscribe\/…/s);
    const shown = (await ask(preview.loader, boss)) as Response;
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    const laidOut = await shown.text();
    expect(laidOut).not.toContain('<script>');
    // Whoever looks after mails sees that one can stop them, and cannot do it for somebody else by a slip; the file is the mail itself.
    const token = new RegExp(`/unsubscribe/${id}`);
    for (const seen of [page, laidOut]) expect(seen).not.toMatch(token);
    expect(laidOut).toContain('/unsubscribe/…');
    const saved = (await ask(file.loader, boss)) as Response;
    expect([saved.headers.get('content-type'), saved.headers.get('content-disposition')]).toEqual(['message/rfc822', `attachment; filename="${id}.eml"`]);
    expect((await saved.text()).replace(/=\r\n|\r\n\s+/g, '')).toMatch(token);
  });
});
