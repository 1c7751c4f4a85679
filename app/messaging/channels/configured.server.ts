import type { Db } from '../../../db/client.ts';
import { isPushOn } from '../../platform/channel-env.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Env } from '../../platform/env.ts';
import type { Channel } from '../rules/channels.ts';
import { withOutsideReaders } from '../outside-reader.server.ts';
import type { ChannelSender } from '../sender.ts';
import type { OutsideChannel } from '../commands/write-outside.server.ts';
import { createMailChannel } from './email-channel.server.ts';
import { createPushSender } from './push-sender.server.ts';
import { createSmsSender } from './sms-sender.server.ts';
import { createWebhookSender } from './webhook-sender.server.ts';
import { createZaloSender } from './zalo-sender.server.ts';

/** The channels that this installation can send through. What is written on another one waits for it and expires. */
export function configuredChannels(env: Pick<Env, 'PUSH' | 'VAPID_PUBLIC_KEY' | 'SMS_URL' | 'ZALO_URL' | 'WEBHOOK_URL' | 'VNEID_PACKAGES'>): Channel[] {
  return ['IN_APP', 'EMAIL', ...(isPushOn(env) ? ['PUSH' as const] : []), ...(env.SMS_URL ? ['SMS' as const] : []), ...(env.ZALO_URL ? ['ZALO' as const] : []), ...(env.WEBHOOK_URL ? ['WEBHOOK' as const] : []), ...(env.VNEID_PACKAGES ? ['VNEID' as const] : [])];
}

/** What each provider allows a second, where it sets a limit. */
export function channelLimits(env: Pick<Env, 'SMTP_PER_SECOND' | 'SMS_PER_SECOND' | 'ZALO_PER_SECOND' | 'WEBHOOK_PER_SECOND'>): Partial<Record<Channel, number | undefined>> {
  return { EMAIL: env.SMTP_PER_SECOND, SMS: env.SMS_PER_SECOND, ZALO: env.ZALO_PER_SECOND, WEBHOOK: env.WEBHOOK_PER_SECOND };
}

/** How many mails may wait for the mail server's answer at once; null where mails are kept as files. */
export const mailsInDoubt = (env: Pick<Env, 'SMTP_URL' | 'SMTP_IN_DOUBT'>): number | null => (env.SMTP_URL ? env.SMTP_IN_DOUBT : null);

/** The ways to people without an account: mail that is kept as a file, where there is no mail server, reaches none of them. */
export function outsideChannels(env: Pick<Env, 'SMTP_URL' | 'SMS_URL'>): OutsideChannel[] {
  return [...(env.SMTP_URL ? ['EMAIL' as const] : []), ...(env.SMS_URL ? ['SMS' as const] : [])];
}

/** A sender for each configured channel that needs one. */
export function createChannels({ env, secret, clock, db }: { env: Env; secret: string; clock: Clock; db: Db }): ChannelSender[] {
  return [
    withOutsideReaders(createMailChannel(env, secret, clock), secret),
    ...(isPushOn(env) ? [createPushSender({ env, db, clock })] : []),
    ...(env.SMS_URL ? [withOutsideReaders(createSmsSender(env, secret), secret)] : []),
    ...(env.ZALO_URL ? [createZaloSender(env, secret)] : []),
    ...(env.WEBHOOK_URL ? [createWebhookSender(env, clock)] : []),
  ];
}
