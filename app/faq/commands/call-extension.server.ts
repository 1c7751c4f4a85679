import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { momentOf, type Actor } from '../../people/index.server.ts';
import type { DeskPorts } from './call-save.server.ts';

/** Says which telephone stands before an agent; whoever sat there before has left it. An empty one means none. */
export async function takeExtension(ports: DeskPorts, actor: Actor, extension: string): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const held = await tx.selectFrom('agent_extension').select('extension').where('agent_id', '=', actor.id).where('released_at', 'is', null).executeTakeFirst();
    if ((held?.extension ?? '') === extension) return;
    await tx.updateTable('agent_extension').set({ released_at: at }).where('released_at', 'is', null).where((where) => where.or([where('agent_id', '=', actor.id), where('extension', '=', extension)])).execute();
    if (extension !== '') await tx.insertInto('agent_extension').values({ id: newId(), extension, agent_id: actor.id, taken_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'call.extension', objectType: 'user_account', objectId: actor.id, details: { to: extension || null } });
  });
}
