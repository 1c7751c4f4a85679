import type { ChannelSender } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Locale, Localised } from '../../platform/i18n/messages.ts';

interface StraightMail {
  /** The row that it is about: our reference at the mail server, the same on every try. */
  id: string;
  address: string;
  fullName: string;
  locale: Locale;
  takenAt: Instant;
  notAfter: Instant;
  reason: Localised;
  words: (locale: Locale) => { subject: string; body: string };
  link: string;
}

/**
 * Mails an address that need not belong to an account, past the ledger: what is not worth anything in a queue of campaigns.
 * @throws Error when the mail server asks to come again, so that the job does
 */
export async function mailStraight(mail: ChannelSender, { id, address, fullName, locale, takenAt, notAfter, reason, words, link }: StraightMail): Promise<'sent' | 'refused'> {
  const outcome = await mail.send({
    deliveryId: id,
    messageId: id,
    channel: 'EMAIL',
    address,
    recipient: { id, fullName, unitName: null, locale },
    topic: 'CONTEST',
    isDuty: true,
    isDrill: false,
    urgency: 'URGENT',
    takenAt,
    notAfter,
    isCampaign: false,
    correctsId: null,
    reason,
    content: { vi: words('vi'), en: words('en'), link },
    wasUncertain: false,
  });
  if (outcome.kind === 'later' || outcome.kind === 'channel-down') throw new Error(outcome.reason);
  return outcome.kind === 'refused' ? 'refused' : 'sent';
}
