import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';
import { momentOf, type Ports } from '../ports.ts';

/** Gives, changes or takes back (null) a person's own work phone, in E.164. Recorded without the number; nothing happens when it stays the same. @throws AppError forbidden for an account that was closed */
export async function changeOwnPhone(ports: Ports, actor: Actor, phone: string | null): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('user_account').select('phone').where('id', '=', actor.id).where('disabled_at', 'is', null).executeTakeFirst();
    // Her account was closed since she sent the form: what was forgotten then must not come back.
    if (!known) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
    if (known.phone === phone) return;
    await tx.updateTable('user_account').set((set) => ({ phone, revision: set('revision', '+', 1) })).where('id', '=', actor.id).execute();
    await recordAudit(tx, { at, actor, action: 'account.edit', objectType: 'user_account', objectId: actor.id, details: { fields: ['phone'] } });
  });
}
