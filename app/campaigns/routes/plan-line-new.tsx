import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead } from '../../ui/index.ts';
import { addPlanLine } from '../commands/write-plan.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { PlanLineFields } from '../components/plan-line-fields.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { lineForm, planParams } from '../forms/plan.ts';
import { planMessages as messages } from '../messages/plan.ts';
import { canWriteCampaigns } from '../policy.ts';

export const loader = page({ guard: canWriteCampaigns, params: planParams }, ({ params }) => ({ year: params.year }));

export const action = submit({ guard: canWriteCampaigns, params: planParams, form: lineForm }, async ({ actor, params, form, context }) => {
  const outcome = await addPlanLine(portsOf(context), actor, params.year, form);
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther(`/campaigns/plans/${params.year}?done=added`);
});

export const meta = titled((locale) => messages.in(locale)('add-line'));

export default function PlanLineNewRoute() {
  const { year } = useLoaderData() as { year: number };
  const t = useText(messages);
  const back = `/campaigns/plans/${year}`;
  return (
    <>
      <PageHead title={t('line-new', { year: String(year) })} breadcrumb={<CampaignCrumbs between={{ label: t('short', { year: String(year) }), href: back }} here={t('add-line')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <PlanLineFields />
            <div className="row"><Button>{t('add-line')}</Button><LinkButton variant="ghost" href={back}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
