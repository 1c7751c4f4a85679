import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { UnitWork } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { unitWorkMessages as messages } from '../messages/unit-work.ts';

/** What the product still has to do with a unit on a day: whoever ends it must know. The first is the most pressing. */
export async function countUnitWork(db: Db, unitId: string, today: Day): Promise<UnitWork[]> {
  const { rows } = await sql<{ key: keyof typeof messages.catalogue; count: number }>`
    select 'classes' as key, count(*) as count from course_run as r where (r.unit_id = ${unitId} or r.audience_id = ${unitId}) and r.cancelled_at is null
      and exists (select 1 from run_session as s where s.run_id = r.id and s.ends_at >= ${today})
    union all select 'rules', count(*) from assignment_rule where unit_id = ${unitId} and ended_on is null
    union all select 'reports', count(*) from monthly_report where unit_id = ${unitId} and state in ('DRAFT', 'PENDING_APPROVAL', 'RETURNED')
    union all select 'models', count(*) from model_assignment where unit_id = ${unitId} and valid_to is null
    union all select 'places', count(*) from place where unit_id = ${unitId} and closed_at is null`.execute(db);
  return rows.filter(({ count }) => count > 0).map(({ key, count }) => ({ count, say: messages.both(key, { n: count }) }));
}
