import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bouncePost } from './bounce.ts';
import { messageContent, messageVariables, pagePath } from './content.ts';
import { answerForm, channelForm, inboxQuery, preferencesForm } from './inbox.ts';
import { keptMailParams, unsubscribeForm } from './mail-params.ts';
import { subscriptionForm } from './push.ts';
import { receiptFields, receiptParams, receiptPost } from './receipts.ts';
import { makeForm, receiptForm } from './vneid.ts';

const words = { vi: { subject: 'Cảnh báo', body: 'Lời' } };
const takes = (changes: object) => messageContent.safeParse({ ...words, ...changes }).success;

describe('the content of a message', () => {
  it('has a subject that stays one line in a header, whatever was typed', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'ế', ' ', '\r', '\n', '\t', '\u0000', '\u001f', '\u007f', ':', '<') }), (subject) => {
      const parsed = messageContent.safeParse({ vi: { subject, body: 'x' } });
      // eslint-disable-next-line no-control-regex -- these are what must not be there
      return !parsed.success || /^[^\u0000-\u001f\u007f]{1,150}$/.test(parsed.data.vi.subject);
    }));
    expect(takes({ vi: { subject: 'Thư\r\nBcc: x@y.z', body: 'x' } })).toBe(false);
    expect([150, 151].map((length) => takes({ vi: { subject: 'ế'.repeat(length), body: 'x' } }))).toEqual([true, false]);
    expect([20_000, 20_001].map((length) => takes({ vi: { subject: 'x', body: 'ế'.repeat(length) } }))).toEqual([true, false]);
  });

  it('leads inside the product, asks with two to four options, and keeps to the bounds of each channel', () => {
    expect([takes({ link: '/courses' }), takes({ link: '//evil.example' }), takes({ link: '/sign-in' }), takes({ link: '' })]).toEqual([true, false, false, false]);
    const question = (options: string[], right = 0) => takes({ question: { text: 'Q?', options, right } });
    expect([question(['a']), question(['a', 'b']), question(['a', 'b', 'c', 'd']), question(['a', 'b', 'c', 'd', 'e']), question(['a', ' ']), question(['a', 'b'], 4), question(['a', 'b'], -1)]).toEqual([false, true, true, false, false, false, false]);
    expect([takes({ sms: 'x'.repeat(1_000) }), takes({ sms: 'x'.repeat(1_001) }), takes({ sms: ' ' })]).toEqual([true, false, false]);
    expect([takes({ zalo: { templateId: 'T1', parameters: {} } }), takes({ zalo: { templateId: '', parameters: {} } }), takes({ zalo: { templateId: 'T1', parameters: { ten: 'x'.repeat(201) } } })]).toEqual([true, false, false]);
    expect(pagePath.safeParse(`/${'x'.repeat(300)}`).success).toBe(false);
  });

  it('takes values of one line under plain names', () => {
    expect(messageVariables.safeParse({ han: '30/11/2026', so_phieu: '17' }).success).toBe(true);
    for (const wrong of [{ Han: 'x' }, { 'ho ten': 'x' }, { ten1: 'x' }, { han: 'a\r\nBcc: x' }, { han: '' }, { han: 'x'.repeat(201) }, { ['x'.repeat(31)]: 'x' }]) expect(messageVariables.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  });
});

describe('what people send', () => {
  it('an answer is one of four, and none is no zero', () => {
    expect(['0', '3'].map((answer) => answerForm.safeParse({ answer }).data?.answer)).toEqual([0, 3]);
    for (const answer of [undefined, '', ' ', '0x1', '4', '-1', '1.5', 'x', 'NaN']) expect(answerForm.safeParse({ answer }).success, String(answer)).toBe(false);
  });

  it('preferences and pages of the inbox are read leniently, a pause is not', () => {
    expect(preferencesForm.parse({})).toEqual({ wants: [] });
    expect(preferencesForm.safeParse({ wants: Array.from({ length: 101 }, () => 'x') }).success).toBe(false);
    expect(inboxQuery.parse({ view: 'none', before: 'x'.repeat(61) })).toEqual({});
    expect([{ channel: 'EMAIL', reason: 'Bảo trì' }, { channel: 'FAX', reason: 'x' }, { channel: 'EMAIL', reason: '  ' }, { channel: 'EMAIL', reason: 'x'.repeat(301) }].map((form) => channelForm.safeParse(form).success)).toEqual([true, false, false, false]);
  });

  it('leaving a list needs the very words of RFC 8058 or our own button', () => {
    const bodies = [{ 'List-Unsubscribe': 'One-Click' }, { confirmed: '1' }, { 'List-Unsubscribe': 'one-click' }, { confirmed: '0' }, {}, { 'list-unsubscribe': 'One-Click' }];
    expect(bodies.map((body) => unsubscribeForm.safeParse(body).success)).toEqual([true, true, false, false, false, false]);
  });

  it('a kept mail is named by a day and an id, and by no path', () => {
    const id = '0193f0a0-0000-7000-8000-000000000001';
    expect(keptMailParams.safeParse({ day: '2026-11-23', id }).success).toBe(true);
    for (const [day, of] of [['..', id], ['2026-11-23/..', id], ['2026-11-23', '../x'], ['2026-11-23', `${id}.eml`], ['2026-11-23', `${id}\n`], ['2026-11-23', id.toUpperCase().replace('0193F0A0', '0193F0AG')]] as const) expect(keptMailParams.safeParse({ day, id: of }).success, `${day} ${of}`).toBe(false);
  });
});

