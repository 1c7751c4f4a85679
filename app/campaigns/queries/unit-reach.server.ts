import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

export interface UnitReach {
  /** Campaigns that were launched in the time and wrote to somebody of the units, or were broadcast at their places. */
  campaigns: number;
  /** People of the units in their audiences, and of those the ones whom a message reached or who opened it. */
  audience: number;
  reached: number;
  /** Broadcasts at places of the units that were due in the time, and of those the ones that were confirmed; corrections do not count. */
  slots: number;
  played: number;
}

/** What campaigns of a model did in some units from one moment up to, not including, another; drills do not count. */
export async function unitReach(db: Db, { model, unitIds, from, to }: { model: 26 | 27; unitIds: readonly string[]; from: Instant; to: Instant }): Promise<UnitReach> {
  if (unitIds.length === 0) return { campaigns: 0, audience: 0, reached: 0, slots: 0, played: 0 };
  const launched = db.selectFrom('campaign').select('id').where('model', '=', model).where('is_drill', '=', 0).where('launched_at', '>=', from).where('launched_at', '<', to);
  const people = await db
    .selectFrom('message as m')
    .innerJoin('message_recipient as r', 'r.message_id', 'm.id')
    .innerJoin('membership as w', (join) => join.onRef('w.user_id', '=', 'r.user_id').on('w.is_primary', '=', 1).on('w.valid_to', 'is', null))
    .leftJoin('inbox_state as s', (join) => join.onRef('s.message_id', '=', 'm.id').onRef('s.user_id', '=', 'r.user_id').on('s.read_at', 'is not', null))
    .select(['m.source_id as campaign', 'r.user_id as user'])
    .select(sql<number>`s.read_at is not null or exists (select 1 from delivery d where d.message_id = m.id and d.recipient_id = r.user_id and d.channel <> 'IN_APP' and d.state in ('ACCEPTED', 'DELIVERED'))`.as('reached'))
    .where('m.source_type', '=', 'CAMPAIGN')
    .where('m.source_id', 'in', launched)
    .where('w.unit_id', 'in', unitIds)
    .execute();
  const slots = await db
    .selectFrom('broadcast_slot as b')
    .innerJoin('place as p', 'p.id', 'b.place_id')
    .innerJoin('campaign as c', 'c.id', 'b.campaign_id')
    .select(['b.campaign_id as campaign', 'b.played_at as playedAt'])
    .where('c.model', '=', model)
    .where('c.is_drill', '=', 0)
    .where('c.launched_at', 'is not', null)
    .where('b.correction_id', 'is', null)
    .where('b.starts_at', '>=', from)
    .where('b.starts_at', '<', to)
    .where('p.unit_id', 'in', unitIds)
    .execute();
  return {
    campaigns: new Set([...people, ...slots].map(({ campaign }) => campaign)).size,
    audience: new Set(people.map(({ user }) => user)).size,
    reached: new Set(people.filter(({ reached }) => reached === 1).map(({ user }) => user)).size,
    slots: slots.length,
    played: slots.filter(({ playedAt }) => playedAt !== null).length,
  };
}
