import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, TextArea } from '../../ui/index.ts';
import { publishResults } from '../commands/publish-results.server.ts';
import { DecisionTable } from '../components/decision-parts.tsx';
import { ResultsHead } from '../components/results-parts.tsx';
import { StandingShown } from '../components/standing-shown.tsx';
import { contestParams, publicationForm } from '../forms/results.ts';
import { decisionMessages as messages } from '../messages/decisions.ts';
import { canPublishResults, canSeeContestDesk } from '../policy.ts';
import { listUpheld } from '../queries/appeals.server.ts';
import { publishedStanding } from '../queries/decisions.server.ts';
import { readResultsDesk, type ResultsDesk } from '../queries/results-desk.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, async ({ actor, params, context }) => {
  const desk = await readResultsDesk(context.db, actor, params.contest);
  const upheld = desk.publication ? await listUpheld(context.db, params.contest, desk.publication.version) : [];
  return { desk, upheld: upheld.length > 0, hash: desk.view.state === 'READY' ? publishedStanding(desk.view, desk.decisions).hash : '' };
});

export const action = submit({ guard: canPublishResults, params: contestParams, form: publicationForm }, async ({ actor, params, form, context }) => {
  const outcome = await publishResults(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { minutes: form.minutes }), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/results`);
});

export const meta = titled((locale) => messages.in(locale)('publish.title'));
export const handle = { layout: 'wide' };

export default function PublicationPage() {
  const { desk, upheld, hash } = useLoaderData() as unknown as { desk: ResultsDesk; upheld: boolean; hash: string };
  const t = useText(messages);
  const { contest, view, decisions, progress, publication, withdrawn, rights, may } = desk;
  return (
    <div className="stack-l">
      <ResultsHead contest={contest} step="publication" title={t('publish.title')} lead={t('publish.lead')} progress={progress} isReady={view.state === 'READY'} />
      <Faults />
      {publication ? <Published contestId={contest.id} publication={publication} canAward={may.organise || may.publish} /> : null}
      {upheld && may.publish ? <Notice tone="warn" live={false} action={<a href={`/contest-desk/${contest.id}/results/withdrawal`}>{t('withdraw.title')}</a>}>{t('withdraw.open')}</Notice> : null}
      <Withdrawn withdrawn={withdrawn} />
      {!publication && view.state === 'READY' && !contest.closedAt ? (may.publish ? <PublishForm contestId={contest.id} hash={hash} progress={progress} /> : <Notice live={false}>{t('publish.who')}</Notice>) : null}
      {view.state === 'READY' && progress.committed ? <DecisionTable view={view} decisions={decisions} contestId={contest.id} canDecide={false} canRead={rights.publish} isFinal={publication !== null} /> : null}
      {view.state === 'READY' ? null : <StandingShown view={view} judges={{}} />}
    </div>
  );
}

/** What was public before, and why it is not any more. */
function Withdrawn({ withdrawn }: Pick<ResultsDesk, 'withdrawn'>) {
  const t = useText(messages);
  const formats = useFormats();
  return withdrawn.map(({ version, hash, withdrawnAt, reason }) => <Card key={version} title={t('withdraw.done', { version, at: formats.moment(withdrawnAt) })} id={`withdrawn-${version}`}><p className="pre-line">{reason}</p><p className="small muted">{t('publish.hash')}: <code className="pre-line">{hash}</code></p></Card>);
}

/** The form once identities are open; until then the way to the step that comes first. What was typed is never taken away. */
function PublishForm({ contestId, hash, progress }: { contestId: string; hash: string; progress: ResultsDesk['progress'] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const missing = !progress.committed ? 'commitment' : !progress.final ? 'final' : !progress.opened ? 'unblinding' : null;
  if (missing && !value('minutes')) return <Notice live={false} action={<LinkButton variant="ghost" href={`/contest-desk/${contestId}/${missing}`}>{t(`publish.to-${missing}`)}</LinkButton>}>{t('publish.not-yet')}</Notice>;
  return (
    <Card>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="hash" value={hash} />
        <TextArea name="minutes" label={t('publish.minutes')} hint={t('publish.minutes-hint')} error={say('minutes')} defaultValue={value('minutes')} rows={6} required />
        <div className="row"><Button icon="megaphone">{t('publish.button')}</Button></div>
      </form>
    </Card>
  );
}

function Published({ contestId, publication, canAward }: { contestId: string; publication: NonNullable<ResultsDesk['publication']>; canAward: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <>
      <Notice tone="ok" live={false} title={t('publish.done', { at: formats.moment(publication.publishedAt), person: publication.publishedBy })}>{t('publish.hash')}: <code className="pre-line">{publication.hash}</code></Notice>
      <Card title={t('award.title')} id="award" lead={publication.awardedAt ? t('award.done', { at: formats.moment(publication.awardedAt) }) : t('award.lead')}>
        <div className="row">
          {!publication.awardedAt && canAward ? <form method="post" noValidate action={`/contest-desk/${contestId}/award`}><Button icon="award">{t('award.button')}</Button></form> : null}
          <LinkButton variant="ghost" icon="file-text" href={`/contest-desk/${contestId}/minutes`}>{t('minutes.title')}</LinkButton>
        </div>
      </Card>
    </>
  );
}
