import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, it } from 'vitest';
import { mailReceiver, smtpAnswer } from '../../../tests/support/mail-receiver.ts';
import { freePort, temporaryFolder } from '../../../tests/support/server.ts';
import { letterOf } from '../../../tests/world/letters.ts';
import { readEnv } from '../../platform/env.ts';
import { allParts, decodeHeader, readMime } from '../rules/mime.ts';
import type { Letter } from '../sender.ts';
import { createEmailSender, type EmailTuning } from './email-sender.server.ts';

const secret = 'a secret of thirty-two characters';
/** A busy machine is not silence: only the tests that are about it wait for so short a time. */
const patient: EmailTuning = { connectMs: 10_000, silenceMs: 10_000, connections: 2 };
const quick: EmailTuning = { connectMs: 1_000, silenceMs: 300, connections: 2 };

const mailEnv = (port: number, more: Record<string, string> = {}) => readEnv({ BASE_URL: 'https://hoc06.vi-du.vn', SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Học 06 <hoc06@vi-du.vn>', ...more });

async function sendTo(port: number, letter: Letter, more: Record<string, string> = {}, tuning = patient) {
  const sender = createEmailSender(mailEnv(port, more), secret, tuning);
  try {
    return await sender.send(letter);
  } finally {
    await sender.close?.();
  }
}

/** A server that follows a script: greeting, EHLO and the envelope are taken, then the given step decides. */
async function scripted(onLine: (line: string, socket: Socket, inData: boolean) => boolean) {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    let inData = false;
    let rest = '';
    socket.on('error', () => undefined);
    socket.write('220 script\r\n');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (onLine(line, socket, inData)) continue;
        if (inData && line !== '.') continue;
        if (line === 'DATA') inData = true;
        socket.write(line === 'DATA' ? '354 go on\r\n' : '250 fine\r\n');
        if (line === '.') inData = false;
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as { port: number }).port, [Symbol.dispose]: () => void server.close() };
}

