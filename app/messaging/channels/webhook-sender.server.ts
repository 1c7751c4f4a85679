import { createHmac } from 'node:crypto';
import type { Clock, Instant } from '../../platform/clock.ts';
import type { Env } from '../../platform/env.ts';
import type { ChannelSender, Letter, SendOutcome } from '../sender.ts';
import { callProvider, outcomeOfAnswer } from './provider-call.server.ts';
import { webhookEvent } from './webhook-event.ts';

export type WebhookEnv = Pick<Env, 'WEBHOOK_URL' | 'WEBHOOK_SECRET' | 'WEBHOOK_PER_SECOND' | 'baseUrl'>;

/** Hands notices to another system of the province, signed as Standard Webhooks wants it. The receiver knows a repeated call by its webhook-id. */
export function createWebhookSender(env: WebhookEnv, clock: Clock, wholeMs = 10_000): ChannelSender {
  async function send(letter: Letter): Promise<SendOutcome> {
    const body = JSON.stringify(webhookEvent(letter, env.baseUrl));
    const headers = webhookHeaders(env.WEBHOOK_SECRET ?? '', letter.deliveryId, clock.now().toISOString(), body);
    const answer = await callProvider({ url: env.WEBHOOK_URL ?? '', method: 'POST', headers, body, wholeMs });
    if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) return { kind: 'accepted', providerId: null, isFinal: true };
    return outcomeOfAnswer(answer);
  }
  return { channel: 'WEBHOOK', concurrency: 4, perSecond: env.WEBHOOK_PER_SECOND ?? null, send };
}

/** The three headers of Standard Webhooks. */
export function webhookHeaders(secret: string, id: string, at: Instant, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(at) / 1_000));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': webhookSignature(secret, id, timestamp, body) };
}

/** `v1,` and the HMAC-SHA-256 in base64 over id, time and body. A secret that starts with whsec_ is base64 behind it. */
export function webhookSignature(secret: string, id: string, timestamp: string, body: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
