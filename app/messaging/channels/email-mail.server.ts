import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SendMailOptions } from 'nodemailer';
import type { Env } from '../../platform/env.ts';
import { mailAddressOf } from '../../platform/mail-env.ts';
import type { Letter } from '../sender.ts';
import { unsubscribeToken } from '../unsubscribe-token.server.ts';
import { headerLine, renderMail } from './email-content.ts';
import { letterLink } from './letter-link.server.ts';
import { listHeaders, messageIdOf, signedHeaders } from './email-headers.ts';
import { composeMail } from './email-mime.server.ts';

/** What a mail channel needs of the environment. */
export type MailEnv = Pick<Env, 'baseUrl' | 'DATA_DIR' | 'TZ_DISPLAY' | 'SMTP_URL' | 'SMTP_PER_SECOND' | 'MAIL_FROM' | 'UNSUBSCRIBE_MAILTO' | 'DKIM_DOMAIN' | 'DKIM_SELECTOR' | 'DKIM_KEY_FILE'>;

/** Builds the whole mail of a letter for an address that has been checked. */
export function buildMail(env: MailEnv, secret: string, letter: Letter, address: string): SendMailOptions {
  const from = mailAddressOf(env.MAIL_FROM ?? '') ?? { name: 'Học 06', address: 'hoc06@localhost.localdomain' };
  const domain = from.address.split('@')[1] ?? 'localhost.localdomain';
  const claim = { deliveryId: letter.deliveryId, userId: letter.recipient.id, topic: letter.topic };
  const url = letter.isDuty ? null : `${env.baseUrl}/unsubscribe/${unsubscribeToken(secret, claim)}`;
  const messageId = messageIdOf(letter.deliveryId, domain);
  const mail = {
    ...renderMail(letter, { baseUrl: env.baseUrl, unsubscribeUrl: url, link: letterLink(letter, env.baseUrl, secret) }),
    from: { name: headerLine(from.name, 100), address: from.address },
    to: { name: headerLine(letter.recipient.fullName, 100), address },
    messageId,
    date: new Date(letter.takenAt),
    headers: listHeaders(letter, domain, url ? { url, mailto: env.UNSUBSCRIBE_MAILTO } : null),
  };
  // The envelope never comes from the headers: one letter goes to one person.
  return { raw: composeMail(mail, letter.deliveryId), messageId, envelope: { from: from.address, to: address }, disableFileAccess: true, disableUrlAccess: true };
}

/**
 * The key that signs every mail, read once.
 * @throws Error with one sentence when the file cannot sign: an unsigned mail would go out without anybody noticing
 */
export function signingKey(env: MailEnv): { domainName: string; keySelector: string; privateKey: string; headerFieldNames: string } | undefined {
  if (!env.DKIM_DOMAIN || !env.DKIM_SELECTOR || !env.DKIM_KEY_FILE) return undefined;
  const privateKey = readKeyFile(env.DKIM_KEY_FILE);
  return { domainName: env.DKIM_DOMAIN, keySelector: env.DKIM_SELECTOR, privateKey, headerFieldNames: signedHeaders };
}

function readKeyFile(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`DKIM_KEY_FILE: ${file} cannot be read`, { cause });
  }
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 1024) return text;
  } catch (cause) {
    throw new Error(`DKIM_KEY_FILE: ${file} holds no private key in PEM form`, { cause });
  }
  throw new Error(`DKIM_KEY_FILE: ${file} must hold an RSA key of at least 1024 bits`);
}
