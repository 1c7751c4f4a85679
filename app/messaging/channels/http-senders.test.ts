import { expect, describe, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { fakeProvider, type Asked, type Reaction } from '../../../tests/support/fake-provider.ts';
import { mailReceiver } from '../../../tests/support/mail-receiver.ts';
import { letterOf } from '../../../tests/world/letters.ts';
import { readEnv } from '../../platform/env.ts';
import { configuredChannels } from '../index.server.ts';
import { createSmsSender } from './sms-sender.server.ts';
import { createWebhookSender, webhookSignature } from './webhook-sender.server.ts';
import { createZaloSender } from './zalo-sender.server.ts';

const hostile = 'Thuý","to":"+84900000000"\r\nX-Evil: 1 {{don_vi}} $&';
const letter = (changes: Parameters<typeof letterOf>[0] = {}) => letterOf({ address: '0912345678', recipient: { ...letterOf().recipient, fullName: hostile }, content: { ...letterOf().content, sms: 'Kính gửi {{ten}}', zalo: { templateId: 'T1', parameters: { ten: '{{ten}}' } } }, ...changes });
const envOf = (url: string) => readEnv({ BASE_URL: 'https://hoc06.vi-du.vn', SMS_URL: url, SMS_TOKEN: 'sms-token', SMS_BRANDNAME: 'HOC06', ZALO_URL: url, ZALO_TOKEN: 'zalo-token', WEBHOOK_URL: url, WEBHOOK_SECRET: 'a-secret-of-twenty-four-chars' });
/** A busy machine is not silence: only what is about it waits for so short a time. */
const [patient, hurried] = [10_000, 300];
const senders = {
  sms: (url: string, wholeMs = patient) => createSmsSender(envOf(url), 'test-secret', wholeMs),
  zalo: (url: string, wholeMs = patient) => createZaloSender(envOf(url), 'test-secret', wholeMs),
  webhook: (url: string, wholeMs = patient) => createWebhookSender(envOf(url), testClock(), wholeMs),
};
const kinds = ['sms', 'zalo', 'webhook'] as const;
const good: Record<(typeof kinds)[number], Reaction> = { sms: { status: 202, body: { id: 'p1' } }, zalo: { status: 200, body: { error: 0, data: { msg_id: 'p1' } } }, webhook: { status: 204 } };
const id = letterOf().deliveryId;

describe.each(kinds)('%s', (kind) => {
  it('hands the letter over', async () => {
    await using provider = await fakeProvider(() => good[kind]);
    expect(await senders[kind](provider.url).send(letter())).toMatchObject({ kind: 'accepted', providerId: kind === 'webhook' ? null : 'p1' });
    expect(provider.asked).toHaveLength(1);
    expect(provider.asked[0]?.headers['x-evil']).toBeUndefined();
  });

  it.each<[string, Reaction, object]>([
    ['429', { status: 429, headers: { 'retry-after': '90' } }, { kind: 'later', retryAfterSeconds: 90 }],
    ['503', { status: 503 }, { kind: 'later' }],
    ['500', { status: 500 }, { kind: 'uncertain' }],
    ['wrong credentials', { status: 401 }, { kind: 'channel-down' }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, { kind: 'channel-down' }],
    ['a bad request', { status: 400 }, { kind: 'refused' }],
    ['silence', 'hang', { kind: 'uncertain' }],
    ['a closed connection', 'close', { kind: 'uncertain' }],
  ])('understands %s', async (_what, reaction, outcome) => {
    await using provider = await fakeProvider(() => reaction);
    const came = await senders[kind](provider.url, reaction === 'hang' ? hurried : patient).send(letter());
    expect(came).toMatchObject(outcome);
    expect(JSON.stringify(came)).not.toMatch(/token|secret/);
  });

  it('tries later when nobody listens, and shuts for a certificate that nobody vouches for', async () => {
    expect(await senders[kind]('http://127.0.0.1:1').send(letter())).toMatchObject({ kind: 'later' });
    await using secure = await mailReceiver({ secure: true });
    expect(await senders[kind](`https://127.0.0.1:${secure.port}`).send(letter())).toMatchObject({ kind: 'channel-down' });
  });
});

it.each(['sms', 'zalo'] as const)('%s asks for what may have been sent and does not send it twice', async (kind) => {
  const taken = new Set<string>();
  const react = (asked: Asked): Reaction => {
    if (asked.method === 'POST') {
      taken.add(asked.body);
      return provider.asked.length > 1 ? good[kind] : 'hang';
    }
    const isKnown = taken.size > 0 && asked.path.endsWith(id);
    return kind === 'sms' ? { status: isKnown ? 200 : 404, body: { id: 'p1' } } : { status: 200, body: isKnown ? { error: 0, data: { msg_id: 'p1' } } : { error: -404 } };
  };
  await using provider = await fakeProvider(react);
  expect(await senders[kind](provider.url, hurried).send(letter())).toMatchObject({ kind: 'uncertain' });
  const sender = senders[kind](provider.url);
  expect(await sender.send(letter({ wasUncertain: true }))).toEqual({ kind: 'accepted', providerId: 'p1' });
  expect(provider.asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
  taken.clear();
  await sender.send(letter({ wasUncertain: true }));
  expect(provider.asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'POST']);
});

it('sms does not send while it cannot ask, and takes a duplicate for accepted', async () => {
  await using deaf = await fakeProvider(() => ({ status: 500 }));
  expect(await senders.sms(deaf.url).send(letter({ wasUncertain: true }))).toMatchObject({ kind: 'uncertain' });
  expect(deaf.asked.map(({ method }) => method)).toEqual(['GET']);
  await using double = await fakeProvider(() => ({ status: 409, body: { id: 'p1' } }));
  expect(await senders.sms(double.url).send(letter())).toEqual({ kind: 'accepted', providerId: 'p1' });
});

it('names stay names', async () => {
  await using provider = await fakeProvider(({ path }) => (path === '/messages' ? good.sms : good.zalo));
  await senders.sms(provider.url).send(letter());
  await senders.zalo(provider.url).send(letter());
  const name = 'Thuý","to":"+84900000000" X-Evil: 1 {{don_vi}} $&';
  expect(JSON.parse(provider.asked[0]?.body ?? '')).toEqual({ reference: id, to: '+84912345678', brandname: 'HOC06', text: `Kính gửi ${name}`, encoding: 'UCS2' });
  expect(JSON.parse(provider.asked[1]?.body ?? '')).toEqual({ phone: '84912345678', template_id: 'T1', template_data: { ten: name }, tracking_id: id });
});

it.each([[-124, 'channel-down'], [-211, 'later'], [-118, 'refused'], [-999, 'refused'], [-155, 'accepted'], [undefined, 'uncertain']])('zalo reads code %s behind a 200', async (error, kind) => {
  await using provider = await fakeProvider(() => ({ status: 200, body: { error, message: 'x' } }));
  expect(await senders.zalo(provider.url).send(letter())).toMatchObject({ kind });
});

it('webhooks are signed over id, time and body', async () => {
  await using provider = await fakeProvider(() => good.webhook);
  await senders.webhook(provider.url).send(letter());
  const { headers, body } = provider.asked[0] as Asked;
  expect(headers['webhook-id']).toBe(id);
  expect(headers['webhook-signature']).toBe(webhookSignature('a-secret-of-twenty-four-chars', id, String(headers['webhook-timestamp']), body));
  expect(body).not.toContain('Thuý');
});

it('a channel is there when it is configured, and half a configuration stops the start', () => {
  expect(configuredChannels(readEnv({}))).toEqual(['IN_APP', 'EMAIL']);
  expect(configuredChannels(readEnv({ PUSH: 'on' }))).toEqual(['IN_APP', 'EMAIL', 'PUSH']);
  expect(configuredChannels(envOf('https://vi-du.vn'))).toEqual(['IN_APP', 'EMAIL', 'SMS', 'ZALO', 'WEBHOOK']);
  expect(() => readEnv({ SMS_URL: 'http://vi-du.vn', SMS_TOKEN: 'x' })).toThrow(/SMS_URL: must be an https.*\n.*SMS_BRANDNAME: is needed/);
});
