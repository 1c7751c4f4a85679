import { createPrivateKey, type KeyObject } from 'node:crypto';
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
import { signMail, type SigningKey } from './email-signature.server.ts';

/** What a mail channel needs of the environment. */
export type MailEnv = Pick<Env, 'baseUrl' | 'DATA_DIR' | 'TZ_DISPLAY' | 'SMTP_URL' | 'SMTP_PER_SECOND' | 'SMTP_IN_DOUBT' | 'MAIL_FROM' | 'UNSUBSCRIBE_MAILTO' | 'DKIM_DOMAIN' | 'DKIM_SELECTOR' | 'DKIM_KEY_FILE'>;

/** What nodemailer sends as it stands. */
export type WholeMail = SendMailOptions & { raw: Buffer };

/** Builds the whole mail of a letter for an address that has been checked, without a signature. */
export function buildMail(env: MailEnv, secret: string, letter: Letter, address: string): WholeMail {
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

/** Builds the whole mail of a letter as it goes over the wire, signed when this installation signs. @throws UnfitBody */
export async function makeMail(env: MailEnv, secret: string, letter: Letter, address: string, key: SigningKey | undefined): Promise<WholeMail> {
  const mail = buildMail(env, secret, letter, address);
  return key ? { ...mail, raw: await signMail(mail.raw, key, signedHeaders) } : mail;
}

/**
 * The key that signs every mail, read once.
 * @throws Error with one sentence when the file cannot sign: an unsigned mail would go out without anybody noticing
 */
export function signingKey(env: MailEnv): SigningKey | undefined {
  if (!env.DKIM_DOMAIN || !env.DKIM_SELECTOR || !env.DKIM_KEY_FILE) return undefined;
  return { domain: env.DKIM_DOMAIN, selector: env.DKIM_SELECTOR, key: readKeyFile(env.DKIM_KEY_FILE) };
}

function readKeyFile(file: string): KeyObject {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`DKIM_KEY_FILE: ${file} cannot be read`, { cause });
  }
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 1024) return key;
  } catch (cause) {
    throw new Error(`DKIM_KEY_FILE: ${file} holds no private key in PEM form`, { cause });
  }
  throw new Error(`DKIM_KEY_FILE: ${file} must hold an RSA key of at least 1024 bits`);
}
