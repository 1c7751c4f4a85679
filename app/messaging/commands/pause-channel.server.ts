import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { canSeeOperations } from '../../people/policy.ts';
import { canSteerChannels } from '../policy.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { isDeadMail, oddDeadMail } from '../queries/dead-mail.server.ts';
import { channels, type Channel } from '../rules/channels.ts';

function check(actor: Actor, may: (actor: Actor) => boolean): void {
  if (!may(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}

/** Holds a channel: nothing is claimed for it until it is resumed. Pausing again only changes the reason. */
export async function pauseChannel(ports: Ports, actor: Actor, { channel, reason }: { channel: Channel; reason: string }): Promise<void> {
  check(actor, canSteerChannels);
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    await tx.insertInto('channel_pause').values({ channel, paused_at: at, paused_by: actor.id, reason }).onConflict((conflict) => conflict.column('channel').doUpdateSet({ reason, paused_by: actor.id })).execute();
    await recordAudit(tx, { at, actor, action: 'channel.pause', objectType: 'channel', objectId: channel, details: { reason } });
  });
}

/** Lets a channel go on. */
export async function resumeChannel(ports: Ports, actor: Actor, channel: Channel): Promise<void> {
  check(actor, canSteerChannels);
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('channel_pause').where('channel', '=', channel).executeTakeFirst();
    if (numDeletedRows > 0n) await recordAudit(tx, { at, actor, action: 'channel.resume', objectType: 'channel', objectId: channel });
  });
}

/** Queues what has failed on a channel for one reason once more; what is past its last moment, not wanted any more or for a dead address stays as it is. @returns how many */
export async function retryFailed(ports: Ports, actor: Actor, { channel, reason }: { channel: Channel; reason: string }): Promise<number> {
  check(actor, canSeeOperations);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const odd = channel === 'EMAIL' ? await oddDeadMail(tx) : [];
    const { numUpdatedRows } = await tx
      .updateTable('delivery')
      .set({ state: 'QUEUED', attempts: 0, next_at: at, settled_at: null })
      .where('channel', '=', channel)
      .where('state', '=', 'FAILED')
      .where('detail', '=', reason)
      .where('not_after', '>', at)
      .where('message_id', 'in', tx.selectFrom('message').select('id').where('cancelled_at', 'is', null))
      .where((where) => where.not(where.exists(where.selectFrom('suppression as s').select('s.address').whereRef('s.channel', '=', 'delivery.channel').whereRef('s.address', '=', 'delivery.address'))))
      .$if(channel === 'EMAIL', (query) => query.where((where) => where.not(isDeadMail(sql`delivery.address`, odd))))
      .where((where) => where.not(where.exists(where.selectFrom('message as m').innerJoin('message_preference as p', 'p.topic', 'm.topic').select('m.id').whereRef('m.id', '=', 'delivery.message_id').where('m.is_duty', '=', 0).whereRef('p.user_id', '=', 'delivery.recipient_id').whereRef('p.channel', '=', 'delivery.channel').where('p.wants', '=', 0))))
      .executeTakeFirst();
    const count = Number(numUpdatedRows);
    if (count > 0) await recordAudit(tx, { at, actor, action: 'channel.retry', objectType: 'channel', objectId: channel, details: { count, reason } });
    return count;
  });
}

/** Holds every channel that leaves the house: after a restore nobody knows what has been sent since the backup. */
export async function pauseAllChannels(tx: Tx, reason: string, now: Instant): Promise<void> {
  const rows = channels.filter((channel) => channel !== 'IN_APP').map((channel) => ({ channel, paused_at: now, paused_by: null, reason }));
  await tx.insertInto('channel_pause').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}
