import { recordAudit } from '../../platform/audit.server.ts';
import { momentOf, type Ports } from '../ports.ts';
import { firstFault } from '../outcome.ts';
import { actionOf, unitDeed } from '../rules/unit-deeds.ts';
import { doUnitDeed, type CountUnitWork } from './unit-deeds.server.ts';

/**
 * Carries out every decision whose day has come, in the order of their days, each in a transaction of its own. What has become impossible meanwhile stays planned, says why on the unit's page,
 * and is tried again in the next night.
 */
export async function doUnitDeeds(ports: Ports, countWork: CountUnitWork): Promise<{ done: number; refused: number }> {
  const { at, today } = momentOf(ports);
  const due = await ports.db.selectFrom('org_unit_deed').selectAll().where('done_at', 'is', null).where('withdrawn_at', 'is', null).where('effective_on', '<=', today).orderBy('effective_on').orderBy('decided_at').orderBy('id').execute();
  const counts = { done: 0, refused: 0 };
  for (const row of due) {
    const deed = unitDeed.parse(JSON.parse(row.deed));
    await ports.db.transaction().execute(async (tx) => {
      const outcome = await doUnitDeed(tx, row.unit_id, deed, { on: row.effective_on, legalBasis: row.legal_basis, timeZone: ports.timeZone, countWork });
      counts[outcome.ok ? 'done' : 'refused'] += 1;
      await tx.updateTable('org_unit_deed').set(outcome.ok ? { done_at: at, fault: null } : { fault: JSON.stringify(firstFault(outcome)) }).where('id', '=', row.id).execute();
      if (outcome.ok) await recordAudit(tx, { at, actor: null, action: actionOf(deed.kind), objectType: 'org_unit', objectId: row.unit_id, details: { ...outcome.details, on: row.effective_on, legalBasis: row.legal_basis } });
    });
  }
  return counts;
}
