import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { canSeeOperations } from '../../people/policy.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import type { ReportDecision } from '../forms/bounce.ts';
import { addressKey } from '../rules/mail-address.ts';
import { suppressAddress } from './withdraw-unwanted.server.ts';

/**
 * Ends what a report without proof has left open: believed, the address is written to no more; dismissed, everything stays. Either way the report is gone.
 * Of an address that has been changed meanwhile nothing is believed any more. Done twice, the second time does nothing.
 */
export async function decideMailReport(ports: Ports, actor: Actor, { userId, kind, decision }: ReportDecision): Promise<void> {
  if (!canSeeOperations(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const report = await tx.deleteFrom('mail_report').where('user_id', '=', userId).where('kind', '=', kind).returning(['address', 'reports']).executeTakeFirst();
    if (!report) return;
    const { email } = await tx.selectFrom('user_account').select('email').where('id', '=', userId).executeTakeFirstOrThrow();
    const isBelieved = decision === 'believe' && email !== null && addressKey(email) === report.address;
    if (isBelieved) await suppressAddress(tx, { channel: 'EMAIL', recipientId: userId, address: email, reason: kind, deliveryId: null }, at);
    await recordAudit(tx, { at, actor, action: isBelieved ? 'mail-report.believe' : 'mail-report.dismiss', objectType: 'user_account', objectId: userId, details: { kind, count: report.reports } });
  });
}
