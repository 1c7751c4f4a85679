import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead } from '../../ui/index.ts';
import { editPlanLine } from '../commands/write-plan.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { PlanLineFields, StoredPlanLine, type StoredLine } from '../components/plan-line-fields.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { lineEditForm, lineParams } from '../forms/plan.ts';
import { planMessages as messages } from '../messages/plan.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getPlanLine } from '../queries/plan.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: lineParams }, async ({ params, context }) => ({ year: params.year, line: await getPlanLine(context.db, params.year, params.line) }));

export const action = submit({ guard: canWriteCampaigns, params: lineParams, form: lineEditForm }, async ({ actor, params, form, context }) => {
  const outcome = await editPlanLine(portsOf(context), actor, params, form);
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther(`/campaigns/plans/${params.year}?done=edited`);
});

export const meta = titled((locale) => messages.in(locale)('line-edit'));

export default function PlanLineRoute() {
  const { year, line } = useLoaderData() as { year: number; line: StoredLine & { id: string; revision: number } };
  const t = useText(messages);
  const back = `/campaigns/plans/${year}`;
  return (
    <>
      <PageHead title={t('line-edit')} eyebrow={line.title} breadcrumb={<CampaignCrumbs between={{ label: t('short', { year: String(year) }), href: back }} here={line.title} />} />
      <div className="form">
        <Faults />
        <StoredPlanLine stored={line} />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={line.revision} />
            <PlanLineFields stored={line} />
            <div className="row"><Button>{t('save')}</Button><LinkButton variant="ghost" href={back}>{t('cancel')}</LinkButton><LinkButton variant="quiet" href={`${back}/lines/${line.id}/dropping`}>{t('line-drop')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
