import type { Env } from '../../platform/env.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import type { ChannelSender, Letter, SendOutcome } from '../sender.ts';
import { letterLink } from './letter-link.server.ts';
import { personal } from './plain-words.ts';
import { callProvider, fieldOf, outcomeOfAnswer, type ProviderAnswer } from './provider-call.server.ts';

export type ZaloEnv = Pick<Env, 'ZALO_URL' | 'ZALO_TOKEN' | 'ZALO_PER_SECOND' | 'baseUrl'>;

/** Zalo answers 200 to everything; these codes say what it means (contract: docs/decisions/0016). */
const codes: Record<string, 'down' | 'later' | 'number' | 'known'> = { '-124': 'down', '-216': 'down', '-115': 'down', '-32': 'later', '-211': 'later', '-118': 'number', '-119': 'number', '-108': 'number', '-155': 'known' };

/** Notices of an official account through templates that Zalo has approved; the tracking id is the delivery's id. */
export function createZaloSender(env: ZaloEnv, secret: string, wholeMs = 20_000): ChannelSender {
  const headers = { access_token: env.ZALO_TOKEN ?? '', accept: 'application/json' };
  const at = (path: string) => `${(env.ZALO_URL ?? '').replace(/\/$/, '')}${path}`;

  async function isKnown(letter: Letter): Promise<SendOutcome | null> {
    const asked = await callProvider({ url: at(`/message/status?tracking_id=${letter.deliveryId}`), method: 'GET', headers, wholeMs });
    const code = asked.kind === 'answer' && asked.status === 200 ? fieldOf(asked.body, 'error') : null;
    if (code === '0') return { kind: 'accepted', providerId: idIn(asked) };
    return code === '-404' ? null : { kind: 'uncertain', reason: `asked for ${letter.deliveryId}: ${code ?? 'no answer'}` };
  }

  async function send(letter: Letter): Promise<SendOutcome> {
    const phone = mobileNumber(letter.address);
    if (!phone) return { kind: 'refused', reason: 'there is no mobile number' };
    const { zalo } = letter.content;
    if (!zalo) return { kind: 'refused', reason: 'the message has no template for Zalo' };
    const known = letter.wasUncertain ? await isKnown(letter) : null;
    if (known) return known;
    const data = Object.fromEntries(Object.entries(zalo.parameters).map(([name, value]) => [name, personal(value, letter, letterLink(letter, env.baseUrl, secret))]));
    const body = JSON.stringify({ phone: phone.slice(1), template_id: zalo.templateId, template_data: data, tracking_id: letter.deliveryId });
    return outcomeOf(await callProvider({ url: at('/message/template'), method: 'POST', headers, body, wholeMs }));
  }
  return { channel: 'ZALO', concurrency: 4, perSecond: env.ZALO_PER_SECOND ?? null, send };
}

function outcomeOf(answer: ProviderAnswer): SendOutcome {
  if (answer.kind === 'fault' || answer.status !== 200) return outcomeOfAnswer(answer);
  const code = fieldOf(answer.body, 'error');
  const reason = `Zalo ${code ?? 'without a code'}: ${fieldOf(answer.body, 'message') ?? ''}`.trim();
  if (code === null) return { kind: 'uncertain', reason };
  if (code === '0' || codes[code] === 'known') return { kind: 'accepted', providerId: idIn(answer) };
  if (codes[code] === 'down') return { kind: 'channel-down', reason };
  if (codes[code] === 'later') return { kind: 'later', reason };
  return codes[code] === 'number' ? { kind: 'refused', reason, suppress: true } : { kind: 'refused', reason };
}

function idIn(answer: ProviderAnswer): string | null {
  return answer.kind === 'answer' ? fieldOf((answer.body as { data?: unknown } | null)?.data, 'msg_id') : null;
}
