import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { canMakeLists } from '../policy.ts';

/** The actor's own list. @throws AppError not-found for everybody else's and for one that was deleted */
export async function ownReport(tx: Tx, actor: Actor, id: string) {
  if (!canMakeLists(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const report = await tx.selectFrom('saved_report').select(['id', 'name', 'question', 'shared_at']).where('id', '=', id).where('owner_id', '=', actor.id).where('deleted_at', 'is', null).executeTakeFirst();
  if (!report) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return report;
}

/** Shows a list to everybody whose rights reach its unit, or to nobody any more. Asking twice changes nothing. */
export async function shareReport(ports: Ports, actor: Actor, id: string, isShared: boolean): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const report = await ownReport(tx, actor, id);
    if ((report.shared_at !== null) === isShared) return;
    await tx.updateTable('saved_report').set(({ eb }) => ({ shared_at: isShared ? at : null, updated_at: at, revision: eb('revision', '+', 1) })).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: isShared ? 'report.share' : 'report.unshare', objectType: 'saved_report', objectId: id, details: { list: report.name } });
  });
}

/** Takes a list away with its schedule; files that were made stay until they expire. */
export async function deleteReport(ports: Ports, actor: Actor, id: string): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const report = await ownReport(tx, actor, id);
    await tx.updateTable('saved_report').set({ deleted_at: at }).where('id', '=', id).execute();
    await tx.updateTable('report_schedule').set({ ended_at: at }).where('report_id', '=', id).where('ended_at', 'is', null).execute();
    await recordAudit(tx, { at, actor, action: 'report.delete', objectType: 'saved_report', objectId: id, details: { list: report.name } });
  });
}
