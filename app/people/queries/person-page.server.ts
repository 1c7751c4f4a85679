import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { dialledNumber, maskedNumber } from '../../platform/text/phone.ts';
import type { Actor, Grant, Role } from '../actor.ts';
import { canChangeRolesOf, canReadAudit } from '../policy.ts';
import { getPersonInScope } from './managed-person.server.ts';

/** Everything the profile page of a person shows to an administrator; the whole phone number only to one who may change it. */
export async function readPersonPage(db: Db, actor: Actor, id: string, moment: { at: Instant; today: Day }) {
  const { grants: _grants, phone, ...person } = await getPersonInScope(db, actor, id, moment);
  return {
    ...person,
    phone: phone && (person.canManage ? dialledNumber(phone) : maskedNumber(phone)),
    isOwn: actor.id === id,
    canChangeRoles: canChangeRolesOf(actor, id),
    canReadAudit: canReadAudit(actor),
    memberships: await listMemberships(db, id),
    roles: await listRoles(db, id, moment.today),
    credential: (await db.selectFrom('credential').select(['changed_at', 'must_change', 'expires_at', 'locked_until']).where('user_id', '=', id).executeTakeFirst()) ?? null,
    sessionCount: await countSessions(db, id, moment.at),
  };
}

/** Every membership, newest first, with the unit's name at that time. */
async function listMemberships(db: Db, userId: string) {
  const rows = await db
    .selectFrom('membership as m')
    .leftJoin('org_unit_version as v', (join) =>
      join.onRef('v.unit_id', '=', 'm.unit_id').onRef('v.valid_from', '<=', 'm.valid_from').on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', on.ref('m.valid_from'))])),
    )
    .select(['m.id', 'm.position_title', 'm.is_primary', 'm.valid_from', 'm.valid_to', 'v.name'])
    .where('m.user_id', '=', userId)
    .orderBy('m.valid_from', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id, unitName: row.name ?? '', position: row.position_title, isPrimary: row.is_primary === 1, from: row.valid_from, to: row.valid_to }));
}

/** The version of the unit of a role `r` that holds on a day, or was the last before it. */
const latestVersion = (today: Day) => sql<string>`(select l.id from org_unit_version as l where l.unit_id = r.unit_id and l.valid_from <= ${today} order by l.valid_from desc limit 1)`;

export interface RoleRow {
  id: string;
  role: Role;
  scope: Grant['scope'];
  unitName: string | null;
  grantedAt: Instant;
  grantedBy: string | null;
}

/** The roles in force of a person, with the unit's name of today or, when it has ended, its last one. */
export async function listRoles(db: Db, userId: string, today: Day): Promise<RoleRow[]> {
  const rows = await db
    .selectFrom('role_assignment as r')
    .leftJoin('user_account as g', 'g.id', 'r.granted_by')
    .leftJoin('org_unit_version as v', (join) => join.on('v.id', '=', latestVersion(today)))
    .select(['r.id', 'r.role', 'r.scope', 'r.granted_at', 'g.full_name', 'v.name'])
    .where('r.user_id', '=', userId)
    .where('r.revoked_at', 'is', null)
    .orderBy('r.granted_at')
    .execute();
  return rows.map((row) => ({ id: row.id, role: row.role as Role, scope: row.scope as Grant['scope'], unitName: row.name, grantedAt: row.granted_at, grantedBy: row.full_name }));
}

/** Sessions that still open a page: neither over nor idle for too long. */
async function countSessions(db: Db, userId: string, now: Instant): Promise<number> {
  const rows = await db.selectFrom('session').select(['last_seen_at', 'idle_minutes']).where('user_id', '=', userId).where('revoked_at', 'is', null).where('expires_at', '>', now).execute();
  return rows.filter((row) => plusMinutes(row.last_seen_at, row.idle_minutes) > now).length;
}
