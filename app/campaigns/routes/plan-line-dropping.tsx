import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { dropPlanLine } from '../commands/write-plan.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { droppingForm, lineParams } from '../forms/plan.ts';
import { planMessages as messages } from '../messages/plan.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getPlanLine } from '../queries/plan.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: lineParams }, async ({ params, context }) => ({ year: params.year, line: await getPlanLine(context.db, params.year, params.line) }));

export const action = submit({ guard: canWriteCampaigns, params: lineParams, form: droppingForm }, async ({ actor, params, form, context }) => {
  const outcome = await dropPlanLine(portsOf(context), actor, params, form.reason);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/campaigns/plans/${params.year}?done=dropped`);
});

export const meta = titled((locale) => messages.in(locale)('line-drop'));

export default function PlanLineDroppingRoute() {
  const { year, line } = useLoaderData() as { year: number; line: { id: string; title: string } };
  const t = useText(messages);
  const { say, value } = useFaults();
  const back = `/campaigns/plans/${year}`;
  return (
    <>
      <PageHead title={`${t('line-drop')}: ${line.title}`} lead={t('drop-lead')} breadcrumb={<CampaignCrumbs between={[{ label: t('short', { year: String(year) }), href: back }, { label: line.title, href: `${back}/lines/${line.id}` }]} here={t('line-drop')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('drop-reason')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
            <div className="row"><Button variant="danger">{t('line-drop')}</Button><LinkButton variant="ghost" href={back}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