describe('a mail on the wire', () => {
  it('arrives whole, in Vietnamese, from and to the right people, over one connection for many', async () => {
    await using receiver = await mailReceiver();
    expect(await sendTo(receiver.port, letterOf())).toMatchObject({ kind: 'accepted', providerId: expect.stringContaining('250') });
    const [mail] = receiver.mails;
    expect(mail).toMatchObject({ from: 'hoc06@vi-du.vn', to: ['thuy.duong@vi-du.vn'] });
    const whole = readMime(mail?.raw ?? '');
    const header = (name: string) => decodeHeader(whole.headers.get(name) ?? '');
    expect([header('subject'), header('from'), header('to')]).toEqual(['Nhắc học bài mới', 'Học 06 <hoc06@vi-du.vn>', 'Nguyễn Thị Thuỳ Dương <thuy.duong@vi-du.vn>']);
    expect(header('message-id')).toBe('<0193f0a0-0000-7000-8000-000000000001@vi-du.vn>');
    expect(header('auto-submitted')).toBe('auto-generated');
    const parts = allParts(whole).filter((part) => part.parts.length === 0);
    expect(parts.map((part) => part.type)).toEqual(['text/plain', 'text/html']);
    for (const part of parts) expect(part.text).toContain('Anh/Chị nhận thư này vì đang học khoá Đề án 06.');
    expect(parts[0]?.text).toContain('Khoá học có bài mới. Xem bài học (https://hoc06.vi-du.vn/courses).');
    expect(mail?.raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
  });

  it('keeps its connection for the next one', async () => {
    await using receiver = await mailReceiver();
    const env = readEnv({ SMTP_URL: `smtp://127.0.0.1:${receiver.port}`, MAIL_FROM: 'hoc06@vi-du.vn' });
    const sender = createEmailSender(env, secret, patient);
    for (let at = 0; at < 20; at += 1) await sender.send(letterOf());
    await sender.close?.();
    expect([receiver.mails.length, receiver.connections() <= 2]).toEqual([20, true]);
    expect(new Set(receiver.mails.map((mail) => readMime(mail.raw).headers.get('message-id'))).size).toBe(1);
  });

  it('is signed, both unsubscribe headers included, so that a provider shows its button', async () => {
    using folder = temporaryFolder();
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
    const file = join(folder.path, 'key.pem');
    writeFileSync(file, pair.privateKey);
    await using receiver = await mailReceiver();
    const dkim = { DKIM_DOMAIN: 'vi-du.vn', DKIM_SELECTOR: 's1', DKIM_KEY_FILE: file };
    await sendTo(receiver.port, letterOf(), { ...dkim, UNSUBSCRIBE_MAILTO: 'ngung-nhan@vi-du.vn' });
    const raw = receiver.mails[0]?.raw ?? '';
    const resolver = async (name: string) => {
      if (name !== 's1._domainkey.vi-du.vn') throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
      return [[`v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`]];
    };
    const check = async (text: string) => (await dkimVerify(Buffer.from(text, 'latin1'), { resolver } as never)).results[0];
    expect(await check(raw)).toMatchObject({ status: { result: 'pass' }, signingDomain: 'vi-du.vn' });
    const { headers } = readMime(raw);
    const signed = /;h=([^;]+)/.exec(headers.get('dkim-signature')?.replace(/\s/g, '') ?? '')?.[1]?.toLowerCase().split(':');
    expect(signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'list-id', 'message-id', 'from', 'subject']));
    expect(headers.get('list-unsubscribe')).toMatch(/^<https:\/\/hoc06\.vi-du\.vn\/unsubscribe\/[\w.-]+>, <mailto:ngung-nhan@vi-du\.vn\?subject=unsubscribe>$/);
    expect([headers.get('list-unsubscribe-post'), headers.get('list-id')]).toEqual(['List-Unsubscribe=One-Click', '<training.vi-du.vn>']);
    expect(await check(raw.replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Click'))).toMatchObject({ status: { result: 'fail' } });
  });

  it('of duty has no unsubscribe header', async () => {
    await using receiver = await mailReceiver();
    await sendTo(receiver.port, letterOf({ isDuty: true }));
    const { headers } = readMime(receiver.mails[0]?.raw ?? '');
    expect([...headers.keys()].filter((name) => name.startsWith('list-') || name === 'precedence')).toEqual([]);
    expect(receiver.mails[0]?.raw).not.toContain('unsubscribe');
  });

  it.each(['x\r\nBcc: evil@vi-du.vn', '"Ông, Bà" <evil@vi-du.vn>', 'a'.repeat(5_000), '🎉👩‍👩‍👧 Dương', 'Thuỳ Dương'.normalize('NFD'), '\\"; x', '=?utf-8?q?evil?=', ', evil@vi-du.vn', '\u202eevil', 'a\u0000b'])('holds a hostile name: %j', async (fullName) => {
    await using receiver = await mailReceiver();
    const words = { vi: { subject: `Gửi {{ten}} ${fullName}`, body: '{{ten}}' } };
    expect(await sendTo(receiver.port, letterOf({ recipient: { id: 'u', fullName, unitName: null, locale: 'vi' }, content: words }))).toMatchObject({ kind: 'accepted' });
    const mail = receiver.mails[0];
    expect(mail?.to).toEqual(['thuy.duong@vi-du.vn']);
    const { headers } = readMime(mail?.raw ?? '');
    expect(headers.has('bcc')).toBe(false);
    expect(headers.get('to')).toMatch(/<thuy\.duong@vi-du\.vn>$/);
    expect(decodeHeader(headers.get('subject') ?? '')).toBe(decodeHeader(headers.get('subject') ?? '').normalize('NFC'));
  });
});

describe('an address', () => {
  it('has its domain in punycode; letters before the @ only where the server takes them', async () => {
    await using plain = await mailReceiver({ hideSMTPUTF8: true });
    await using modern = await mailReceiver();
    expect(await sendTo(plain.port, letterOf({ address: 'an@Xã-Hoa-Lư.vn' }))).toMatchObject({ kind: 'accepted' });
    expect(plain.mails[0]?.raw).toContain('an@xn--x-hoa-l-');
    expect(await sendTo(plain.port, letterOf({ address: 'dương@vi-du.vn' }))).toMatchObject({ kind: 'refused', reason: expect.stringContaining('SMTPUTF8') });
    expect(await sendTo(modern.port, letterOf({ address: 'dương@vi-du.vn' }))).toMatchObject({ kind: 'accepted' });
    expect([plain.mails.length, modern.mails.length]).toEqual([1, 1]);
  });

  it.each([null, '', 'a', 'a@b', 'a@b@c.vn', 'a b@c.vn', 'a@c.vn, b@c.vn', 'a@c.vn\r\nRCPT TO:<b@c.vn>', '<a@c.vn>', 'a@[127.0.0.1]', 'a@127.0.0.1', '.a@c.vn', 'a..b@c.vn', `${'a'.repeat(65)}@c.vn`, 'a@-c.vn', 'a@c.vn/x', '"a b"@c.vn'])('%j is refused before anything is sent', async (address) => {
    expect(await sendTo(1, letterOf({ address }))).toMatchObject({ kind: 'refused' });
  });

  it('that two people share gets both mails, told apart by their ids', async () => {
    await using receiver = await mailReceiver();
    await sendTo(receiver.port, letterOf());
    await sendTo(receiver.port, letterOf({ deliveryId: '0193f0a0-0000-7000-8000-00000000000f' }));
    expect(new Set(receiver.mails.map((mail) => readMime(mail.raw).headers.get('message-id'))).size).toBe(2);
  });
});

describe('what the server answers', () => {
  const atRecipient = (code: number, text: string) => mailReceiver({ onRcptTo: (_address, _session, done) => done(smtpAnswer(code, text)) });

  it.each([
    [550, '5.1.1 no such user', { kind: 'refused', suppress: true }],
    [550, 'no such user', { kind: 'refused', suppress: true }],
    [550, '5.7.1 blocked by policy', { kind: 'refused' }],
    [552, '5.2.2 mailbox full', { kind: 'refused' }],
    [554, 'no', { kind: 'refused' }],
    [450, '4.2.0 greylisted', { kind: 'later', retryAfterSeconds: 300 }],
    [451, '4.7.1 try later', { kind: 'later', retryAfterSeconds: 300 }],
    [421, 'too many', { kind: 'later', retryAfterSeconds: 300 }],
  ])('%i %s is taken for what it is', async (code, text, outcome) => {
    await using receiver = await atRecipient(code, text);
    const answer = await sendTo(receiver.port, letterOf());
    expect(answer).toMatchObject(outcome);
    expect('suppress' in answer).toBe('suppress' in outcome);
    expect(receiver.connections()).toBe(1);
  });

  it.each([[451, 'later'], [550, 'refused']])('%i after the mail is %s', async (code, kind) => {
    await using receiver = await mailReceiver({ onData: (stream, _session, done) => void stream.resume().on('end', () => done(smtpAnswer(code, 'x'))) });
    expect(await sendTo(receiver.port, letterOf())).toMatchObject({ kind });
  });

  it('is unknown when it falls silent or hangs up after the mail; nothing is sent a second time by itself', async () => {
    let mails = 0;
    using silent = await scripted((line, _socket, inData) => inData && line === '.' && Boolean((mails += 1)));
    expect(await sendTo(silent.port, letterOf(), {}, quick)).toMatchObject({ kind: 'uncertain' });
    using hangsUp = await scripted((line, socket, inData) => inData && line === '.' && Boolean((mails += 1)) && Boolean(socket.destroy()));
    expect(await sendTo(hangsUp.port, letterOf())).toMatchObject({ kind: 'uncertain' });
    expect(mails).toBe(2);
  });

  it('is a later try when it hangs up in the middle of the mail: what has no end is taken by nobody', async () => {
    let lines = 0;
    using hangsUp = await scripted((line, socket, inData) => inData && line.startsWith('Subject') && Boolean((lines += 1)) && Boolean(socket.destroy()));
    const sender = createEmailSender(mailEnv(hangsUp.port), secret, patient);
    expect(await sender.send(letterOf(), () => new Promise(() => undefined))).toMatchObject({ kind: 'later' });
    expect(lines).toBe(1);
    await sender.close?.();
  });

  it('is asked for only when its turn has come: until then the mail has no end', async () => {
    await using receiver = await mailReceiver();
    const sender = createEmailSender(mailEnv(receiver.port), secret, patient);
    let asked = 0;
    let allow = () => {};
    const turn = () => ((asked += 1), new Promise<void>((resolve) => (allow = resolve)));
    const outcome = sender.send(letterOf(), turn);
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(1);
    // The server has had the whole body by the time at which it answers another mail.
    expect(await sender.send(letterOf())).toMatchObject({ kind: 'accepted' });
    expect(receiver.mails).toHaveLength(1);
    allow();
    expect([await outcome, receiver.mails.length, asked]).toEqual([expect.objectContaining({ kind: 'accepted' }), 2, 1]);
    await sender.close?.();
  });

  it('is a later try when it falls silent or hangs up before the mail', async () => {
    for (const step of ['EHLO', 'MAIL', 'RCPT', 'DATA']) {
      using silent = await scripted((line) => line.startsWith(step));
      expect(await sendTo(silent.port, letterOf(), {}, quick), step).toMatchObject({ kind: 'later' });
      using hangsUp = await scripted((line, socket) => line.startsWith(step) && Boolean(socket.destroy()));
      expect(await sendTo(hangsUp.port, letterOf()), step).toMatchObject({ kind: 'later' });
    }
    expect(await sendTo(await freePort(), letterOf())).toMatchObject({ kind: 'later', reason: expect.stringContaining('ECONNREFUSED') });
  });

  it('is cut off when it trickles without end', async () => {
    using trickles = await scripted((line, socket) => {
      if (!line.startsWith('RCPT')) return false;
      const drip = setInterval(() => socket.write('250-wait\r\n'), 50);
      socket.on('close', () => clearInterval(drip));
      return true;
    });
    expect(await sendTo(trickles.port, letterOf(), {}, { ...quick, wholeMs: 500 })).toMatchObject({ kind: 'later' });
  });

  it('shuts the channel for wrong credentials, without the password in the reason', async () => {
    await using receiver = await mailReceiver({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(smtpAnswer(535, `5.7.8 wrong password very-secret of ${Buffer.from('\0hoc06\0very-secret').toString('base64')}`)) });
    const outcome = await sendTo(receiver.port, letterOf(), { SMTP_URL: `smtp://hoc06:very-secret@127.0.0.1:${receiver.port}` });
    expect(outcome).toEqual({ kind: 'channel-down', reason: expect.stringMatching(/535 5\.7\.8 wrong password \*\*\* of \*\*\*/) as string });
    expect(JSON.stringify(outcome)).not.toContain('very-secret');
  });

  it('shuts the channel for a certificate that nobody vouches for, and for a server that wants TLS', async () => {
    await using starts = await mailReceiver({ disabledCommands: ['AUTH'] });
    expect(await sendTo(starts.port, letterOf())).toMatchObject({ kind: 'channel-down' });
    await using secure = await mailReceiver({ secure: true, disabledCommands: ['AUTH'] });
    expect(await sendTo(secure.port, letterOf(), { SMTP_URL: `smtps://127.0.0.1:${secure.port}` })).toMatchObject({ kind: 'channel-down' });
    await using wants = await mailReceiver({ disabledCommands: ['STARTTLS'], onMailFrom: (_address, _session, done) => done(smtpAnswer(530, '5.7.0 must issue STARTTLS')) });
    expect(await sendTo(wants.port, letterOf())).toMatchObject({ kind: 'channel-down' });
    expect([starts.mails.length, secure.mails.length]).toEqual([0, 0]);
  });
});

it('a signing key that cannot sign stops the start with a sentence', () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'key.pem');
  const make = () => createEmailSender(readEnv({ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'hoc06@vi-du.vn', DKIM_DOMAIN: 'vi-du.vn', DKIM_SELECTOR: 's1', DKIM_KEY_FILE: file }), secret);
  expect(make).toThrow('cannot be read');
  writeFileSync(file, 'nonsense');
  expect(make).toThrow('no private key');
  writeFileSync(file, generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey);
  expect(make).toThrow('RSA key');
});
