import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, Select } from '../../ui/index.ts';
import { AdoptionCrumbs, AdoptionTag, Benefits, Milestones, Prompts } from '../components/adoption-parts.tsx';
import { adoptionParams, doneQuery } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { canSeeAdoptions } from '../policy.ts';
import { getAdoption, type Adoption, type AdoptionStep } from '../queries/adoptions.server.ts';
import { recognitions } from '../rules/adoption.ts';

export const loader = page({ guard: canSeeAdoptions, params: adoptionParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const { today } = momentOf(portsOf(context));
  return { ...(await getAdoption(context.db, actor, params.id, today)), today, done: query.done ?? null };
});

export const meta = titled((locale) => messages.in(locale)('list.title'));

interface Loaded {
  adoption: Adoption;
  steps: AdoptionStep[];
  canWrite: boolean;
  today: string;
  done: string | null;
}

export default function AdoptionPage() {
  const { adoption, steps, canWrite, today, done } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const formats = useFormats();
  const base = `/contest-desk/adoptions/${adoption.id}`;
  const isAsked = steps.some(({ askedOn, doneOn }) => askedOn !== null && doneOn === null);
  return (
    <div className="stack-l">
      <PageHead title={adoption.title} eyebrow={`${adoption.number} · ${adoption.contestTitle}`} tags={<AdoptionTag state={adoption.state} />} breadcrumb={<AdoptionCrumbs adoption={adoption} />} />
      {done === 'saved' ? <Notice tone="ok" focused>{t('own.saved')}</Notice> : null}
      {isAsked ? <Notice tone="warn" live={false} action={canWrite ? <a href={`${base}/answer`}>{t('answer.title')}</a> : undefined}>{t('own.asked-now')}</Notice> : null}
      {canWrite ? <div className="row"><LinkButton href={`${base}/state`}>{t('own.change-state')}</LinkButton><LinkButton variant="ghost" icon="plus" href={`${base}/steps`}>{t('own.add-step')}</LinkButton></div> : <Notice live={false}>{t('own.read-only')}</Notice>}
      <Card>
        <dl className="facts">
          <div><dt>{t('unit')}</dt><dd>{adoption.unitName}</dd></div>
          <div><dt>{t('own.started')}</dt><dd>{formats.day(adoption.startedAt)}</dd></div>
          {adoption.reason ? <div><dt>{t('own.reason')}</dt><dd className="pre-line">{adoption.reason}</dd></div> : null}
          <div><dt>{t('recognition')}</dt><dd>{t(`recognition.${adoption.recognition}`)}</dd></div>
        </dl>
      </Card>
      <Milestones adoption={adoption} steps={steps} today={today} canWrite={canWrite} />
      <Benefits steps={steps} />
      {canWrite ? <RecognitionForm adoption={adoption} /> : null}
      <Prompts steps={steps} />
    </div>
  );
}

function RecognitionForm({ adoption }: { adoption: Adoption }) {
  const t = useText(messages);
  return (
    <Card title={t('recognition')} id="recognition-form" lead={t('recognition.note')}>
      <form method="post" noValidate action={`/contest-desk/adoptions/${adoption.id}/recognition`} className="stack">
        <input type="hidden" name="revision" value={adoption.revision} />
        <Select name="recognition" label={t('recognition')} defaultValue={adoption.recognition} options={recognitions.map((one) => ({ value: one, label: t(`recognition.${one}`) }))} />
        <div className="row"><Button variant="ghost">{t('recognition.save')}</Button></div>
      </form>
    </Card>
  );
}
