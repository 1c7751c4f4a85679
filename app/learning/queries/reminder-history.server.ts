import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { deliveryStates, type Channel, type DeliveryState } from '../../messaging/index.ts';
import type { Actor } from '../../people/actor.ts';
import type { UnitScope } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readPlanning, reminderScope, reminderUnits, type Reading } from './reminder-plan.server.ts';

export const batchesPerPage = 10;
export const recipientsPerPage = 50;

/** How one batch stands on one channel, for the recipients within the reader's units. `waiting` and the states always add up to the audience. */
export interface HistoryChannel {
  channel: Channel;
  states: Record<DeliveryState, number>;
  waiting: number;
}
export interface HistoryBatch {
  id: string;
  day: Day;
  sendAt: Instant;
  slug: string;
  title: string;
  step: string;
  dueOn: Day | null;
  isMandatory: boolean;
  by: string | null;
  audience: number;
  read: number;
  channels: HistoryChannel[];
}

/** What was sent, newest first, from the delivery ledger; only people of the reader's units are counted, and batches without any are left out. */
export async function reminderHistory(db: Db, actor: Actor, question: { unit?: string | undefined; course?: string | undefined; page: number }, reading: Reading) {
  const units = await reminderScope(db, actor, question.unit, reading.today);
  const { courses } = await readPlanning(db);
  const matching = batchesOf(db, units).$if(question.course !== undefined, (query) => query.where('c.slug', '=', question.course ?? ''));
  const { count } = await matching.select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const pages = Math.max(1, Math.ceil(Number(count) / batchesPerPage));
  const page = Math.min(question.page, pages);
  const rows = await matching.select(batchColumns).orderBy('b.day', 'desc').orderBy('b.id', 'desc').limit(batchesPerPage).offset((page - 1) * batchesPerPage).execute();
  const batches: HistoryBatch[] = [];
  for (const row of rows) batches.push(await withCounts(db, row, units));
  return { batches, count: Number(count), page, pages, courses: [...courses.values()].map(({ slug, title }) => ({ slug, title })), units: await reminderUnits(db, actor, question.unit, reading.today) };
}
export type ReminderHistory = Awaited<ReturnType<typeof reminderHistory>>;

/**
 * One batch with the people of the reader's units who got it.
 * @throws AppError not-found when there is none of them
 */
