import type { Db } from '../../../db/client.ts';
import type { ChannelSender } from '../../messaging/index.server.ts';
import { toInstant, type Clock } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { codeOf } from '../sign-in-code.server.ts';

interface SendPorts {
  db: Db;
  clock: Clock;
  secret: string;
  timeZone: string;
  mail: ChannelSender;
}

/**
 * Mails a code, or tells an official to use her own account. A code that was used or has run out is not sent any more.
 * @throws Error when the mail server asks to come again, so that the job does
 */
export async function sendCode({ db, clock, secret, timeZone, mail }: SendPorts, { codeId, locale }: { codeId: string; locale: Locale }): Promise<'sent' | 'not-needed' | 'refused'> {
  const code = await db.selectFrom('sign_in_code').selectAll().where('id', '=', codeId).executeTakeFirst();
  if (!code || code.used_at !== null || code.expires_at <= toInstant(clock.now())) return 'not-needed';
  const account = await db.selectFrom('user_account').select(['full_name', 'account_kind', 'disabled_at']).where('email', '=', code.email).executeTakeFirst();
  if (account?.disabled_at) return 'not-needed';
  const isOfficial = account !== undefined && account.account_kind !== 'SERVICE';
  const words = (of: Locale) => {
    const t = messages.in(of);
    if (isOfficial) return { subject: t('mail.official-subject'), body: t('mail.official-body') };
    return { subject: t('mail.subject'), body: t('mail.body', { code: codeOf(secret, code.id), until: defineFormats(of, timeZone).time(code.expires_at) }) };
  };
  const outcome = await mail.send({
    deliveryId: code.id,
    messageId: code.id,
    channel: 'EMAIL',
    address: code.email,
    recipient: { id: code.id, fullName: account?.full_name ?? code.email, unitName: null, locale },
    topic: 'CONTEST',
    isDuty: true,
    isDrill: false,
    urgency: 'URGENT',
    notAfter: code.expires_at,
    isCampaign: false,
    correctsId: null,
    reason: messages.both('mail.reason'),
    content: { vi: words('vi'), en: words('en'), link: isOfficial ? '/' : '/contests' },
    wasUncertain: false,
  });
  if (outcome.kind === 'later' || outcome.kind === 'channel-down') throw new Error(outcome.reason);
  return outcome.kind === 'refused' ? 'refused' : 'sent';
}
