import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { explainGap } from '../commands/explain-gap.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { decisionParams, gapForm } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { canOrganiseContests } from '../policy.ts';
import { getGap, type GapPage } from '../queries/adoption-gaps.server.ts';

export const loader = page({ guard: canOrganiseContests, params: decisionParams }, ({ params, context }) => getGap(context.db, params.contest, params.entry));

export const action = submit({ guard: canOrganiseContests, params: decisionParams, form: gapForm }, async ({ actor, params, form, context }) => {
  const outcome = await explainGap(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/adoptions`);
});

export const meta = titled((locale) => messages.in(locale)('gap.title'));

export default function AdoptionGapPage() {
  const { contest, gap } = useLoaderData() as unknown as GapPage;
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('gap.title')} lead={t('gap.lead')} eyebrow={`${gap.number} – ${gap.title}`} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('propose.title'), href: `/contest-desk/${contest.id}/adoptions` }} here={t('gap.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('gap.reason')} hint={t('gap.hint')} error={say('reason')} defaultValue={value('reason', gap.reason)} rows={4} required />
            <div className="row"><Button>{t('gap.button')}</Button><LinkButton variant="ghost" href={`/contest-desk/${contest.id}/adoptions`}>{t('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </div>
  );
}
