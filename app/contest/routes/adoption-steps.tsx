import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, RadioGroup, Select, TextInput } from '../../ui/index.ts';
import { addAdoptionStep } from '../commands/write-adoption.server.ts';
import { AdoptionCrumbs } from '../components/adoption-parts.tsx';
import { adoptionParams, stepForm, stepTyped } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { adoptionUseMessages } from '../messages/adoption-use.ts';
import { canLeadAdoptions } from '../policy.ts';
import { readOwnAdoption } from '../queries/adoption-evidence.server.ts';

export const loader = page({ guard: canLeadAdoptions, params: adoptionParams }, ({ actor, params, context }) => readOwnAdoption(context.db, actor, params.id, momentOf(portsOf(context)).today));

export const action = submit({ guard: canLeadAdoptions, params: adoptionParams, form: stepForm }, async ({ actor, params, form, context }) => {
  const outcome = await addAdoptionStep(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, stepTyped(form)), { status: 409 });
  return seeOther(`/contest-desk/adoptions/${params.id}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('own.add-step'));

export default function AdoptionStepsPage() {
  const { adoption, files } = useLoaderData() as unknown as Awaited<ReturnType<typeof readOwnAdoption>>;
  const use = useText(adoptionUseMessages);
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('own.add-step')} eyebrow={adoption.title} breadcrumb={<AdoptionCrumbs adoption={adoption} here={t('own.add-step')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={adoption.revision} />
            <RadioGroup name="kind" legend={t('form.kind')} error={say('kind')} value={value('kind', 'MILESTONE')} options={(['MILESTONE', 'BENEFIT'] as const).map((kind) => ({ value: kind, label: t(`form.${kind}`), hint: t(`form.${kind}-hint`) }))} required />
            <TextInput name="title" label={t('form.title')} error={say('title')} defaultValue={value('title')} required />
            <TextInput name="on" type="date" label={t('form.on')} hint={t('form.on-hint')} error={say('on')} defaultValue={value('on')} width="short" required />
            <TextInput name="amount" inputMode="decimal" label={t('form.amount')} error={say('amount')} defaultValue={value('amount')} width="short" />
            <TextInput name="unit" label={t('form.unit')} hint={t('form.unit-hint')} error={say('unit')} defaultValue={value('unit')} width="middle" />
            <Select name="fileId" label={use('step.file')} hint={use('step.file-hint')} error={say('fileId')} defaultValue={value('fileId')} emptyLabel={use('pilot.file-none')} options={files.map(({ id, name }) => ({ value: id, label: name }))} />
            <TextInput name="evidence" type="url" label={t('form.evidence')} error={say('evidence')} defaultValue={value('evidence')} />
            <div className="row"><Button>{t('form.save')}</Button><LinkButton variant="ghost" href={`/contest-desk/adoptions/${adoption.id}`}>{t('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </div>
  );
}
