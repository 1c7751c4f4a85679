import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { editPlan } from '../commands/write-plan.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { StoredNow } from '../components/stored-now.tsx';
import { planForm, planParams } from '../forms/plan.ts';
import { planMessages as messages } from '../messages/plan.ts';
import { canWriteCampaigns } from '../policy.ts';
import { findPlan, type PlanPage } from '../queries/plan.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: planParams }, async ({ params, context }) => ({ year: params.year, plan: await findPlan(context.db, params.year) }));

export const action = submit({ guard: canWriteCampaigns, params: planParams, form: planForm }, async ({ actor, params, form, context }) => {
  const outcome = await editPlan(portsOf(context), actor, params.year, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { goal: form.goal, legalBasis: form.legalBasis });
  return seeOther(`/campaigns/plans/${params.year}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('edit'));

export default function PlanEditRoute() {
  const { year, plan } = useLoaderData() as { year: number; plan: PlanPage['plan'] };
  const t = useText(messages);
  const { say, value } = useFaults();
  const back = `/campaigns/plans/${year}`;
  return (
    <>
      <PageHead title={`${t('edit')}: ${t('short', { year: String(year) })}`} lead={t('lead')} breadcrumb={<CampaignCrumbs between={{ label: t('short', { year: String(year) }), href: back }} here={t('edit')} />} />
      <div className="form">
        <Faults />
        {plan ? <StoredNow fields={[{ name: 'goal', label: t('goal'), stored: plan.goal }, { name: 'legalBasis', label: t('basis'), stored: plan.legalBasis }]} /> : null}
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={plan?.revision ?? 0} />
            <TextArea name="goal" label={t('goal')} hint={t('goal-hint')} error={say('goal')} defaultValue={value('goal', plan?.goal)} rows={5} required />
            <TextArea name="legalBasis" label={t('basis')} hint={t('basis-hint')} error={say('legalBasis')} defaultValue={value('legalBasis', plan?.legalBasis || messages.in('vi')('basis-default'))} rows={4} required />
            <div className="row"><Button>{t('save')}</Button><LinkButton variant="ghost" href={back}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
