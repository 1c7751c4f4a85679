import type { Tx } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { findUnitState, type UnitState } from '../queries/unit-state.server.ts';
import { changeVersion } from './unit-versions.server.ts';

/** Closes everything that is dated about a unit on a day, and says what became of it. */
export async function closeUnit(tx: Tx, unit: UnitState, { on, legalBasis, intoId }: { on: Day; legalBasis: string; intoId: string | null }): Promise<void> {
  await tx.updateTable('org_unit').set({ valid_to: on }).where('id', '=', unit.id).execute();
  await tx.updateTable('org_unit_version').set({ valid_to: on }).where('id', '=', unit.versionId).execute();
  await tx.updateTable('org_unit_code').set({ valid_to: on }).where('unit_id', '=', unit.id).where('valid_to', 'is', null).execute();
  await tx.insertInto('org_unit_change').values({ id: newId(), kind: intoId ? 'MERGE' : 'DISSOLVE', from_unit_id: unit.id, to_unit_id: intoId, share: 'FULL', legal_basis: legalBasis, effective_on: on }).execute();
}

/** People and sub-units of a unit go over into another one on a day; positions stay. Rights that were given for the unit do not: they end with it, and are given anew by whoever answers for them. */
export async function foldInto(tx: Tx, fromId: string, intoId: string, on: Day): Promise<void> {
  const children = await tx.selectFrom('org_unit_version').select('unit_id').where('parent_id', '=', fromId).where('valid_to', 'is', null).execute();
  for (const { unit_id } of children) {
    const child = await findUnitState(tx, unit_id);
    if (child) await changeVersion(tx, child, { ...child, parentId: intoId }, on);
  }
  const members = await tx.selectFrom('membership').selectAll().where('unit_id', '=', fromId).where('valid_to', 'is', null).execute();
  for (const member of members) {
    const day = on < member.valid_from ? member.valid_from : on;
    await tx.updateTable('membership').set({ valid_to: day }).where('id', '=', member.id).execute();
    await tx.insertInto('membership').values({ ...member, id: newId(), unit_id: intoId, valid_from: day }).execute();
  }
}
