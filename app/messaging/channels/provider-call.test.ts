import { describe, expect, it } from 'vitest';
import { fieldOf, outcomeOfAnswer, type ProviderAnswer } from './provider-call.server.ts';
import { webhookSignature } from './webhook-sender.server.ts';

const answered = (status: number, more: Partial<Extract<ProviderAnswer, { kind: 'answer' }>> = {}): ProviderAnswer => ({ kind: 'answer', status, body: null, ...more });
const fault = (code: string, began: boolean): ProviderAnswer => ({ kind: 'fault', code, began });

describe('what a call without a good answer means', () => {
  it.each<[number, string]>([
    // It was refused: this letter, for ever.
    [400, 'refused'], [405, 'refused'], [409, 'refused'], [410, 'refused'], [413, 'refused'], [422, 'refused'], [451, 'refused'],
    // Nobody gets through: the channel waits.
    [301, 'channel-down'], [302, 'channel-down'], [307, 'channel-down'], [401, 'channel-down'], [402, 'channel-down'], [403, 'channel-down'], [404, 'channel-down'],
    // Not now.
    [429, 'later'], [503, 'later'],
    // It may have been sent: whoever can ask asks before it is sent again.
    [0, 'uncertain'], [200, 'uncertain'], [204, 'uncertain'], [500, 'uncertain'], [502, 'uncertain'], [504, 'uncertain'], [599, 'uncertain'],
  ])('HTTP %i is %s', (status, kind) => expect(outcomeOfAnswer(answered(status))).toEqual({ kind, reason: `HTTP ${status}` }));

  it.each<[string, boolean, string]>([
    ['ECONNREFUSED', false, 'later'], ['ENOTFOUND', false, 'later'], ['TIMEOUT', false, 'later'],
    ['ECONNRESET', true, 'uncertain'], ['TIMEOUT', true, 'uncertain'],
    ['CERT_HAS_EXPIRED', true, 'channel-down'], ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'channel-down'], ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'channel-down'], ['EPROTO', true, 'channel-down'],
  ])('%s (begun: %s) is %s', (code, began, kind) => expect(outcomeOfAnswer(fault(code, began))).toEqual({ kind, reason: code }));

  it('keeps the pause that was asked for where there is one, and only there', () => {
    expect(outcomeOfAnswer(answered(429, { retryAfterSeconds: 0 }))).toMatchObject({ kind: 'later', retryAfterSeconds: 0 });
    expect(outcomeOfAnswer(answered(503, { retryAfterSeconds: 30 }))).toMatchObject({ retryAfterSeconds: 30 });
    expect(outcomeOfAnswer(answered(500, { retryAfterSeconds: 30 }))).not.toHaveProperty('retryAfterSeconds');
  });
});

describe('a field of an answer', () => {
  it.each<[unknown, string | null]>([
    [{ id: 'a' }, 'a'], [{ id: 0 }, '0'], [{ id: -124 }, '-124'], [{ id: '' }, ''], [{ id: 'x'.repeat(300) }, 'x'.repeat(200)],
    [{ id: null }, null], [{ id: true }, null], [{ id: ['a'] }, null], [{ id: { toString: 'a' } }, null], [{}, null], [null, null], ['id', null], [[], null], [7, null],
  ])('of %j is %j', (body, value) => expect(fieldOf(body, 'id')).toBe(value));

  it('is never one that the answer did not hold', () => {
    for (const name of ['constructor', '__proto__', 'toString']) expect(fieldOf({}, name)).toBeNull();
  });
});

describe('the signature of a webhook', () => {
  it('is that of the published example, with the secret in base64', () => {
    expect(webhookSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('differs by every part, so that none can be moved into another', () => {
    const signed = [['s', 'a', '1', 'b'], ['t', 'a', '1', 'b'], ['s', 'a', '2', 'b'], ['s', 'a', '1', 'c'], ['s', 'b', '1', 'b'], ['s', 'a.1', '1', 'b']].map(([secret = '', id = '', at = '', body = '']) => webhookSignature(secret, id, at, body));
    expect(new Set(signed).size).toBe(signed.length);
  });
});
