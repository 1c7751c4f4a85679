import type { Db } from '../../../db/client.ts';
import { adoptionStates, type AdoptionState } from '../rules/adoption.ts';
import { adoptionRows } from './adoptions.server.ts';

/** How the adoptions that some units carry stand now. */
export async function unitAdoptions(db: Db, unitIds: readonly string[]): Promise<Record<AdoptionState, number>> {
  const own = (await adoptionRows(db)).filter(({ unitId }) => unitIds.includes(unitId));
  return Object.fromEntries(adoptionStates.map((state) => [state, own.filter((one) => one.state === state).length])) as Record<AdoptionState, number>;
}
