import type { Env } from '../../platform/env.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { smsSize } from '../rules/sms-segments.ts';
import type { ChannelSender, Letter, SendOutcome } from '../sender.ts';
import { letterLink } from './letter-link.server.ts';
import { personal } from './plain-words.ts';
import { callProvider, fieldOf, outcomeOfAnswer } from './provider-call.server.ts';

export type SmsEnv = Pick<Env, 'SMS_URL' | 'SMS_TOKEN' | 'SMS_BRANDNAME' | 'SMS_PER_SECOND' | 'baseUrl'>;

/** SMS through a gateway that knows our reference (contract: docs/decisions/0016). What may have been sent is asked for before it is sent again. */
export function createSmsSender(env: SmsEnv, secret: string, wholeMs = 20_000): ChannelSender {
  const headers = { authorization: `Bearer ${env.SMS_TOKEN ?? ''}`, accept: 'application/json' };
  const at = (path: string) => `${(env.SMS_URL ?? '').replace(/\/$/, '')}${path}`;

  async function isKnown(letter: Letter): Promise<SendOutcome | null> {
    const asked = await callProvider({ url: at(`/messages/by-reference/${letter.deliveryId}`), method: 'GET', headers, wholeMs });
    if (asked.kind === 'answer' && asked.status === 404) return null;
    if (asked.kind === 'answer' && asked.status === 200) return { kind: 'accepted', providerId: fieldOf(asked.body, 'id') };
    const outcome = outcomeOfAnswer(asked);
    // Whatever keeps us from knowing, the first call's fate stays open; only a broken way shuts the channel.
    return { kind: 'uncertain', reason: 'reason' in outcome ? outcome.reason : 'unknown' };
  }

  async function send(letter: Letter): Promise<SendOutcome> {
    const to = mobileNumber(letter.address);
    if (!to) return { kind: 'refused', reason: 'there is no mobile number' };
    if (!letter.content.sms) return { kind: 'refused', reason: 'the message has no text for SMS' };
    const known = letter.wasUncertain ? await isKnown(letter) : null;
    if (known) return known;
    const text = normaliseText(personal(letter.content.sms, letter, letterLink(letter, env.baseUrl, secret)));
    const body = JSON.stringify({ reference: letter.deliveryId, to, brandname: env.SMS_BRANDNAME, text, encoding: smsSize(text).encoding });
    const answer = await callProvider({ url: at('/messages'), method: 'POST', headers, body, wholeMs });
    // 409: the gateway has this reference already.
    if (answer.kind === 'answer' && (answer.status === 202 || answer.status === 409)) return { kind: 'accepted', providerId: fieldOf(answer.body, 'id') };
    return outcomeOfAnswer(answer);
  }
  return { channel: 'SMS', concurrency: 4, perSecond: env.SMS_PER_SECOND, send };
}
