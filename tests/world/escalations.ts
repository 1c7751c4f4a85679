import { sql } from 'kysely';
import { escalateDue, writeDigests } from '../../app/learning/index.server.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';
import { makePerson, type PersonTraits } from './people.ts';
import { remindedWorld } from './reminders.ts';

const madeAt = '2026-01-05T01:00:00.000Z';

/** Makes somebody a leader of a unit, or of the whole province. */
export async function lead(db: Db, userId: string, unitId: string | null, at = madeAt): Promise<void> {
  await db.insertInto('role_assignment').values({ id: newId(), user_id: userId, role: 'UNIT_LEADER', scope: unitId ? 'SUBTREE' : 'ALL', unit_id: unitId, granted_by: null, granted_at: at, revoked_at: null }).execute();
}

/** The world of reminders with a leader in the office, one in the ward above it and one in the province; the other ward has none. */
export async function ledWorld(start = '2026-12-07T01:00:00.000Z') {
  const w = await remindedWorld(start);
  const leaderOf = async (unitId: string, traits: PersonTraits = {}): Promise<Actor> => {
    const grants: Grant[] = [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }];
    return makePerson(w.db, { unitId, grants, ...traits });
  };
  const leaders = { office: await leaderOf(w.units.office, { fullName: 'Lê Thị Văn Phòng' }), ward: await leaderOf(w.units.hoaLu, { fullName: 'Phạm Văn Phường' }), province: await leaderOf(w.units.province, { fullName: 'Đỗ Văn Tỉnh' }) };
  return Object.assign(w, { leaders, leaderOf, escalate: () => escalateDue(w.ports), digest: () => writeDigests(w.ports) });
}
export type LedWorld = Awaited<ReturnType<typeof ledWorld>>;

/** What was written: who was told of whom, at which step and on which day; `leaderId` is null where nobody was there to be told. */
export async function escalationsOf(db: Db): Promise<{ userId: string; step: string; day: string; leaderId: string | null }[]> {
  return db
    .selectFrom('escalation as s')
    .innerJoin('enrollment as e', 'e.id', 's.enrollment_id')
    .leftJoin('escalation_named as n', (join) => join.onRef('n.enrollment_id', '=', 's.enrollment_id').onRef('n.step', '=', 's.step'))
    .leftJoin('escalation_notice as x', 'x.id', 'n.notice_id')
    .select(['e.user_id as userId', 's.step', 's.day', 'x.leader_id as leaderId'])
    .orderBy('s.day')
    .orderBy('s.step')
    .execute();
}

/** Every double, and every notice that stands in no message or in two, as one query: empty when all is well. `docs/performance-reminders.md` shows it. */
export const doublesQuery = `
select 'reminder: a step twice' as fault, r.enrollment_id as a, r.step as b from reminder r group by 2, 3 having count(*) > 1
union all select 'reminder: twice on a day', r.enrollment_id, r.day from reminder r group by 2, 3 having count(*) > 1
union all select 'reminder: twice in messages', e.id, b.step from message_recipient t
  join message m on m.id = t.message_id and m.source_type = 'REMINDER' join reminder_batch b on b.id = m.source_id
  join reminder r on r.batch_id = b.id join enrollment e on e.id = r.enrollment_id and e.user_id = t.user_id group by 2, 3 having count(*) > 1
union all select 'leader: a person twice at a step', x.leader_id, n.enrollment_id || ' ' || n.step from escalation_named n join escalation_notice x on x.id = n.notice_id group by 2, 3 having count(*) > 1
union all select 'leader: two notices of a course on a day', x.leader_id, x.course_id || ' ' || x.day from escalation_notice x group by 2, 3 having count(*) > 1
union all select 'leader: a notice that is not in one message', x.id, x.leader_id from escalation_notice x
  where (select count(*) from message m join message_recipient t on t.message_id = m.id and t.user_id = x.leader_id where m.source_type = 'NOTICE' and m.source_id = x.id) <> 1
union all select 'leader: two digests of a week', g.leader_id, g.week from leader_digest g group by 2, 3 having count(*) > 1
union all select 'leader: a digest that is not in one message', g.id, g.leader_id from leader_digest g
  where (select count(*) from message m join message_recipient t on t.message_id = m.id and t.user_id = g.leader_id where m.source_type = 'NOTICE' and m.source_id = g.id) <> min(g.courses, 1)
union all select 'rule: a person twice under it', a.rule_id || ' ' || a.user_id, a.course_id from assignment a where a.released_at is null group by 2, 3 having count(*) > 1
union all select 'rule: an enrolment made twice', a.enrollment_id, a.course_id from assignment a where a.made = 1 group by 2, 3 having count(*) > 1
union all select 'renewal: a round twice', e.user_id || ' ' || e.course_id, e.round from enrollment e group by 2, 3 having count(*) > 1
union all select 'renewal: two active enrolments', e.user_id, e.course_id from enrollment e where e.cancelled_at is null group by 2, 3 having count(*) > 1
union all select 'ledger: a delivery twice', d.message_id || ' ' || d.recipient_id, d.channel from delivery d group by 2, 3 having count(*) > 1`;

/** @returns the rows of the query above */
export async function listDoubles(db: Db): Promise<unknown[]> {
  return (await sql.raw(doublesQuery).execute(db)).rows;
}
