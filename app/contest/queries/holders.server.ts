import type { Db } from '../../../db/client.ts';
import type { Role } from '../../people/actor.ts';

/** Everybody who has a role now and can sign in. */
export async function holdersOf(db: Db, role: Role): Promise<string[]> {
  const rows = await db.selectFrom('role_assignment as r').innerJoin('user_account as u', 'u.id', 'r.user_id').select('u.id').distinct().where('r.role', '=', role).where('r.revoked_at', 'is', null).where('u.disabled_at', 'is', null).execute();
  return rows.map(({ id }) => id);
}
