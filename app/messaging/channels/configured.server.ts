import type { Db } from '../../../db/client.ts';
import { isPushOn } from '../../platform/channel-env.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Env } from '../../platform/env.ts';
import type { Channel } from '../rules/channels.ts';
import type { ChannelSender } from '../sender.ts';
import { createMailChannel } from './email-channel.server.ts';
import { createPushSender } from './push-sender.server.ts';
import { createSmsSender } from './sms-sender.server.ts';
import { createWebhookSender } from './webhook-sender.server.ts';
import { createZaloSender } from './zalo-sender.server.ts';

/** The channels that this installation can send through. What is written on another one waits for it and expires. */
export function configuredChannels(env: Pick<Env, 'PUSH' | 'VAPID_PUBLIC_KEY' | 'SMS_URL' | 'ZALO_URL' | 'WEBHOOK_URL' | 'VNEID_PACKAGES'>): Channel[] {
  return ['IN_APP', 'EMAIL', ...(isPushOn(env) ? ['PUSH' as const] : []), ...(env.SMS_URL ? ['SMS' as const] : []), ...(env.ZALO_URL ? ['ZALO' as const] : []), ...(env.WEBHOOK_URL ? ['WEBHOOK' as const] : []), ...(env.VNEID_PACKAGES ? ['VNEID' as const] : [])];
}

/** A sender for each configured channel that needs one. */
export function createChannels({ env, secret, clock, db }: { env: Env; secret: string; clock: Clock; db: Db }): ChannelSender[] {
  return [
    createMailChannel(env, secret, clock),
    ...(isPushOn(env) ? [createPushSender({ env, db, clock })] : []),
    ...(env.SMS_URL ? [createSmsSender(env, secret)] : []),
    ...(env.ZALO_URL ? [createZaloSender(env, secret)] : []),
    ...(env.WEBHOOK_URL ? [createWebhookSender(env, clock)] : []),
  ];
}
