import type { Instant } from '../platform/clock.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import type { Channel, Urgency } from './rules/channels.ts';
import type { MessageContent } from './forms/content.ts';

/** One delivery as a channel gets it: whom, what, and our reference. No transaction is open while it is sent. */
export interface Letter {
  /** The delivery's id: Message-ID, idempotency key or reference at the provider. The same on every try. */
  deliveryId: string;
  messageId: string;
  channel: Channel;
  address: string | null;
  recipient: { id: string; fullName: string; unitName: string | null; locale: 'vi' | 'en' };
  topic: string;
  isDuty: boolean;
  isDrill: boolean;
  urgency: Urgency;
  /** When it was taken for sending, by the program's clock: what a channel writes as its date. */
  takenAt: Instant;
  /** Nobody wants it any more after this. */
  notAfter: Instant;
  /** Written by a campaign: who follows its link is of interest. */
  isCampaign: boolean;
  correctsId: string | null;
  /** Why this person gets this message, in words. */
  reason: Localised;
  content: MessageContent;
  /** What the words hold for this reader alone. */
  variables?: Readonly<Record<string, string>>;
  /** Somebody without an account: name and address, sealed until a channel sends. Her mail speaks to a citizen and leads to no page that asks her to sign in. */
  outside?: string;
  /** The process died after an earlier call had begun: a channel that can ask its provider does so first. */
  wasUncertain: boolean;
}

/** What came of one call. */
export type SendOutcome =
  /** The provider took it. `isFinal` when taking is delivering (in-app). */
  | { kind: 'accepted'; providerId: string | null; isFinal?: boolean }
  /** Not now: throttled or a passing fault. */
  | { kind: 'later'; reason: string; retryAfterSeconds?: number }
  /** Never to this address; `suppress` when the address itself is bad (hard bounce). */
  | { kind: 'refused'; reason: string; suppress?: boolean }
  /** Nobody can know whether it was sent (time-out after the call began). */
  | { kind: 'uncertain'; reason: string }
  /** The channel itself is out of order (wrong credentials, TLS): nothing more is tried through it for a while. */
  | { kind: 'channel-down'; reason: string };

/** A way to send. One per channel; made from the environment at start. */
export interface ChannelSender {
  channel: Channel;
  /** How many calls may run at once. */
  concurrency: number;
  /** Calls a second that the provider allows; null for no limit. */
  perSecond: number | null;
  /**
   * How many calls may stand between their last byte and their answer at once, that is how many a killed process may double. Without it nothing is kept apart:
   * the provider knows a second call by our reference, or the second takes the place of the first.
   */
  inDoubt?: number;
  /** @param lastByte to be waited for before the provider can take the letter; without it nothing is waited for */
  send(letter: Letter, lastByte?: () => Promise<void>): Promise<SendOutcome>;
  close?(): Promise<void>;
}
