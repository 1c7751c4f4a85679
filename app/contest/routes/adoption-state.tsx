import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, RadioGroup, TextArea } from '../../ui/index.ts';
import { changeAdoptionState } from '../commands/write-adoption.server.ts';
import { AdoptionCrumbs, AdoptionTag } from '../components/adoption-parts.tsx';
import { adoptionParams, stateForm } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { canLeadAdoptions } from '../policy.ts';
import { getOwnAdoption, type Adoption } from '../queries/adoptions.server.ts';
import { nextStates } from '../rules/adoption.ts';

export const loader = page({ guard: canLeadAdoptions, params: adoptionParams }, ({ actor, params, context }) => getOwnAdoption(context.db, actor, params.id, momentOf(portsOf(context)).today));

export const action = submit({ guard: canLeadAdoptions, params: adoptionParams, form: stateForm }, async ({ actor, params, form, context }) => {
  const outcome = await changeAdoptionState(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { state: form.state, reason: form.reason }), { status: 409 });
  return seeOther(`/contest-desk/adoptions/${params.id}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('own.change-state'));

export default function AdoptionStatePage() {
  const adoption = useLoaderData() as unknown as Adoption;
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('own.change-state')} eyebrow={adoption.title} tags={<AdoptionTag state={adoption.state} />} breadcrumb={<AdoptionCrumbs adoption={adoption} here={t('own.change-state')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={adoption.revision} />
            <RadioGroup name="state" legend={t('form.state')} error={say('state')} value={value('state')} options={nextStates(adoption.state).map((state) => ({ value: state, label: t(`state.${state}`) }))} required />
            <TextArea name="reason" label={t('form.reason')} hint={t('form.reason-hint')} error={say('reason')} defaultValue={value('reason')} rows={4} />
            <div className="row"><Button>{t('form.save')}</Button><LinkButton variant="ghost" href={`/contest-desk/adoptions/${adoption.id}`}>{t('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </div>
  );
}
