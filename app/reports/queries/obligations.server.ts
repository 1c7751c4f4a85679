import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { referenceDay } from '../rules/period.ts';
import { listCarriers } from './models.server.ts';

/** A unit that owes a report for a period, with the models on which it reports. */
export interface Obligation {
  unitId: string;
  unitName: string;
  models: { number: number; role: string }[];
}

/** Units that owe a report for a period: those that carry a model and still exist on its reference day. By name. */
export async function listObligations(db: Db, period: { start: Day; lastDay: Day }, today: Day, unitId?: string): Promise<Obligation[]> {
  if (period.start > today) return [];
  const carriers = await listCarriers(db, referenceDay(period, today), unitId === undefined ? {} : { unitId });
  const collator = new Intl.Collator('vi', { numeric: true });
  return [...Map.groupBy(carriers, (carrier) => carrier.unitId).values()]
    .map((own) => ({ unitId: own[0]?.unitId ?? '', unitName: own[0]?.unitName ?? '', models: own.map(({ model, role }) => ({ number: model, role })) }))
    .toSorted((a, b) => collator.compare(a.unitName, b.unitName));
}
