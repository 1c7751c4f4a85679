import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { UnitTrainingPage, type UnitTrainingView } from '../components/unit-training-page.tsx';
import { unitTrainingQuery } from '../forms/classes.ts';
import { trainingMessages } from '../messages/training.ts';
import { canSeeTraining } from '../policy.ts';
import { trainedPerPage, unitTraining } from '../queries/unit-training.server.ts';

export const loader = page({ guard: canSeeTraining, query: unitTrainingQuery }, async ({ actor, query, context }): Promise<UnitTrainingView> => {
  const ports = portsOf(context);
  const moment = momentOf(ports);
  const thisYear = Number(moment.today.slice(0, 4));
  const year = query.year ?? thisYear;
  const unit = await unitTraining(context.db, actor, { unit: query.unit, year }, { ...moment, timeZone: ports.timeZone });
  const pages = Math.max(1, Math.ceil(unit.count / trainedPerPage));
  const at = Math.min(query.page, pages);
  const years = [...new Set([year, thisYear, thisYear - 1, thisYear - 2])].toSorted((one, other) => other - one);
  return { unit: { ...unit, people: unit.people.slice((at - 1) * trainedPerPage, at * trainedPerPage) }, year, years, page: at, pages };
});

export const meta = titled((locale) => trainingMessages.in(locale)('unit.link'));
export const handle = { layout: 'wide' };

export default function UnitTrainingRoute() {
  return <UnitTrainingPage view={useLoaderData() as unknown as UnitTrainingView} />;
}
