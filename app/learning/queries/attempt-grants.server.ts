import { sql, type Selectable } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { indexedBy } from '../../../db/indexes.ts';
import type { Schema } from '../../../db/schema.ts';
import type { Actor } from '../../people/actor.ts';
import { matchesPerson, type UnitScope } from '../../people/index.server.ts';
import { covers } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { pageOf } from '../../platform/paging.server.ts';
import { listed } from './assignment-match.server.ts';
import { assigningScope, readingScope } from './assignment-rules.server.ts';

export const stuckPerPage = 50;

/** Attempts granted beyond those of the course, in one round. */
export async function grantedAttempts(db: Db, userId: string, assessmentId: string, round: number): Promise<number> {
  const { n } = await db.selectFrom('attempt_grant').select((of) => of.fn.coalesce(of.fn.sum<number>('extra'), of.lit(0)).as('n')).where('user_id', '=', userId).where('assessment_id', '=', assessmentId).where('round', '=', round).executeTakeFirstOrThrow();
  return Number(n);
}

/** Somebody who has used all of her attempts at a test without passing it. */
export interface StuckLearner {
  userId: string;
  fullName: string;
  unitId: string | null;
  unitName: string | null;
  assessmentId: string;
  assessment: string;
  course: string;
  round: number;
  used: number;
  best: number;
  lastAt: Instant;
  /** Grants of this round, so far. */
  granted: number;
}

/** One row a person and test of her present round, with her last attempt; people in service who are enrolled, tests of the versions that learners see. An attempt under way may still be passed. */
function stuck(db: Db, today: Day) {
  return db
    .selectFrom('assessment_version as v')
    .innerJoin('course_version as cv', (join) => join.onRef('cv.id', '=', 'v.course_version_id').on('cv.released_at', 'is not', null).on('cv.superseded_at', 'is', null))
    .innerJoin('course as c', (join) => join.onRef('c.id', '=', 'cv.course_id').on('c.retired_at', 'is', null))
    // By name: with statistics the planner walks everybody who has not finished a course, ten times as many as have failed a test at all. The zero is written out, because a bound one would keep SQLite from seeing that the index is enough.
    .innerJoin(sql<Selectable<Schema['attempt']>>`attempt`.as<'t'>(sql`t ${indexedBy('attempt_failed')}`), (join) => join.onRef('t.assessment_id', '=', 'v.assessment_id').on('t.is_passed', '=', sql.lit(0)).onRef('t.number', '>=', 'v.max_attempts'))
    .innerJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 't.user_id').onRef('e.course_id', '=', 't.course_id').on('e.cancelled_at', 'is', null))
    .innerJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 't.user_id').onRef('p.course_id', '=', 't.course_id').onRef('p.round', '=', 't.round').on('p.completed_at', 'is', null))
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 't.user_id').on('u.disabled_at', 'is', null))
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', today)])))
    .where('v.kind', '<>', 'PRETEST')
    .where(sql<boolean>`not exists (select 1 from attempt y where y.user_id = t.user_id and y.assessment_id = t.assessment_id and (y.number > t.number or (y.round = t.round and y.is_passed = 1)))`)
    .where(sql<boolean>`${used} >= v.max_attempts + ${granted}`)
    .select(['t.user_id as userId', 'u.full_name as fullName', 'm.unit_id as unitId', 'n.name as unitName', 't.assessment_id as assessmentId', 'v.title as assessment', 'cv.title as course', 't.round', 't.submitted_at as lastAt'])
    .select([used.as('used'), granted.as('granted'), sql<number>`(select max(x.score) from attempt x where ${ofTheRound})`.as('best')]);
}

const ofTheRound = sql`x.user_id = t.user_id and x.assessment_id = t.assessment_id and x.round = t.round`;
const used = sql<number>`(select count(*) from attempt x where ${ofTheRound})`;
const granted = sql<number>`(select coalesce(sum(g.extra), 0) from attempt_grant g where g.user_id = t.user_id and g.assessment_id = t.assessment_id and g.round = t.round)`;

const rowOf = (row: Awaited<ReturnType<ReturnType<typeof stuck>['execute']>>[number]): StuckLearner => ({ ...row, lastAt: row.lastAt ?? '' });

/** One page of those who can go no further by themselves, in the reader's units; whoever has waited longest first. */
export async function stuckPage(db: Db, actor: Actor, { q, page }: { q: string; page: number }, today: Day) {
  const [scope, own] = [await readingScope(db, actor, today), await assigningScope(db, actor, today)];
  const matching = stuck(db, today)
    .$if(scope !== 'ALL', (query) => query.where('m.unit_id', 'in', listed(scope === 'ALL' ? [] : [...scope])))
    .$if(q.trim() !== '', (query) => query.where(matchesPerson(q)));
  const { rows, ...counts } = await pageOf(db, matching, { page, size: stuckPerPage }, (query) => query.orderBy('lastAt').orderBy('t.user_id').orderBy('t.assessment_id'));
  return { ...counts, rows: rows.map((row) => ({ ...rowOf(row), isOwn: mayGrant(own, actor, row) })) };
}
export type StuckPage = Awaited<ReturnType<typeof stuckPage>>;

/** In one's own units, and never to oneself. */
const mayGrant = (own: UnitScope, actor: Actor, { userId, unitId }: { userId: string; unitId: string | null }): boolean => userId !== actor.id && covers(own, unitId);

/** How many wait to whom somebody may grant attempts. */
export async function countStuck(db: Db, actor: Actor, today: Day): Promise<number> {
  const own = await assigningScope(db, actor, today);
  const matching = stuck(db, today).where('t.user_id', '<>', actor.id).$if(own !== 'ALL', (query) => query.where('m.unit_id', 'in', listed(own === 'ALL' ? [] : [...own])));
  const { n } = await db.selectFrom(matching.as('x')).select((select) => select.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return Number(n);
}

/** @throws AppError not-found for the actor herself, somebody outside her units, or who is not at a limit (any more) */
export async function getStuck(db: Db, actor: Actor, { person, assessment }: { person: string; assessment: string }, today: Day): Promise<StuckLearner> {
  const row = await stuck(db, today).where('t.user_id', '=', person).where('t.assessment_id', '=', assessment).executeTakeFirst();
  if (!row || !mayGrant(await assigningScope(db, actor, today), actor, row)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return rowOf(row);
}
