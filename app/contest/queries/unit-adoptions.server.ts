import type { Db } from '../../../db/client.ts';
import { adoptionStates, type AdoptionState } from '../rules/adoption.ts';
import { pilotsOf } from './adoption-evidence.server.ts';
import { adoptionRows } from './adoptions.server.ts';

/** How the adoptions that some units carry stand now. */
export async function unitAdoptions(db: Db, unitIds: readonly string[]): Promise<Record<AdoptionState, number>> {
  const own = (await adoptionRows(db)).filter(({ unitId }) => unitIds.includes(unitId));
  return Object.fromEntries(adoptionStates.map((state) => [state, own.filter((one) => one.state === state).length])) as Record<AdoptionState, number>;
}

/** How many of the adoptions that some units carry have been tried out, and how many of these were measured against their beginning. */
export async function unitPilots(db: Db, unitIds: readonly string[]): Promise<{ count: number; measured: number }> {
  const own = (await adoptionRows(db)).filter(({ unitId }) => unitIds.includes(unitId));
  const pilots = [...(await pilotsOf(db, own.map(({ id }) => id))).values()];
  return { count: pilots.length, measured: pilots.filter(({ result }) => result !== null).length };
}
