import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { unitTrainingQuery } from '../forms/classes.ts';
import { canSeeTraining } from '../policy.ts';
import { unitTraining } from '../queries/unit-training.server.ts';
import { trainingCsv } from '../training-csv.server.ts';

/** The whole table for a spreadsheet. */
export const loader = page({ guard: canSeeTraining, query: unitTrainingQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  const moment = momentOf(ports);
  const year = query.year ?? Number(moment.today.slice(0, 4));
  const { people } = await unitTraining(context.db, actor, { unit: query.unit, year }, { ...moment, timeZone: ports.timeZone });
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="so-tiet-boi-duong-${year}.csv"`, 'Cache-Control': 'private, no-store' };
  return new Response(trainingCsv(people, year, context.reader.locale), { headers });
});
