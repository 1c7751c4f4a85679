import { Agent } from 'node:https';
import webPush from 'web-push';
import type { Db } from '../../../db/client.ts';
import type { Clock, Instant } from '../../platform/clock.ts';
import type { Env } from '../../platform/env.ts';
import { mailAddressOf } from '../../platform/mail-env.ts';
import { noteSent } from '../commands/keep-devices.server.ts';
import { vapidKeys } from '../commands/vapid-keys.server.ts';
import { firstOfChain } from '../queries/message-chain.server.ts';
import { listLiveSubscriptions, type LiveSubscription } from '../queries/push-subscriptions.server.ts';
import { furtherServices, pushEndpoint } from '../rules/push-endpoint.ts';
import type { ChannelSender, Letter, SendOutcome } from '../sender.ts';
import { callProvider } from './provider-call.server.ts';
import { publicLookup } from './public-lookup.server.ts';
import { pushContent } from './push-content.ts';
import { pushOutcome, verdictOf, type PushVerdict } from './push-outcome.ts';

export type PushEnv = Pick<Env, 'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY' | 'VAPID_SUBJECT' | 'PUSH_SERVICES' | 'MAIL_FROM' | 'baseUrl'>;

interface Ports {
  env: PushEnv;
  db: Db;
  clock: Clock;
}

/** Push services keep nothing longer. */
const longestLifeSeconds = 28 * 86_400;
const urgencies = { NORMAL: 'normal', PRIORITY: 'high', URGENT: 'high' } as const;

/**
 * Web push (RFC 8030, 8291, 8292) to every browser in which the recipient takes notices.
 * @param tuning for tests: an agent that leads to a push service of their own, and shorter calls
 */
export function createPushSender({ env, db, clock }: Ports, tuning: { agent?: Agent; wholeMs?: number } = {}): ChannelSender {
  const agent = tuning.agent ?? new Agent({ keepAlive: true, maxSockets: 32, lookup: publicLookup as never });
  const further = furtherServices(env.PUSH_SERVICES);

  async function send(letter: Letter): Promise<SendOutcome> {
    const { publicKey, privateKey } = await vapidKeys(db, env);
    const subscriptions = await listLiveSubscriptions(db, letter.recipient.id);
    const topic = topicOf(await firstOfChain(db, letter));
    const payload = JSON.stringify(pushContent(letter, topic));
    const options = { vapidDetails: { subject: subjectOf(env), publicKey, privateKey }, TTL: lifeSeconds(letter.notAfter, clock), urgency: urgencies[letter.urgency], topic, contentEncoding: 'aes128gcm' } as const;
    const sendTo = async (subscription: LiveSubscription): Promise<PushVerdict> => {
      if (subscription.vapid_key !== publicKey) return { kind: 'gone' };
      if (!pushEndpoint(subscription.endpoint, further)) return { kind: 'refused', reason: 'ENDPOINT' };
      const { headers, body } = webPush.generateRequestDetails({ endpoint: subscription.endpoint, keys: subscription }, payload, options);
      return verdictOf(await callProvider({ url: subscription.endpoint, method: 'POST', headers: plainHeaders(headers), body: body as Buffer, wholeMs: tuning.wholeMs ?? 20_000, agent }));
    };
    const verdicts = await Promise.all(subscriptions.map(sendTo));
    const withVerdict = (kind: PushVerdict['kind']) => subscriptions.filter((_, at) => verdicts[at]?.kind === kind);
    // What the push service has taken is taken, even when the note about it cannot be written now.
    await noteSent(db, { taken: withVerdict('taken'), gone: withVerdict('gone') }, clock.now().toISOString()).catch(() => undefined);
    return pushOutcome(verdicts);
  }
  return { channel: 'PUSH', concurrency: 8, perSecond: null, send, close: async () => agent.destroy() };
}

/** At most 32 letters of base64url, the same for all messages of a chain of corrections. */
export function topicOf(messageId: string): string {
  return messageId.replace(/[^A-Za-z0-9_]/g, '').slice(-32);
}

function lifeSeconds(notAfter: Instant, clock: Clock): number {
  return Math.min(longestLifeSeconds, Math.max(0, Math.floor((Date.parse(notAfter) - clock.now().getTime()) / 1_000)));
}

/** Whom the push service writes to when something is wrong with our notices (RFC 8292). */
function subjectOf({ VAPID_SUBJECT, baseUrl, MAIL_FROM }: PushEnv): string {
  if (VAPID_SUBJECT) return VAPID_SUBJECT;
  return baseUrl.startsWith('https:') ? baseUrl : `mailto:${mailAddressOf(MAIL_FROM ?? '')?.address ?? 'hoc06@localhost.localdomain'}`;
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
