import type { Db } from '../../../db/client.ts';
import type { ChannelSender } from '../../messaging/index.server.ts';
import { plusMinutes, toInstant, type Clock } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { outsideMessages } from '../messages/outside.ts';
import { addressMessages } from '../messages/outside-address.ts';
import { codeOf } from '../sign-in-code.server.ts';
import { mailStraight } from './mail-straight.server.ts';

interface SendPorts {
  db: Db;
  clock: Clock;
  secret: string;
  timeZone: string;
  mail: ChannelSender;
}
interface CodeMail {
  codeId: string;
  locale: Locale;
}
type Sent = 'sent' | 'not-needed' | 'refused';

/**
 * Mails a code, or tells whoever has the address already that it has an account. A code that was used or has run out is not sent any more.
 * @throws Error when the mail server asks to come again, so that the job does
 */
export async function sendCode({ db, clock, secret, timeZone, mail }: SendPorts, { codeId, locale }: CodeMail): Promise<Sent> {
  const code = await db.selectFrom('sign_in_code').selectAll().where('id', '=', codeId).executeTakeFirst();
  if (!code || code.used_at !== null || code.expires_at <= toInstant(clock.now())) return 'not-needed';
  const account = await db.selectFrom('user_account').select(['full_name', 'account_kind', 'disabled_at']).where('email', '=', code.email).executeTakeFirst();
  if (account?.disabled_at) return 'not-needed';
  const isOfficial = account !== undefined && account.account_kind !== 'SERVICE';
  const words = (of: Locale) => {
    const [t, move] = [outsideMessages.in(of), addressMessages.in(of)];
    const digits = { code: codeOf(secret, codeId), until: defineFormats(of, timeZone).time(code.expires_at) };
    if (code.for_user) return account ? { subject: move('mail.taken-subject'), body: move('mail.taken-body') } : { subject: move('mail.subject'), body: move('mail.body', digits) };
    return isOfficial ? { subject: t('mail.official-subject'), body: t('mail.official-body') } : { subject: t('mail.subject'), body: t('mail.body', digits) };
  };
  const reason = code.for_user ? addressMessages.both('mail.reason') : outsideMessages.both('mail.reason');
  return mailStraight(mail, { id: code.id, address: code.email, fullName: account?.full_name ?? code.email, locale, takenAt: clock.now().toISOString(), notAfter: code.expires_at, reason, words, link: isOfficial ? '/' : '/contests' });
}

const hoursToTell = 24;

/** Tells the address from which an account has moved, so that its owner notices when it was not she who moved it. @throws Error when the mail server asks to come again */
export async function tellOldAddress({ db, clock, timeZone, mail }: SendPorts, { codeId, locale }: CodeMail): Promise<Sent> {
  const row = await db.selectFrom('sign_in_code as s').innerJoin('user_account as u', 'u.id', 's.for_user').select(['s.old_email', 's.used_at', 'u.full_name']).where('s.id', '=', codeId).executeTakeFirst();
  if (!row?.old_email || !row.used_at) return 'not-needed';
  const { old_email: address, used_at: movedAt, full_name: fullName } = row;
  const words = (of: Locale) => ({ subject: addressMessages.in(of)('told.subject'), body: addressMessages.in(of)('told.body', { at: defineFormats(of, timeZone).moment(movedAt) }) });
  return mailStraight(mail, { id: `${codeId}.moved`, address, fullName, locale, takenAt: clock.now().toISOString(), notAfter: plusMinutes(clock.now(), hoursToTell * 60), reason: addressMessages.both('told.reason'), words, link: '/contests' });
}
