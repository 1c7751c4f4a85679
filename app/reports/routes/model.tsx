import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, Notice, PageHead } from '../../ui/index.ts';
import { AgencyRoles, Carriers, ModelCrumbs, PastCarriers, useDeadline } from '../components/model-parts.tsx';
import { ReportedMonths, type ReportedMonth } from '../components/summary.tsx';
import { doneQuery, modelParams } from '../forms/models.ts';
import { modelMessages as messages } from '../messages/models.ts';
import { canReceiveMonthly, canSeeMonthly } from '../policy.ts';
import { modelMonths } from '../queries/summary.server.ts';
import { getModel, listCarriers, listPastCarriers, type AgencyRole, type Carrier, type PilotModel } from '../queries/models.server.ts';

export const loader = page({ guard: canSeeMonthly, params: modelParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const ports = portsOf(context);
  const { at, today } = momentOf(ports);
  const model = await getModel(context.db, params.number, today);
  return { model, carriers: await listCarriers(context.db, today, { model: params.number, isComing: true }), past: await listPastCarriers(context.db, params.number, today), canAssign: canReceiveMonthly(actor), months: await modelMonths(context.db, actor, params.number, { at, today, timeZone: ports.timeZone }), done: query.done ?? null };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

interface Loaded {
  model: PilotModel & { roles: AgencyRole[] };
  carriers: Carrier[];
  past: Carrier[];
  canAssign: boolean;
  months: ReportedMonth[];
  done: string | null;
}

export default function ModelPage() {
  const { model, carriers, past, canAssign, months, done } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={model.name} eyebrow={`${t('model-no', { number: model.number })} · ${model.groupName}`} breadcrumb={<ModelCrumbs model={model} />} />
      {done === 'assigned' || done === 'ended' ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <ModelFacts model={model} />
      <ReportedMonths months={months} />
      <Carriers number={model.number} carriers={carriers} canAssign={canAssign} />
      <PastCarriers carriers={past} />
      <AgencyRoles roles={model.roles} />
    </div>
  );
}

function ModelFacts({ model }: { model: PilotModel }) {
  const t = useText(messages);
  const formats = useFormats();
  const deadline = useDeadline();
  const { targets, tools, note, source } = model.details;
  return (
    <Card>
      <dl className="facts">
        <div><dt>{t('goal')}</dt><dd>{model.goal ?? t('no-goal')}</dd></div>
        <div><dt>{t('deadline')}</dt><dd>{deadline(model)}<br /><span className="muted small">{t('deadline-note')}</span></dd></div>
        {targets.length > 0 ? <div><dt>{t('targets')}</dt><dd>{targets.map(({ name, value, unit }) => `${name}: ${formats.number(value)} ${unit}`).join('; ')}</dd></div> : null}
        {tools.length > 0 ? <div><dt>{t('tools')}</dt><dd>{tools.join('; ')}</dd></div> : null}
        {note ? <div><dt>{t('col.note')}</dt><dd>{note}</dd></div> : null}
        <div><dt>{t('source')}</dt><dd>{source}</dd></div>
      </dl>
    </Card>
  );
}
