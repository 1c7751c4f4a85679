import type { Db } from '../../../db/client.ts';

/** How many people can administer the system now, one of them left out when named. */
export async function countSystemAdmins(db: Db, exceptId?: string): Promise<number> {
  const { count } = await db
    .selectFrom('role_assignment as r')
    .innerJoin('user_account as u', 'u.id', 'r.user_id')
    .select((expression) => expression.fn.count<number>('u.id').distinct().as('count'))
    .where('r.role', '=', 'SYSTEM_ADMIN')
    .where('r.revoked_at', 'is', null)
    .where('u.disabled_at', 'is', null)
    .$if(exceptId !== undefined, (query) => query.where('u.id', '!=', exceptId ?? ''))
    .executeTakeFirstOrThrow();
  return Number(count);
}
