import { z } from 'zod';
import type { Tx } from '../../db/client.ts';
import type { Instant } from './clock.ts';
import { newId } from './ids.ts';
import { defineJob } from './jobs/contract.ts';
import { enqueue, handleJob, type JobContext, type JobHandler } from './jobs/jobs.server.ts';

/** A fact that other features may act on, named `<thing>.<what happened>`. */
export interface EventContract<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
}

export interface Subscription {
  event: string;
  /** Names the subscriber, so that one failing subscriber is retried alone. */
  subscriber: string;
  run(payload: unknown, context: JobContext): Promise<void>;
}

export function defineEvent<Payload>(contract: EventContract<Payload>): EventContract<Payload> {
  return contract;
}

/** Binds a subscriber to an event. Delivery is at least once. */
export function subscribe<Payload>(event: EventContract<Payload>, subscriber: string, run: (payload: Payload, context: JobContext) => Promise<void>): Subscription {
  return { event: event.name, subscriber, run: (payload, context) => run(event.payload.parse(payload), context) };
}

const fanOut = defineJob({ name: 'events.fan-out', payload: z.object({ eventId: z.string() }), maxAttempts: 10 });
const deliver = defineJob({ name: 'events.deliver', payload: z.object({ eventId: z.string(), subscriber: z.string() }), maxAttempts: 8 });

/** Writes the event and its delivery job in the caller's transaction (outbox). */
export async function emit<Payload>(tx: Tx, event: EventContract<Payload>, payload: Payload, now: Instant): Promise<void> {
  const id = newId();
  await tx.insertInto('domain_event').values({ id, name: event.name, payload: JSON.stringify(event.payload.parse(payload)), occurred_at: now }).execute();
  await enqueue(tx, fanOut, { eventId: id }, { now });
}

/** The two jobs that bring events to their subscribers. */
export function eventJobs(subscriptions: readonly Subscription[]): JobHandler[] {
  return [
    handleJob(fanOut, async ({ eventId }, { db, clock }) => {
      const event = await db.selectFrom('domain_event').select('name').where('id', '=', eventId).executeTakeFirstOrThrow();
      const now = clock.now().toISOString();
      const hearing = subscriptions.filter((subscription) => subscription.event === event.name);
      await db.transaction().execute(async (tx) => {
        for (const { subscriber } of hearing) await enqueue(tx, deliver, { eventId, subscriber }, { now, uniqueKey: `${eventId}:${subscriber}` });
      });
    }),
    handleJob(deliver, async ({ eventId, subscriber }, context) => {
      const event = await context.db.selectFrom('domain_event').selectAll().where('id', '=', eventId).executeTakeFirstOrThrow();
      const target = subscriptions.find((subscription) => subscription.event === event.name && subscription.subscriber === subscriber);
      if (!target) throw new Error(`no subscriber ${subscriber} for ${event.name}`);
      await target.run(JSON.parse(event.payload), context);
    }),
  ];
}