export async function reminderBatchPage(db: Db, actor: Actor, id: string, question: { page: number }, reading: Reading) {
  const units = await reminderScope(db, actor, undefined, reading.today);
  const row = await batchesOf(db, units).select(batchColumns).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const batch = await withCounts(db, row, units);
  const pages = Math.max(1, Math.ceil(batch.audience / recipientsPerPage));
  const page = Math.min(question.page, pages);
  const people = await recipientsOf(db, row.messageId, units)
    .innerJoin('user_account as u', 'u.id', 't.user_id')
    .leftJoin('membership as h', (join) => join.onRef('h.user_id', '=', 'u.id').on('h.is_primary', '=', 1).on('h.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'h.unit_id').on('n.valid_to', 'is', null))
    .leftJoin('org_unit_version as o', (join) => join.onRef('o.unit_id', '=', 'n.parent_id').on('o.valid_to', 'is', null))
    .leftJoin('inbox_state as i', (join) => join.onRef('i.user_id', '=', 'u.id').onRef('i.message_id', '=', 't.message_id'))
    .select(['u.id', 'u.full_name as fullName', 'n.name as unitName', 'o.short_name as above', 'i.read_at as readAt'])
    .orderBy('u.sort_key')
    .orderBy('u.id')
    .limit(recipientsPerPage)
    .offset((page - 1) * recipientsPerPage)
    .execute();
  const states = await db.selectFrom('delivery').select(['recipient_id as userId', 'channel', 'state', 'detail']).where('message_id', '=', row.messageId).where('recipient_id', 'in', people.length > 0 ? people.map((person) => person.id) : ['']).where('channel', '<>', 'IN_APP').orderBy('channel').execute();
  return { batch, page, pages, people: people.map((person) => ({ ...person, deliveries: states.filter(({ userId }) => userId === person.id).map(({ channel, state, detail }) => ({ channel: channel as Channel, state: state as DeliveryState, detail })) })) };
}
export type ReminderBatchPage = Awaited<ReturnType<typeof reminderBatchPage>>;

const batchColumns = ['b.id', 'b.day', 'm.id as messageId', 'm.send_at as sendAt', 'm.cancelled_at as cancelledAt', 'c.slug', 'v.title', 'b.step', 'b.due_on as dueOn', 'b.is_mandatory as isMandatory', 'u.full_name as by'] as const;

/** Batches with the message that was written for them first. */
function batchesOf(db: Db, units: UnitScope) {
  return db
    .selectFrom('reminder_batch as b')
    .innerJoin('message as m', (join) => join.on('m.source_type', '=', 'REMINDER').onRef('m.source_id', '=', 'b.id').on('m.id', '=', sql<string>`(select min(x.id) from message as x where x.source_type = 'REMINDER' and x.source_id = b.id)`))
    .innerJoin('course as c', 'c.id', 'b.course_id')
    .leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .leftJoin('user_account as u', 'u.id', 'b.written_by')
    .$if(units !== 'ALL', (query) => query.where((where) => where.exists(where.selectFrom('message_recipient as t').innerJoin('membership as h', (join) => join.onRef('h.user_id', '=', 't.user_id').on('h.is_primary', '=', 1).on('h.valid_to', 'is', null)).select('t.user_id').whereRef('t.message_id', '=', 'm.id').where('h.unit_id', 'in', idsOf(units)))));
}

const idsOf = (units: UnitScope) => (units === 'ALL' || units.size === 0 ? [''] : [...units]);

/** The recipients of a message within some units. */
function recipientsOf(db: Db, messageId: string, units: UnitScope) {
  return db
    .selectFrom('message_recipient as t')
    .where('t.message_id', '=', messageId)
    .$if(units !== 'ALL', (query) => query.where((where) => where.exists(where.selectFrom('membership as w').select('w.id').whereRef('w.user_id', '=', 't.user_id').where('w.is_primary', '=', 1).where('w.valid_to', 'is', null).where('w.unit_id', 'in', idsOf(units)))));
}

interface BatchRow {
  id: string;
  day: Day;
  messageId: string;
  sendAt: Instant;
  cancelledAt: Instant | null;
  slug: string;
  title: string | null;
  step: string;
  dueOn: Day | null;
  isMandatory: number;
  by: string | null;
}

async function withCounts(db: Db, { messageId, cancelledAt, ...row }: BatchRow, units: UnitScope): Promise<HistoryBatch> {
  const { audience } = await recipientsOf(db, messageId, units).select((of) => of.fn.countAll<number>().as('audience')).executeTakeFirstOrThrow();
  const { read } = await recipientsOf(db, messageId, units).innerJoin('inbox_state as i', (join) => join.onRef('i.message_id', '=', 't.message_id').onRef('i.user_id', '=', 't.user_id')).select((of) => of.fn.count<number>('i.read_at').as('read')).executeTakeFirstOrThrow();
  const channels = await db.selectFrom('message_channel').select('channel').where('message_id', '=', messageId).orderBy(sql`channel = 'IN_APP'`, 'desc').orderBy('channel').execute();
  const counts = await recipientsOf(db, messageId, units).innerJoin('delivery as d', (join) => join.onRef('d.message_id', '=', 't.message_id').onRef('d.recipient_id', '=', 't.user_id')).select((of) => ['d.channel', 'd.state', of.fn.countAll<number>().as('count')]).groupBy(['d.channel', 'd.state']).execute();
  return {
    ...row,
    title: row.title ?? row.slug,
    isMandatory: row.isMandatory === 1,
    audience: Number(audience),
    read: Number(read),
    channels: channels.map(({ channel }) => {
      const states = Object.fromEntries(deliveryStates.map((state) => [state, Number(counts.find((one) => one.channel === channel && one.state === state)?.count ?? 0)])) as Record<DeliveryState, number>;
      const waiting = Number(audience) - Object.values(states).reduce((sum, count) => sum + count, 0);
      if (cancelledAt) states.CANCELLED += waiting;
      return { channel: channel as Channel, states, waiting: cancelledAt ? 0 : waiting };
    }),
  };
}
