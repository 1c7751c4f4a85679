import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import { withdrawDeliveries, type WithdrawnReason } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';

/** Takes back what leaders have not been sent yet about somebody, where nobody else who is named still has to finish. Where others are named, the list behind the notice shows who has finished. */
export async function withdrawEscalations(tx: Tx, { userId, courseId, now, why }: { userId: string; courseId: string; now: Instant; why: WithdrawnReason }): Promise<void> {
  const { rows } = await sql<{ messageId: string; leaderId: string }>`
    select distinct m.id as "messageId", x.leader_id as "leaderId"
    from enrollment as e
    join escalation_named as n on n.enrollment_id = e.id
    join escalation_notice as x on x.id = n.notice_id
    join message as m on m.source_type = 'NOTICE' and m.source_id = x.id and m.not_after > ${now}
    where e.user_id = ${userId} and e.course_id = ${courseId}
      and not exists (
        select 1 from escalation_named as o
        join enrollment as other on other.id = o.enrollment_id and other.user_id <> ${userId} and other.cancelled_at is null
        left join course_progress as p on p.user_id = other.user_id and p.course_id = other.course_id
        where o.notice_id = x.id and p.completed_at is null)`.execute(tx);
  for (const { messageId, leaderId } of rows) await withdrawDeliveries(tx, [messageId], leaderId, { now, why });
}
