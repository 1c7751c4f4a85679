import { askForPack } from '../../../app/reports/index.server.ts';
import type { Db } from '../../client.ts';
import { unitId } from '../ids.ts';
import { actorOf } from './answers.ts';
import { HOA_LU } from './cast.ts';
import type { DemoPerson } from './population.ts';
import { localDay, plusDays } from './rules/working-time.ts';

/** Inspection packs that were asked for this morning: the leader of Hoa Lư and the auditor. The server makes them when it starts, because files are made where they stay. */
export async function seedPacks(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  const ports = { db, clock: { now: () => new Date(nowMs) }, timeZone: 'Asia/Ho_Chi_Minh' };
  const to = plusDays(localDay(nowMs), -1);
  const leader = { ...actorOf(people, 'UNIT_LEADER'), grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unitId(HOA_LU) } as const] };
  const asked = [await askForPack(ports, leader, { unit: unitId(HOA_LU), from: `${to.slice(0, 4)}-01-01`, to }), await askForPack(ports, actorOf(people, 'AUDITOR'), { unit: unitId(HOA_LU), from: `${to.slice(0, 4)}-07-01`, to })];
  for (const one of asked) if (!one.ok) throw new Error(`A pack of the demo was refused: ${JSON.stringify(one.faults)}`);
  return asked.length;
}
