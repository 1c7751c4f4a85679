import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import type { ContestantKind } from '../forms/outside.ts';
import { isFromOutside } from '../policy.ts';

export interface Profile {
  isNew: boolean;
  isOutside: boolean;
  email: string | null;
  kind: ContestantKind | null;
  fullName: string;
  legalName: string | null;
  taxCode: string | null;
  phone: string | null;
  place: string | null;
  sessions: number;
}

/** What the profile page shows of the actor herself. */
export async function readProfile(db: Db, actor: Actor, now: Instant): Promise<Profile> {
  const row = await db
    .selectFrom('user_account as u')
    .leftJoin('contestant as c', 'c.user_id', 'u.id')
    .select(['u.email', 'u.full_name as fullName', 'c.kind', 'c.legal_name as legalName', 'c.tax_code as taxCode', 'c.phone', 'c.place'])
    .where('u.id', '=', actor.id)
    .executeTakeFirstOrThrow();
  const { count } = await db.selectFrom('session').select(({ fn }) => fn.countAll<number>().as('count')).where('user_id', '=', actor.id).where('revoked_at', 'is', null).where('expires_at', '>', now).executeTakeFirstOrThrow();
  return { ...row, kind: row.kind as ContestantKind | null, isNew: row.kind === null, isOutside: isFromOutside(actor), sessions: count };
}