describe('what providers and browsers send', () => {
  it('a receipt has a reference, a known outcome and a moment in whatever zone', () => {
    const receipt = { reference: 'r', outcome: 'no-such-number', at: '2026-11-23T09:00:00+07:00' };
    expect(receiptFields.parse(receipt)).toMatchObject({ outcome: 'NO_SUCH_NUMBER', at: '2026-11-23T02:00:00.000Z', detail: '' });
    for (const wrong of [{ reference: '' }, { reference: 'x'.repeat(101) }, { outcome: 'DELIVERED' }, { outcome: 'constructor' }, { at: 'hôm qua' }, { at: '2026-11-23' }, { at: '2026-11-31T09:00:00Z' }, { at: 1 }, { detail: 'x'.repeat(2_001) }]) expect(receiptFields.safeParse({ ...receipt, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    expect([0, 1, 500, 501].map((length) => receiptPost.safeParse({ receipts: Array.from({ length }, () => null) }).success)).toEqual([false, true, true, false]);
    expect(['sms', 'zalo', 'SMS', 'email'].map((channel) => receiptParams.safeParse({ channel }).success)).toEqual([true, true, false, false]);
  });

  it('a bounce names a mail or an address, and a status as RFC 3463 has it', () => {
    const post = (fields: object) => bouncePost.safeParse({ kind: 'bounce', ...fields }).success;
    expect([post({}), post({ address: '' }), post({ address: 'a@b.c' }), post({ messageId: '<x>' }), post({ messageId: 'x', status: '5.1.1' }), post({ messageId: 'x', status: '5.1' }), post({ messageId: 'x', status: '3.1.1' }), post({ messageId: 'x', kind: 'open' })]).toEqual([false, false, true, true, true, false, false, false]);
  });

  it('a subscription has a point of P-256 and sixteen bytes, as text of their length', () => {
    const good = { endpoint: 'https://fcm.googleapis.com/x', p256dh: `B${'a'.repeat(86)}`, auth: 'a'.repeat(22) };
    expect(subscriptionForm.safeParse(good).success).toBe(true);
    for (const wrong of [{ p256dh: `A${'a'.repeat(86)}` }, { p256dh: `B${'a'.repeat(85)}` }, { p256dh: `B${'a'.repeat(85)}+` }, { auth: 'a'.repeat(21) }, { auth: 'a'.repeat(22) + '=' }, { endpoint: '' }, { endpoint: `https://x/${'a'.repeat(1_000)}` }]) expect(subscriptionForm.safeParse({ ...good, ...wrong }).success, JSON.stringify(wrong).slice(0, 40)).toBe(false);
  });
});

describe('what the VNeID team sends', () => {
  const receipt = { receivedAt: '2026-11-24T09:00', receivedBy: 'Nguyễn Văn A', accepted: '3' };
  it('is received at a time that there is, by somebody, so many', () => {
    expect(receiptForm.parse(receipt)).toEqual({ ...receipt, accepted: 3, refused: '', note: '' });
    for (const wrong of [{ receivedAt: '2026-11-31T09:00' }, { receivedAt: '2026-11-24T25:00' }, { receivedAt: '' }, { receivedBy: ' ' }, { receivedBy: 'a\nb' }, { accepted: '' }, { accepted: '-1' }, { accepted: '1.5' }, { accepted: '1e3' }, { accepted: '1000001' }, { note: 'x'.repeat(1_001) }]) expect(receiptForm.safeParse({ ...receipt, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    expect(receiptForm.safeParse({ ...receipt, file: new File([new Uint8Array(2_000_001)], 'a.csv') }).success).toBe(false);
    expect(['0', '1', '10000', '10001', 'x'].map((number) => makeForm.safeParse({ messageId: 'm', number }).success)).toEqual([false, true, true, false, false]);
  });
});
