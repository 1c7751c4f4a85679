import type { Db } from '../../../db/client.ts';
import { unitReach } from '../../campaigns/index.server.ts';
import { unitAdoptions, unitPilots } from '../../contest/index.server.ts';
import { unitAnswerFigures } from '../../faq/index.server.ts';
import { courseCoverage } from '../../learning/index.server.ts';
import { unitIdsUnder } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';
import { shownAbove, type Figure, type FigureKey } from '../rules/figures.ts';
import { referenceDay } from '../rules/period.ts';

/** The models of which the program itself knows something, and the courses that carry two of them out. */
const courses: Readonly<Record<number, string>> = { 28: 'de-an-06', 43: 'an-toan-thong-tin' };

interface Asked {
  unitId: string;
  models: readonly number[];
  start: Day;
  end: Day;
  lastDay: Day;
}

/** What the program knows of a unit's work on its models in a period, up to this moment. */
export async function knownFigures(db: Db, asked: Asked, { at, today, timeZone }: { at: Instant; today: Day; timeZone: string }): Promise<Figure[]> {
  const on = referenceDay(asked, today);
  const unitIds = await unitIdsUnder(db, asked.unitId, on);
  const from = instantOf(`${asked.start}T00:00`, timeZone);
  const end = instantOf(`${asked.end}T00:00`, timeZone);
  const to = end < at ? end : at;
  const figures: Figure[] = [];
  const add = (model: number, key: FigureKey, value: number, total: number | null = null) => void figures.push({ model, key, ...shownAbove(key, value, total) });
  for (const model of asked.models) {
    const course = courses[model];
    if (course) {
      const { people, completed } = await courseCoverage(db, { course, unitId: asked.unitId, on, until: to });
      add(model, 'trained', completed, people);
    }
    if (model === 26 || model === 27) {
      const reach = await unitReach(db, { model, unitIds, from, to });
      add(model, 'campaigns', reach.campaigns);
      if (reach.audience > 0) add(model, 'reached', reach.reached, reach.audience);
      if (reach.slots > 0) add(model, 'broadcasts', reach.played, reach.slots);
    }
    if (model === 30) {
      const { calls, published } = await unitAnswerFigures(db, { unitIds, from, to });
      add(model, 'calls', calls);
      add(model, 'published', published);
    }
    if (model === 41) {
      const states = await unitAdoptions(db, unitIds);
      const pilots = await unitPilots(db, unitIds);
      add(model, 'applied', states.APPLIED, Object.values(states).reduce((sum, count) => sum + count, 0));
      if (pilots.count > 0) add(model, 'piloted', pilots.measured, pilots.count);
    }
  }
  return figures;
}
