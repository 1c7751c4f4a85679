import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { Disclosure, EmptyState, FileLinks, LinkButton, PageHead } from '../../ui/index.ts';
import { ModelCrumbs, ModelGroupLine, ModelTable } from '../components/model-parts.tsx';
import { registerQuery } from '../forms/models.ts';
import { modelMessages as messages } from '../messages/models.ts';
import { canSeeMonthly } from '../policy.ts';
import { listCarriers, listLeads, listModels, type Carrier, type PilotModel } from '../queries/models.server.ts';

export const loader = page({ guard: canSeeMonthly, query: registerQuery }, async ({ query, context }) => {
  const { today } = momentOf(portsOf(context));
  return { models: await listModels(context.db, today), leads: [...(await listLeads(context.db, today))], carriers: await listCarriers(context.db, today), isOpen: query.open === 'all' };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function ModelsPage() {
  const { models, leads, carriers, isOpen } = useLoaderData() as unknown as { models: PilotModel[]; leads: [number, string[]][]; carriers: Carrier[]; isOpen: boolean };
  const t = useText(messages);
  const p = useText(platformMessages);
  const groups = [...Map.groupBy(models, ({ groupKey }) => groupKey).values()];
  const byModel = Map.groupBy(carriers, ({ model }) => model);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={models.length > 0 ? t('lead', { count: models.length }) : undefined} breadcrumb={<ModelCrumbs />} actions={models.length > 0 && !isOpen ? <LinkButton href="/reports/models?open=all" variant="ghost">{t('open-all')}</LinkButton> : undefined} />
      {models.length === 0 ? <EmptyState icon="inbox" title={t('none')}>{t('none-text')}</EmptyState> : null}
      <div className="stack">
        {groups.map((group, at) => (
          <Disclosure key={group[0]?.groupKey} boxed open={isOpen || at === 0} summary={<ModelGroupLine models={group} carriers={byModel} />}>
            <ModelTable caption={group[0]?.groupName ?? ''} models={group} leads={new Map(leads)} carriers={byModel} />
          </Disclosure>
        ))}
      </div>
      {models.length > 0 ? <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => `/reports/models/file?format=${format}`} note={t('file.note')} /> : null}
    </div>
  );
}
