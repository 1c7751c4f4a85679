import { createHmac, timingSafeEqual } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { fakeProvider, type Asked } from '../../../tests/support/fake-provider.ts';
import { letterOf } from '../../../tests/world/letters.ts';
import { readEnv } from '../../platform/env.ts';
import { createWebhookSender } from './webhook-sender.server.ts';

const secret = `whsec_${Buffer.from('a key of thirty-two letters long').toString('base64')}`;
const envOf = (url: string) => readEnv({ BASE_URL: 'https://hoc06.vi-du.vn', WEBHOOK_URL: url, WEBHOOK_SECRET: secret });
const fiveMinutes = 300;

/** A receiver as the standard describes it, written by somebody who knows nothing of our code: it drops what is old, altered or known already. */
function receiver(now: () => Date, key = secret) {
  const seen = new Set<string>();
  return ({ headers, body }: Pick<Asked, 'headers' | 'body'>): 'taken' | 'known' | 'old' | 'forged' => {
    const [id = '', at = '', signatures = ''] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''));
    if (Math.abs(now().getTime() / 1_000 - Number(at)) > fiveMinutes) return 'old';
    const own = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64')).update(`${id}.${at}.${body}`).digest();
    const given = signatures.split(' ').flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []));
    if (!given.some((one) => one.length === own.length && timingSafeEqual(one, own))) return 'forged';
    if (seen.has(id)) return 'known';
    seen.add(id);
    return 'taken';
  };
}

/** Sends a letter and hands back the call as it stood on the wire. */
async function sent(clock = testClock(), changes: Parameters<typeof letterOf>[0] = {}, times = 1): Promise<Asked[]> {
  await using provider = await fakeProvider(() => ({ status: 204 }));
  for (let time = 0; time < times; time += 1) {
    await createWebhookSender(envOf(provider.url), clock).send(letterOf({ channel: 'WEBHOOK', ...changes }));
    clock.pass({ minutes: 1 });
  }
  return [...provider.asked];
}

describe('what another system gets', () => {
  it('is taken once; a call that is made again, and one that somebody recorded and plays back, are known', async () => {
    const clock = testClock();
    const take = receiver(() => clock.now());
    const [first, again] = await sent(clock, { wasUncertain: true }, 2);
    expect([take(first as Asked), take(again as Asked), take(first as Asked)]).toEqual(['taken', 'known', 'known']);
    expect(first?.headers['webhook-timestamp']).not.toBe(again?.headers['webhook-timestamp']);
  });

  it('is too old after five minutes, and cannot be made young by another time', async () => {
    const clock = testClock();
    const [call] = await sent(clock) as [Asked];
    clock.pass({ minutes: 6 });
    expect(receiver(() => clock.now())(call)).toBe('old');
    const younger = { ...call, headers: { ...call.headers, 'webhook-timestamp': String(Math.floor(clock.now().getTime() / 1_000)) } };
    expect(receiver(() => clock.now())(younger)).toBe('forged');
  });

  it.each<[string, (call: Asked) => Partial<Asked>]>([
    ['another body', ({ body }) => ({ body: body.replace('"is_drill":false', '"is_drill":true') })],
    ['another id', ({ headers }) => ({ headers: { ...headers, 'webhook-id': '0193f0a0-0000-7000-8000-00000000000f' } })],
    ['a space more', ({ body }) => ({ body: `${body} ` })],
    ['no signature', ({ headers }) => ({ headers: { ...headers, 'webhook-signature': '' } })],
    ['a signature of another kind', ({ headers }) => ({ headers: { ...headers, 'webhook-signature': String(headers['webhook-signature']).replace('v1,', 'v0,') } })],
    ['half a signature', ({ headers }) => ({ headers: { ...headers, 'webhook-signature': String(headers['webhook-signature']).slice(0, 20) } })],
  ])('is forged with %s', async (_what, change) => {
    const clock = testClock();
    const [call] = await sent(clock) as [Asked];
    const forged = { ...call, ...change(call) };
    expect(forged).not.toEqual(call);
    expect(receiver(() => clock.now())(forged)).toBe('forged');
  });

  it('is forged for whoever has another key', async () => {
    const clock = testClock();
    const [call] = await sent(clock) as [Asked];
    expect(receiver(() => clock.now(), `whsec_${Buffer.from('another key of thirty-two letters').toString('base64')}`)(call)).toBe('forged');
  });

  it('speaks the language of its words, not of its reader, where those differ', async () => {
    const reader = { ...letterOf().recipient, locale: 'en' as const };
    const bodyOf = async (content: Parameters<typeof letterOf>[0]) => JSON.parse((await sent(testClock(), { recipient: reader, ...content }))[0]?.body ?? '') as { subject: string };
    expect((await bodyOf({ content: { vi: { subject: 'Gửi {{ten}}', body: 'x' } } })).subject).toBe('Gửi Anh/Chị');
    expect((await bodyOf({ content: { vi: { subject: 'Gửi {{ten}}', body: 'x' }, en: { subject: 'For {{ ten }}', body: 'x' } } })).subject).toBe('For you');
    expect((await bodyOf({ variables: { phut: '15' }, content: { vi: { subject: 'Còn {{phut}} phút', body: 'x' } } })).subject).toBe('Còn 15 phút');
  });

  it('says what it is about without a name, an address or a number of anybody', async () => {
    const letter = letterOf({ channel: 'WEBHOOK', address: 'thuy.duong@vi-du.vn', isDrill: true, content: { vi: { subject: 'Gửi {{ten}}', body: 'Ở {{don_vi}}' } } });
    const [call] = await sent(testClock(), letter) as [Asked];
    expect(call.body).not.toMatch(/Thuỳ|Dương|thuy\.duong|Hoa Lư|vi-du\.vn.*@/);
    expect(JSON.parse(call.body)).toMatchObject({ subject: '[DIỄN TẬP] Gửi Anh/Chị', body: 'Ở đơn vị của Anh/Chị', type: 'message.sent', delivery_id: letter.deliveryId, is_drill: true, corrects_id: null, url: `https://hoc06.vi-du.vn/inbox/${letter.messageId}` });
  });
});
