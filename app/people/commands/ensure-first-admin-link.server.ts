import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Clock } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { countSystemAdmins } from '../queries/system-admins.server.ts';
import { handoverPolicy } from '../rules/password-rules.ts';
import { issueLink, voidLinks } from './issue-link.server.ts';

/**
 * While nobody can administer the system, makes a one-time link for the first administrator; every start makes a new one and voids the older.
 * @returns the whole address to print for the operator, or null when there is an administrator
 */
export async function ensureFirstAdminLink(db: Db, clock: Clock, baseUrl: string, timeZone = 'Asia/Ho_Chi_Minh'): Promise<string | null> {
  const now = clock.now();
  const { firstAdminLinkHours } = await readSetting(db, handoverPolicy, dayIn(timeZone, now));
  return db.transaction().execute(async (tx) => {
    await voidLinks(tx, null, now.toISOString());
    if ((await countSystemAdmins(tx)) > 0) return null;
    const link = await issueLink(tx, { userId: null, purpose: 'FIRST_ADMIN', createdBy: null, now, hours: firstAdminLinkHours });
    await recordAudit(tx, { at: now.toISOString(), actor: null, action: 'activation.first-admin', objectType: 'activation', objectId: link.id });
    return `${baseUrl}/activate/${link.token}`;
  });
}
