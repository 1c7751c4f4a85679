import { describe, expect, it } from 'vitest';
import { readDsn, reportOf } from './bounce-report.ts';
import { decodeHeader, readHeaders, readMime } from './mime.ts';

const ours = '0193f0a0-0000-7000-8000-000000000001@vi-du.vn';

/** A notification about these recipients, each given as the lines of its block. */
function dsn(blocks: readonly string[], { type = 'message/delivery-status', original = `Message-ID: <${ours}>` }: { type?: string; original?: string } = {}): string {
  return [
    'Content-Type: multipart/report; boundary="=_b"', '', '--=_b', `Content-Type: ${type}`, '', 'Reporting-MTA: dns; mx.vi-du.vn', '',
    ...blocks.flatMap((block) => [block, '']), '--=_b', 'Content-Type: text/rfc822-headers', '', original, '', '--=_b--', '',
  ].join('\r\n');
}
const block = (recipient: string, { action = 'failed', status = '5.1.1', more = '' } = {}) => `Final-Recipient: ${recipient}\r\nAction: ${action}\r\nStatus: ${status}${more}`;
const addressOf = (recipient: string) => readDsn(dsn([block(recipient)]))[0]?.address;

describe('the address that a report names', () => {
  it.each<[string, string | null]>([
    ['rfc822; thuy@vi-du.vn', 'thuy@vi-du.vn'],
    ['rfc822;<thuy@vi-du.vn>', 'thuy@vi-du.vn'],
    ['RFC822 ; thuy@vi-du.vn  ', 'thuy@vi-du.vn'],
    ['thuy@vi-du.vn', 'thuy@vi-du.vn'],
    ['rfc822; Thuỳ <thuy@vi-du.vn>', null],
    ['rfc822; a@vi-du.vn, b@vi-du.vn', null],
    ['rfc822; a@b@vi-du.vn', null],
    ['x-unix; root', null],
    ['rfc822;', null],
  ])('of %j is %j', (recipient, address) => expect(addressOf(recipient)).toBe(address));

  it('of somebody who wants to keep the machine busy is none, and found at once', () => {
    expect(addressOf(`rfc822; ${'@'.repeat(60_000)} x`)).toBeNull();
    expect(addressOf(`${'a'.repeat(60_000)} ${';'.repeat(60_000)}`)).toBeNull();
  });

  it('may stand in letters outside ASCII where the report says so', () => {
    const [report] = readDsn(Buffer.from(dsn([block('utf-8; thuỳ@vi-du.vn')], { type: 'message/global-delivery-status' }), 'utf8').toString('latin1'));
    expect(report?.address).toBe('thuỳ@vi-du.vn');
  });
});

