import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, Select } from '../../ui/index.ts';
import { EvidenceCard, PilotCard } from '../components/adoption-evidence.tsx';
import { AdoptionCrumbs, AdoptionTag, Benefits, Milestones, Prompts } from '../components/adoption-parts.tsx';
import { adoptionParams, doneQuery } from '../forms/results.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { adoptionUseMessages } from '../messages/adoption-use.ts';
import { canSeeAdoptions } from '../policy.ts';
import { readAdoption, type AdoptionPage } from '../queries/adoption-evidence.server.ts';
import { recognitions } from '../rules/adoption.ts';
import { pilotOwes } from '../rules/pilot.ts';

export const loader = page({ guard: canSeeAdoptions, params: adoptionParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const { today } = momentOf(portsOf(context));
  return { ...(await readAdoption(context.db, actor, params.id, today)), today, done: query.done ?? null };
});

export const meta = titled((locale) => messages.in(locale)('list.title'));

interface Loaded extends AdoptionPage {
  today: string;
  done: string | null;
}

export default function AdoptionOverview() {
  const { today, done, ...page } = useLoaderData() as unknown as Loaded;
  const { adoption, steps, canWrite, files, pilot, recognition } = page;
  const t = useText(messages);
  const formats = useFormats();
  const base = `/contest-desk/adoptions/${adoption.id}`;
  return (
    <div className="stack-l">
      <PageHead title={adoption.title} eyebrow={`${adoption.number} · ${adoption.contestTitle}`} tags={<AdoptionTag state={adoption.state} />} breadcrumb={<AdoptionCrumbs adoption={adoption} />} />
      {done === 'saved' ? <Notice tone="ok" focused>{t('own.saved')}</Notice> : null}
      <AdoptionNotices page={page} today={today} />
      {canWrite ? <div className="row"><LinkButton href={`${base}/state`}>{t('own.change-state')}</LinkButton><LinkButton variant="ghost" icon="plus" href={`${base}/steps`}>{t('own.add-step')}</LinkButton></div> : <Notice live={false}>{t('own.read-only')}</Notice>}
      <Card>
        <dl className="facts">
          <div><dt>{t('unit')}</dt><dd>{adoption.unitName}</dd></div>
          <div><dt>{t('own.started')}</dt><dd>{formats.day(adoption.startedAt)}</dd></div>
          {adoption.reason ? <div><dt>{t('own.reason')}</dt><dd className="pre-line">{adoption.reason}</dd></div> : null}
          <div><dt>{t('recognition')}</dt><dd>{adoption.recognitionTitle ?? t(`recognition.${adoption.recognition}`)}</dd></div>
        </dl>
      </Card>
      <Milestones adoption={adoption} steps={steps} today={today} canWrite={canWrite} />
      <PilotCard base={base} pilot={pilot} canWrite={canWrite} />
      <Benefits steps={steps} files={files} base={base} />
      <EvidenceCard base={base} files={files} canWrite={canWrite} />
      {canWrite ? <RecognitionForm adoption={adoption} own={recognition} /> : null}
      <Prompts steps={steps} />
    </div>
  );
}

/** What is asked or owed about an adoption, and what everybody does not see of it. */
function AdoptionNotices({ page: { adoption, steps, canWrite, files, pilot, hidden }, today }: { page: AdoptionPage; today: string }) {
  const [t, use] = [useText(messages), useText(adoptionUseMessages)];
  const base = `/contest-desk/adoptions/${adoption.id}`;
  const owes = pilotOwes(adoption.state, pilot, today);
  const isAsked = steps.some(({ askedOn, doneOn }) => askedOn !== null && doneOn === null);
  const stopped = files.filter(({ stoppedAt }) => stoppedAt !== null).length;
  return (
    <>
      {hidden ? <Notice tone="warn" live={false}>{use(`hidden.${hidden}`)}</Notice> : null}
      {isAsked ? <Notice tone="warn" live={false} action={canWrite ? <a href={`${base}/answer`}>{t('answer.title')}</a> : undefined}>{t('own.asked-now')}</Notice> : null}
      {owes ? <Notice tone="warn" live={false} action={canWrite ? <a href={`${base}/pilot`}>{use('pilot.write')}</a> : undefined}>{use(`pilot.owes.${owes}`)}</Notice> : null}
      {stopped > 0 ? <Notice tone="warn" live={false} action={canWrite ? <a href={`${base}/files`}>{use('files.open')}</a> : undefined}>{use('files.stopped-note', { count: stopped })}</Notice> : null}
    </>
  );
}

function RecognitionForm({ adoption, own }: Pick<AdoptionPage, 'adoption'> & { own: AdoptionPage['recognition'] }) {
  const t = useText(messages);
  const now = own.findIndex(({ title, meaning }) => title === adoption.recognitionTitle && meaning === adoption.recognition);
  const options = own.length > 0 ? own.map(({ title }, at) => ({ value: String(at), label: title })) : recognitions.map((one) => ({ value: one, label: t(`recognition.${one}`) }));
  return (
    <Card title={t('recognition')} id="recognition-form" lead={t('recognition.note')}>
      <form method="post" noValidate action={`/contest-desk/adoptions/${adoption.id}/recognition`} className="stack">
        <input type="hidden" name="revision" value={adoption.revision} />
        <Select name="recognition" label={t('recognition')} defaultValue={own.length > 0 ? String(Math.max(now, 0)) : adoption.recognition} options={options} />
        <div className="row"><Button variant="ghost">{t('recognition.save')}</Button></div>
      </form>
    </Card>
  );
}
