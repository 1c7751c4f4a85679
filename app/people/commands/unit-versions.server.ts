import type { Tx } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import type { UnitState } from '../queries/unit-state.server.ts';

type Place = Pick<UnitState, 'name' | 'shortName' | 'parentId'>;

/** From a day on a unit has another name or place; on the very day on which the present one began, it is put right. */
export async function changeVersion(tx: Tx, unit: Pick<UnitState, 'id' | 'versionId' | 'from'>, next: Place, on: Day): Promise<void> {
  if (on <= unit.from) {
    await tx.updateTable('org_unit_version').set({ name: next.name, short_name: next.shortName, name_fold: fold(next.name), parent_id: next.parentId }).where('id', '=', unit.versionId).execute();
    return;
  }
  await tx.updateTable('org_unit_version').set({ valid_to: on }).where('id', '=', unit.versionId).execute();
  await openVersion(tx, unit.id, next, on);
}

/** The name and place of a unit from a day on. */
export async function openVersion(tx: Tx, unitId: string, next: Place, on: Day): Promise<void> {
  await tx.insertInto('org_unit_version').values({ id: newId(), unit_id: unitId, name: next.name, short_name: next.shortName, name_fold: fold(next.name), parent_id: next.parentId, valid_from: on, valid_to: null }).execute();
}
