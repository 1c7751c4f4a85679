import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusMinutes } from '../../platform/clock.ts';
import { unitIdsUnder } from '../../people/index.server.ts';
import { isDeadMail, mobileColumn, oddDeadMail } from '../../messaging/index.server.ts';
import { personalChannels } from '../../messaging/index.ts';
import { rulesOf, type AudienceRules } from '../forms/audience.ts';

/** The people whom the rules mean today: live accounts of officials with a place of work, each once. */
export async function audienceQuery(db: Db, rules: AudienceRules, today: Day) {
  const below = async (ids: readonly string[]) => [...new Set((await Promise.all(ids.map((id) => unitIdsUnder(db, id, today)))).flat())];
  const [units, without] = [await below(rules.unitIds), await below(rules.exceptUnitIds)];
  let query = db
    .selectFrom('user_account as u')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .where('u.account_kind', 'in', ['OPERATOR', 'ADMIN'])
    .where('u.disabled_at', 'is', null)
    .where((where) => where.or([where('u.left_on', 'is', null), where('u.left_on', '>', today)]));
  // Of units that are gone nobody is meant, not everybody.
  if (rules.unitIds.length > 0) query = query.where('m.unit_id', 'in', units.length > 0 ? units : ['']);
  if (without.length > 0) query = query.where('m.unit_id', 'not in', without);
  if (rules.categories.length > 0) query = query.where('u.staff_category', 'in', rules.categories);
  const { level, course, roles, exceptCompleted } = rules;
  if (level) query = query.where((where) => where.exists(where.selectFrom('org_unit as o').select('o.id').whereRef('o.id', '=', 'm.unit_id').where('o.level', '=', level)));
  if (roles.length > 0) query = query.where((where) => where.exists(where.selectFrom('role_assignment as r').select('r.id').whereRef('r.user_id', '=', 'u.id').where('r.role', 'in', roles).where('r.revoked_at', 'is', null)));
  if (exceptCompleted.length > 0) query = query.where((where) => where.not(where.exists(where.selectFrom('course_progress as p').innerJoin('course as c', 'c.id', 'p.course_id').select('p.user_id').whereRef('p.user_id', '=', 'u.id').where('c.slug', 'in', exceptCompleted).where('p.completed_at', 'is not', null))));
  if (course) {
    query = query.where((where) => {
      const progress = where.selectFrom('course_progress as p').innerJoin('course as c', 'c.id', 'p.course_id').select('p.user_id').whereRef('p.user_id', '=', 'u.id').where('c.slug', '=', course.slug);
      const completed = where.exists(progress.where('p.completed_at', 'is not', null));
      const started = where.exists(progress.where('p.started_at', 'is not', null));
      if (course.state === 'COMPLETED') return completed;
      if (course.state === 'NOT_COMPLETED') return where.not(completed);
      return course.state === 'NOT_STARTED' ? where.not(started) : where.and([started, where.not(completed)]);
    });
  }
  return query;
}

export interface Addressed {
  id: string;
  audience: string;
  submitted_at: Instant | null;
}

/** Whom a campaign goes to: the frozen list once it is handed in, till then the people whom its rules mean today. */
export async function addressedQuery(db: Db, campaign: Addressed, today: Day) {
  const frozen = db.selectFrom('campaign_recipient').select('user_id as id').where('campaign_id', '=', campaign.id);
  const meant = campaign.submitted_at ? frozen : (await audienceQuery(db, rulesOf(campaign), today)).select('u.id');
  return db.selectFrom('user_account as u').where('u.id', 'in', sql<string>`(${meant})`);
}

/** How many of a campaign's people have a number that a text could be sent to. */
export async function countPhones(db: Db, campaign: Addressed, today: Day): Promise<number> {
  const query = await addressedQuery(db, campaign, today);
  const { count } = await query.select((row) => row.fn.countAll<number>().as('count')).where(mobileColumn, 'is not', null).executeTakeFirstOrThrow();
  return Number(count);
}

export interface AudiencePreview {
  count: number;
  /** How many of them a mail can reach, and why the others not. */
  mail: { reachable: number; noAddress: number; suppressed: number; optedOut: number };
  /** How many have had their messages of the day. */
  overCap: number;
  /** Some of them, as a check by eye. */
  sample: { fullName: string; unitName: string | null }[];
}

/** Who would get a campaign if it went out now. */
export async function previewAudience(db: Db, rules: AudienceRules, facts: { today: Day; now: Instant; topic: string; isDuty: boolean; cap: number }): Promise<AudiencePreview> {
  const query = await audienceQuery(db, rules, facts.today);
  // Those who have had their messages are few and found by the last day's; looking up each of the audience would take as long as everything else.
  const full = db
    .selectFrom('delivery')
    .select('recipient_id')
    .where('accepted_at', '>', plusMinutes(facts.now, -1_440))
    .where('channel', 'in', personalChannels)
    .where('is_urgent', '=', 0)
    .groupBy(sql`+recipient_id`)
    .having((row) => row.fn.count('message_id').distinct(), '>=', facts.cap);
  const isDead = isDeadMail(sql`u.email`, await oddDeadMail(db));
  const counts = await query
    .leftJoin('message_preference as p', (join) => join.onRef('p.user_id', '=', 'u.id').on('p.topic', '=', facts.topic).on('p.channel', '=', sql.lit('EMAIL')).on('p.wants', '=', sql.lit(0)))
    .select((row) => [
      row.fn.countAll<number>().as('count'),
      sql<number>`coalesce(sum(u.email is null), 0)`.as('noAddress'),
      sql<number>`coalesce(sum(${isDead}), 0)`.as('suppressed'),
      sql<number>`coalesce(sum(${facts.isDuty ? 0 : 1} = 1 and u.email is not null and p.user_id is not null and not ${isDead}), 0)`.as('optedOut'),
      sql<number>`coalesce(sum(u.id in ${full}), 0)`.as('overCap'),
    ])
    .executeTakeFirstOrThrow();
  const some = query.select(['u.id', 'u.full_name', 'm.unit_id']).orderBy(sql`substr(u.id, -6)`).limit(8);
  const sample = await db
    .selectFrom(some.as('u'))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'u.unit_id').on('v.valid_to', 'is', null))
    .select(['u.full_name as fullName', 'v.name as unitName'])
    .execute();
  const [count, noAddress, dead, out] = [counts.count, counts.noAddress, counts.suppressed, counts.optedOut].map(Number) as [number, number, number, number];
  return { count, mail: { reachable: count - noAddress - dead - out, noAddress, suppressed: dead, optedOut: out }, overCap: Number(counts.overCap), sample };
}
