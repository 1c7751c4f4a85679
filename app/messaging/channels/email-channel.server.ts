import type { Clock } from '../../platform/clock.ts';
import type { ChannelSender } from '../sender.ts';
import { createFileSender } from './email-files.server.ts';
import type { MailEnv } from './email-mail.server.ts';
import { createEmailSender } from './email-sender.server.ts';

/** The mail channel of this installation: its mail server, or files when it has none. */
export function createMailChannel(env: MailEnv, secret: string, clock: Clock): ChannelSender {
  return env.SMTP_URL ? createEmailSender(env, secret) : createFileSender(env, secret, clock);
}
