import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { figuresCsv } from '../figures-csv.server.ts';
import { figuresQuery } from '../forms/figures.ts';
import { canSeeCallFigures } from '../policy.ts';
import { readFigures } from '../queries/figures.server.ts';
import { periodOf } from '../rules/figures.ts';

/** The figures of a period as a table for a report. */
export const loader = page({ guard: canSeeCallFigures, query: figuresQuery }, async ({ query, context }) => {
  const moment = momentOf(portsOf(context));
  const { locale } = context.reader;
  const period = periodOf(query, moment.today);
  const csv = figuresCsv(await readFigures(context.db, period, { ...moment, timeZone: context.env.TZ_DISPLAY, locale }), locale);
  return new Response(csv, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="tong-dai-${period.from}-${period.to}.csv"`, 'Cache-Control': 'private, no-store' } });
});
