import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { answerPrompts } from '../commands/answer-prompt.server.ts';
import { AdoptionCrumbs, AdoptionTag } from '../components/adoption-parts.tsx';
import { adoptionParams, promptForm } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { canLeadAdoptions } from '../policy.ts';
import { getOwnAdoption, type Adoption } from '../queries/adoptions.server.ts';

export const loader = page({ guard: canLeadAdoptions, params: adoptionParams }, ({ actor, params, context }) => getOwnAdoption(context.db, actor, params.id, momentOf(portsOf(context)).today));

export const action = submit({ guard: canLeadAdoptions, params: adoptionParams, form: promptForm }, async ({ actor, params, form, context }) => {
  const outcome = await answerPrompts(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { answer: form.answer }), { status: 409 });
  return seeOther(`/contest-desk/adoptions/${params.id}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('answer.title'));

export default function AdoptionAnswerPage() {
  const adoption = useLoaderData() as unknown as Adoption;
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('answer.title')} lead={t('answer.lead')} eyebrow={adoption.title} tags={<AdoptionTag state={adoption.state} />} breadcrumb={<AdoptionCrumbs adoption={adoption} here={t('answer.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={adoption.revision} />
            <TextArea name="answer" label={t('answer.words')} hint={t('answer.hint')} error={say('answer')} defaultValue={value('answer')} rows={5} required />
            <div className="row"><Button>{t('answer.button')}</Button><LinkButton variant="ghost" href={`/contest-desk/adoptions/${adoption.id}`}>{t('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </div>
  );
}
