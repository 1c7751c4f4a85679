import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, Select, TextInput } from '../../ui/index.ts';
import { editRecognition, seenOf } from '../commands/edit-recognition.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { mostRecognitionSteps, recognitionForm } from '../forms/adoption-use.ts';
import { contestParams, doneQuery } from '../forms/results.ts';
import { rowsTyped } from '../forms/rows.ts';
import { adoptionMessages } from '../messages/adoption.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import { canOrganiseContests } from '../policy.ts';
import { recognitionSteps, type RecognitionStep } from '../queries/adoption-evidence.server.ts';
import { getContestHead, type ContestHead } from '../queries/contest-round.server.ts';
import { recognitions } from '../rules/adoption.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: doneQuery }, async ({ params, query, context }) => {
  const contest = await getContestHead(context.db, params.contest);
  const steps = await recognitionSteps(context.db, contest.id);
  return { contest, steps, seen: seenOf(steps), done: query.done ?? null };
});

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: recognitionForm }, async ({ actor, params, form, context }) => {
  const outcome = await editRecognition(portsOf(context), actor, { ...params, seen: form.seen, rows: form.rows });
  if (!outcome.ok) return data(refuseForm(outcome.faults, rowsTyped(form)), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/recognition?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('recognition.title'));

export default function DeskRecognitionPage() {
  const { contest, steps, seen, done } = useLoaderData() as unknown as { contest: ContestHead; steps: RecognitionStep[]; seen: string; done: string | null };
  const t = useText(messages);
  const words = useText(adoptionMessages);
  const adoptions = `/contest-desk/${contest.id}/adoptions`;
  return (
    <div className="stack-l">
      <PageHead title={t('recognition.title')} lead={t('recognition.lead')} breadcrumb={<DeskCrumbs contest={contest} between={{ label: words('propose.title'), href: adoptions }} here={t('recognition.title')} />} />
      {done === 'saved' ? <Notice tone="ok" focused>{t('recognition.saved')}</Notice> : null}
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value="0" />
            <input type="hidden" name="seen" value={seen} />
            {Array.from({ length: mostRecognitionSteps }, (_, at) => <StepRow key={at} at={at} step={steps[at]} />)}
            <div className="row"><Button>{t('recognition.save')}</Button><LinkButton variant="ghost" href={adoptions}>{words('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </div>
  );
}

function StepRow({ at, step }: { at: number; step: RecognitionStep | undefined }) {
  const t = useText(messages);
  const words = useText(adoptionMessages);
  const { say, value } = useFaults();
  return (
    <fieldset className="stack">
      <legend className="field-label">{t('recognition.row', { number: at + 1 })}</legend>
      <div className="row">
        <TextInput name={`title_${at}`} label={t('recognition.name')} error={say(`title_${at}`)} defaultValue={value(`title_${at}`, step?.title)} maxLength={80} />
        <Select name={`meaning_${at}`} label={t('recognition.meaning')} error={say(`meaning_${at}`)} defaultValue={value(`meaning_${at}`, step?.meaning ?? (at === 0 ? 'NONE' : 'FILED'))} options={recognitions.map((one) => ({ value: one, label: words(`recognition.${one}`) }))} />
      </div>
    </fieldset>
  );
}
