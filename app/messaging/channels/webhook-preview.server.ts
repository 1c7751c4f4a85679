import type { Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { letterOf, type Draft } from './message-preview.ts';
import { webhookEvent } from './webhook-event.ts';
import { webhookHeaders } from './webhook-sender.server.ts';

/** A key that everybody may know: receivers try their check with it. What is signed with it is worth nothing to a receiver at work. */
export const trialKey = 'whsec_aG9jMDYga2hvw6EgdGjhu60sIGtow7RuZyBiw60gbeG6rXQ=';
/** Stands where each delivery and its message have ids of their own. */
const noId = '00000000-0000-7000-8000-000000000000';

export interface WebhookShown {
  /** Where it goes, without the path, which may be a secret; null while no address is configured. */
  origin: string | null;
  headers: [name: string, value: string][];
  /** The body to the letter. */
  body: string;
}

/** The very call that is made for one reader, signed with the trial key: a signature of the real one would let whoever writes a message send it by herself. */
export function previewWebhook(draft: Draft, locale: Locale, { baseUrl, webhookUrl, at }: { baseUrl: string; webhookUrl: string | undefined; at: Instant }): WebhookShown {
  const body = JSON.stringify(webhookEvent({ ...letterOf(draft, locale), channel: 'WEBHOOK', deliveryId: noId, messageId: noId }, baseUrl));
  return { origin: webhookUrl ? new URL(webhookUrl).origin : null, headers: Object.entries(webhookHeaders(trialKey, noId, at, body)), body };
}
