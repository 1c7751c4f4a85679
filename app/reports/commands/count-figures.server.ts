import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Outcome, Ports } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { knownFigures } from '../queries/known-figures.server.ts';
import { readReport } from '../queries/report-content.server.ts';
import { changeReport } from './change-report.server.ts';

/** Counts anew what the program knows of a report's models, in place of what it had counted. */
export async function countFigures(tx: Tx, report: { id: string; unitId: string; start: Day; end: Day; lastDay: Day }, models: readonly number[], moment: { at: Instant; today: Day; timeZone: string }): Promise<void> {
  const figures = await knownFigures(tx, { ...report, models }, moment);
  await tx.deleteFrom('monthly_report_figure').where('report_id', '=', report.id).execute();
  if (figures.length > 0) await tx.insertInto('monthly_report_figure').values(figures.map(({ model, key, value, total }) => ({ report_id: report.id, model_number: model, key, value, total, counted_at: moment.at }))).execute();
}

/** The officer has the figures counted again. */
export function recountFigures(ports: Ports, actor: Actor, id: string): Promise<Outcome> {
  return changeReport(ports, actor, id, async (tx, report, moment) => {
    const { content } = await readReport(tx, report, moment.today);
    await countFigures(tx, report, content.lines.map(({ model }) => model), { ...moment, timeZone: ports.timeZone });
    return { action: 'monthly-report.count', details: {} };
  });
}
