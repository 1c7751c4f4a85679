import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { unitScopeOf } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { grantsOf } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { escalatedState, type EscalatedState } from './escalations-page.server.ts';
import { withinUnits } from './leader-history.server.ts';

/** As many as can be reminded together. */
export const namedPerPage = 50;

/** Somebody on a leader's list, as she stands now. */
export interface NamedPerson {
  userId: string;
  fullName: string;
  unitName: string | null;
  above: string | null;
  dueOn: Day;
  step: string;
  state: EscalatedState;
  completedAt: Instant | null;
}

/**
 * The list behind a notice, for the leader to whom it was written, as long as she leads these people: who belongs to other units by now is only counted.
 * @throws AppError not-found for everybody else
 */
export async function leaderNotice(db: Db, actor: Actor, noticeId: string, question: { page: number }, { today }: { today: Day }) {
  const notice = await db
    .selectFrom('escalation_notice as x')
    .innerJoin('course as c', 'c.id', 'x.course_id')
    .leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .select(['x.id', 'x.day', 'x.written_at as writtenAt', 'c.slug', 'v.title'])
    .where('x.id', '=', noticeId)
    .where('x.leader_id', '=', actor.id)
    .executeTakeFirst();
  const grants = grantsOf(actor, 'UNIT_LEADER');
  if (!notice || grants.length === 0) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const units = await unitScopeOf(db, grants, today);
  const state = escalatedState(today);
  const from = sql`from escalation_named as n join escalation as s on s.enrollment_id = n.enrollment_id and s.step = n.step
    join enrollment as e on e.id = n.enrollment_id join user_account as u on u.id = e.user_id
    left join course_progress as p on p.user_id = e.user_id and p.course_id = e.course_id
    left join membership as m on m.user_id = e.user_id and m.is_primary = 1 and m.valid_to is null
    left join org_unit_version as v on v.unit_id = m.unit_id and v.valid_to is null
    left join org_unit_version as o on o.unit_id = v.parent_id and o.valid_to is null
    where n.notice_id = ${noticeId}`;
  const own = sql`${from} and ${withinUnits('e.user_id', units)}`;
  const all = (await sql<{ n: number }>`select count(*) as n ${from}`.execute(db)).rows[0]?.n ?? 0;
  const states = (await sql<{ state: EscalatedState; n: number }>`select ${state} as state, count(*) as n ${own} group by 1`.execute(db)).rows;
  const counts = Object.fromEntries((['late', 'open', 'done', 'ended'] as const).map((one) => [one, states.find((row) => row.state === one)?.n ?? 0])) as Record<EscalatedState, number>;
  const shown = counts.late + counts.open + counts.done + counts.ended;
  const pages = Math.max(1, Math.ceil(shown / namedPerPage));
  const page = Math.min(question.page, pages);
  const { rows } = await sql<NamedPerson>`
    select e.user_id as "userId", u.full_name as "fullName", v.name as "unitName", o.short_name as above, s.due_on as "dueOn", s.step, ${state} as state, p.completed_at as "completedAt"
    ${own} order by state <> 'late', u.sort_key, u.id limit ${namedPerPage} offset ${(page - 1) * namedPerPage}`.execute(db);
  return { ...notice, title: notice.title ?? notice.slug, people: rows, counts, elsewhere: all - shown, page, pages };
}
export type LeaderNotice = Awaited<ReturnType<typeof leaderNotice>>;
