import { z } from 'zod';
import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { defineSetting } from '../../platform/settings.ts';
import { momentOf, type Ports } from '../ports.ts';
import { voidLinks } from './issue-link.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';

/**
 * Level 3 suggests disabling accounts that have been idle for more than 45 days (TCVN 14423:2026, 5.6.2.3). It is off by default:
 * learners come a few times a year, and disabling them would lock out most of the province between two courses. An installation that
 * wants it adds a row of this setting; learning records stay, and an administrator re-activates with one click.
 */
export const idleAccountPolicy = defineSetting({
  key: 'people.idle-account-policy',
  value: z.object({ enabled: z.boolean(), days: z.number().int().min(7).max(3_650) }),
  fallback: { enabled: false, days: 45 },
  legalBasis: 'TCVN 14423:2026, 5.6.2.3 (mức gợi ý; mặc định tắt vì người học đăng nhập theo đợt)',
});

/**
 * Disables accounts idle for longer than the policy says. System administrators are left alone, so that somebody can always undo it.
 * @returns how many accounts were disabled
 */
export async function lockIdleAccounts(ports: Ports): Promise<number> {
  const { at, now, today } = momentOf(ports);
  const policy = await readSetting(ports.db, idleAccountPolicy, today);
  if (!policy.enabled) return 0;
  const ids = await listIdle(ports.db, new Date(now.getTime() - policy.days * 86_400_000).toISOString());
  for (const id of ids) {
    await ports.db.transaction().execute(async (tx) => {
      await tx.updateTable('user_account').set((set) => ({ disabled_at: at, disabled_reason: 'IDLE', revision: set('revision', '+', 1) })).where('id', '=', id).execute();
      await voidLinks(tx, id, at);
      await revokeSessions(tx, id, at);
      await recordAudit(tx, { at, actor: null, action: 'account.disable-idle', objectType: 'user_account', objectId: id, details: { days: policy.days } });
    });
  }
  return ids.length;
}

/** Accounts in use that can sign in, with no sign of their owner since a moment: no session, no new password, not made since, and not taken into use again since. */
async function listIdle(db: Db, since: string): Promise<string[]> {
  const rows = await db
    .selectFrom('user_account as u')
    .innerJoin('credential as c', 'c.user_id', 'u.id')
    .select('u.id')
    .where('u.disabled_at', 'is', null)
    .where('u.created_at', '<', since)
    .where('c.changed_at', '<', since)
    .where((where) => where.not(where.exists(where.selectFrom('session as s').select('s.id').whereRef('s.user_id', '=', 'u.id').where('s.last_seen_at', '>=', since))))
    .where((where) => where.not(where.exists(where.selectFrom('audit_event as e').select('e.seq').where('e.object_type', '=', 'user_account').whereRef('e.object_id', '=', 'u.id').where('e.action', '=', 'account.reactivate').where('e.at', '>=', since))))
    .where((where) => where.not(where.exists(where.selectFrom('role_assignment as r').select('r.id').whereRef('r.user_id', '=', 'u.id').where('r.role', '=', 'SYSTEM_ADMIN').where('r.revoked_at', 'is', null))))
    .execute();
  return rows.map((row) => row.id);
}
