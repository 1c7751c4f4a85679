import { Readable } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { isLoopback, readMailServer, type MailServer } from '../../platform/mail-env.ts';
import { checkAddress } from '../rules/mail-address.ts';
import type { ChannelSender, Letter, SendOutcome } from '../sender.ts';
import { UnfitBody } from './email-content.ts';
import { makeMail, signingKey, type MailEnv, type WholeMail } from './email-mail.server.ts';
import { outcomeOf, withoutPassword, type MailFault } from './email-outcome.ts';
import { offersUtf8 } from './email-utf8.server.ts';

/** What may be changed in tests; the defaults are for a mail server of an authority. */
export interface EmailTuning {
  connections?: number;
  connectMs?: number;
  silenceMs?: number;
  /** A whole call may take this long; a server that trickles its answers never falls silent. */
  wholeMs?: number;
}

/** What is told of one call. */
interface Attempt {
  lastByte: () => Promise<void>;
  /** The server has been given all of the mail, or is being given it: from here on it may have been taken. */
  isWhole: boolean;
}

/**
 * Sends mail through the server that SMTP_URL names, over pooled connections.
 * @throws Error at start when the server or the signing key cannot be used
 */
export function createEmailSender(env: MailEnv, secret: string, tuning: EmailTuning = {}): ChannelSender {
  const server = readMailServer(env.SMTP_URL ?? '');
  if (typeof server === 'string') throw new Error(`SMTP_URL: ${server}`);
  const { auth } = server;
  const options = poolOptions(server, tuning);
  const key = signingKey(env);
  const transport = createTransport(options);
  transport.use('stream', (mail, done) => {
    const { raw, attempt } = mail.data as unknown as WholeMail & { attempt: Attempt };
    mail.message.createReadStream = () => Readable.from(bytesOf(raw, attempt), { objectMode: false });
    done();
  });
  const takesUtf8 = offersUtf8(options);

  async function send(letter: Letter, lastByte = async () => {}): Promise<SendOutcome> {
    const checked = checkAddress(letter.address);
    if (!checked.ok) return { kind: 'refused', reason: checked.reason };
    const attempt: Attempt = { lastByte, isWhole: false };
    // Not AbortSignal.timeout: that one would keep each mail of the last 80 seconds in memory.
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), tuning.wholeMs ?? 80_000);
    try {
      if (checked.needsUtf8 && !(await takesUtf8())) return { kind: 'refused', reason: 'the mail server takes no address with such letters before the @ (SMTPUTF8)' };
      const mail = await makeMail(env, secret, letter, checked.address, key);
      const taken = await transport.sendMail({ ...mail, attempt, signal: patience.signal } as SendMailOptions);
      return { kind: 'accepted', providerId: taken.response.slice(0, 200) };
    } catch (error) {
      if (error instanceof UnfitBody) return { kind: 'refused', reason: error.message };
      return outcomeOf(withoutPassword(error as MailFault, auth), attempt.isWhole);
    } finally {
      clearTimeout(timer);
    }
  }
  return { channel: 'EMAIL', concurrency: options.maxConnections ?? 1, perSecond: env.SMTP_PER_SECOND ?? null, inDoubt: env.SMTP_IN_DOUBT, send, close: async () => transport.close() };
}

/** A mail up to its end, which is what the server waits for before it takes it. */
async function* bytesOf(raw: Buffer, attempt: Attempt): AsyncGenerator<Buffer> {
  yield raw;
  await attempt.lastByte();
  attempt.isWhole = true;
}

function poolOptions(server: MailServer, tuning: EmailTuning): SMTPPoolOptions & { pool: true } {
  const { host, port, secure, tlsOff, auth } = server;
  return {
    pool: true,
    host,
    port,
    secure,
    ...(auth ? { auth } : {}),
    // Off this machine TLS is a must: a server that suddenly offers none is a server in the middle.
    ...(tlsOff ? { ignoreTLS: true } : secure || isLoopback(host) ? {} : { requireTLS: true }),
    tls: { minVersion: 'TLSv1.2' },
    maxConnections: tuning.connections ?? 8,
    maxMessages: 500,
    // The ledger decides about a second try. A pool that sends again by itself would double mails.
    maxRequeues: 0,
    connectionTimeout: tuning.connectMs ?? 15_000,
    greetingTimeout: tuning.connectMs ?? 15_000,
    socketTimeout: tuning.silenceMs ?? 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
