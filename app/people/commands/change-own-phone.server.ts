import { recordAudit } from '../../platform/audit.server.ts';
import type { Actor } from '../actor.ts';
import { momentOf, type Ports } from '../ports.ts';

/** Gives, changes or takes back (null) a person's own work phone, in E.164. Recorded without the number; nothing happens when it stays the same. */
export async function changeOwnPhone(ports: Ports, actor: Actor, phone: string | null): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('user_account').select('phone').where('id', '=', actor.id).executeTakeFirstOrThrow();
    if (known.phone === phone) return;
    await tx.updateTable('user_account').set((set) => ({ phone, revision: set('revision', '+', 1) })).where('id', '=', actor.id).execute();
    await recordAudit(tx, { at, actor, action: 'account.edit', objectType: 'user_account', objectId: actor.id, details: { fields: ['phone'] } });
  });
}