describe('a report', () => {
  it('says of each of its recipients what became of the mail, and nothing of those whom it reached', () => {
    const blocks = [block('rfc822; a@vi-du.vn'), block('rfc822; b@vi-du.vn', { action: 'Delayed', status: '4.4.1' }), block('rfc822; c@vi-du.vn', { action: 'delivered', status: '2.0.0' }), block('rfc822; d@vi-du.vn', { action: 'relayed' }), block('rfc822; e@vi-du.vn', { status: '5.2.2' })];
    expect(readDsn(dsn(blocks)).map(({ address, kind, messageId }) => [address, kind, messageId])).toEqual([['a@vi-du.vn', 'hard', `<${ours}>`], ['b@vi-du.vn', 'delayed', `<${ours}>`], ['e@vi-du.vn', 'failed', `<${ours}>`]]);
  });

  it('counts fifty recipients at most, and takes the first of two headers', () => {
    expect(readDsn(dsn(Array.from({ length: 80 }, (_, at) => block(`rfc822; a${at}@vi-du.vn`))))).toHaveLength(50);
    expect(readDsn(dsn([block('rfc822; a@vi-du.vn', { more: '\r\nStatus: 4.0.0\r\nFinal-Recipient: rfc822; b@vi-du.vn' })]))[0]).toMatchObject({ address: 'a@vi-du.vn', status: '5.1.1' });
  });

  it('without a status is judged by its words, and those are cut', () => {
    const said = (code: string) => readDsn(dsn([block('rfc822; a@vi-du.vn', { status: 'none', more: `\r\nDiagnostic-Code: smtp; ${code}\r\n ${'x'.repeat(900)}` })]))[0];
    expect([said('550 5.1.1 unknown')?.kind, said('550 unknown')?.kind, said('552 too big')?.kind, said('unknown')?.kind]).toEqual(['hard', 'hard', 'failed', 'failed']);
    expect(said('550 unknown')?.diagnostic).toHaveLength(300);
  });

  it('of a complaint names the mail that it is about, whatever case the labels are in', () => {
    const arf = ['Content-Type: multipart/report; boundary=b', '', '--b', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'ORIGINAL-RCPT-TO: thuy@vi-du.vn', '', '--b', 'Content-Type: MESSAGE/RFC822', '', `message-id: <${ours}>`, 'Subject: x', '', 'body', '--b--'].join('\n');
    expect(readDsn(arf)).toEqual([{ kind: 'complaint', messageId: `<${ours}>`, address: 'thuy@vi-du.vn', status: null, diagnostic: 'complaint' }]);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['bytes', '\u0000\u00ff\u0080'.repeat(500)],
    ['a boundary that never comes', 'Content-Type: multipart/report; boundary=never\r\n\r\nx'],
    ['an empty boundary', `Content-Type: multipart/report; boundary=""\r\n\r\n${'--\r\n'.repeat(500)}`],
    ['mails in mails in mails', 'Content-Type: message/rfc822\r\n\r\n'.repeat(300)],
    ['parts without number', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(2_000)}`],
    ['a block without a recipient', dsn(['Action: failed\r\nStatus: 5.1.1'])],
  ])('of %s tells nothing', (_what, raw) => expect(readDsn(raw)).toEqual([]));

  it('of a provider without any status is no proof against the address', () => {
    const kinds = (diagnostics: (string | undefined)[]) => diagnostics.map((diagnostic) => reportOf({ address: 'a@vi-du.vn', kind: 'bounce', diagnostic }).kind);
    expect(kinds([undefined, '', 'mailbox unavailable', '550 no such user', '450 try later', 'port 5500 closed', 'took 550.1 seconds'])).toEqual(['failed', 'failed', 'failed', 'hard', 'delayed', 'failed', 'failed']);
    expect(reportOf({ address: 'a@vi-du.vn', kind: 'bounce', status: '4.2.2', diagnostic: '550 5.1.1' }).kind).toBe('delayed');
  });
});

describe('a mail taken apart', () => {
  it('reads its letters by the charset that it names, and as UTF-8 when nobody knows that charset', () => {
    const mail = (type: string, bytes: Buffer, encoding = '8bit') => readMime(`Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${bytes.toString('latin1')}`).text;
    expect(mail('text/plain; charset=utf-8', Buffer.from('Thuỳ'))).toBe('Thuỳ');
    expect(mail('text/plain; charset="windows-1252"', Buffer.from([0x93, 0x61, 0x94]))).toBe('“a”');
    expect(mail('text/plain; charset=khong-co', Buffer.from('Thuỳ'))).toBe('Thuỳ');
    expect(mail('text/plain; charset=utf-8', Buffer.from('VGh14bu=\n'), 'BASE64')).toContain('Thu');
    expect(mail('text/plain', Buffer.from('Thu=E1=BB=B3 a=\r\nb =3D =zz'), 'Quoted-Printable')).toBe('Thuỳ ab = =zz');
  });

  it('joins encoded words that stand next to each other, and leaves what is none', () => {
    expect(decodeHeader('=?utf-8?Q?Thu=E1=BB=B3_D?= =?UTF-8?B?xrDGoW5n?= <a@b.c>')).toBe('Thuỳ Dương <a@b.c>');
    expect(decodeHeader('=?utf-8?x?abc?= =?utf-8?Q?')).toBe('=?utf-8?x?abc?= =?utf-8?Q?');
  });

  it('keeps the first of repeated headers, also of names that objects have by nature', () => {
    const headers = readHeaders('Subject: one\r\n two\r\nsubject: three\r\n__proto__: x\r\n: y\r\nno colon');
    expect([...headers]).toEqual([['subject', 'one two'], ['__proto__', 'x']]);
  });
});
