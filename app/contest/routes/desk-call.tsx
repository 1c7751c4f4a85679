import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Meta, Notice, PageHead, TaskList } from '../../ui/index.ts';
import { CallLacks, PhaseTag, useSecond } from '../components/call-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { JudgingLinks } from '../components/judging-links.tsx';
import { ResultsLinks } from '../components/results-links.tsx';
import { callParams, savedQuery } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';
import { callReadiness } from '../rules/call-readiness.ts';
import { nextDeskStep } from '../rules/desk-step.ts';
import { phaseOf, timetableShown, type Phase } from '../rules/phase.ts';
import { callSteps, lacksOf, stepsBegun, stepsDone, type CallStep, type Lack } from '../rules/readiness.ts';

interface Loaded {
  call: Call;
  phase: Phase;
  lacks: Lack[];
  written: CallStep[];
  begun: CallStep[];
  canWrite: boolean;
  done: 'published' | 'extended' | 'closed' | 'rules' | 'answered' | 'hidden' | 'shown' | null;
}

export const loader = page({ guard: canSeeContestDesk, params: callParams, query: savedQuery }, async ({ actor, params, query, context }): Promise<Loaded> => {
  const { at, today } = momentOf(portsOf(context));
  const call = await getCall(context.db, params.id, today);
  return { call, phase: phaseOf(call, at), lacks: call.publishedAt ? [] : lacksOf(callReadiness(call), at), written: stepsDone(callReadiness(call)), begun: stepsBegun(callReadiness(call)), canWrite: canOrganiseContests(actor), done: query.done ?? null };
});

export const meta = titled((locale, data) => (data as Loaded | undefined)?.call.title ?? messages.in(locale)('overview'));

export default function DeskCallPage() {
  const { call, phase, lacks, written, begun, canWrite, done } = useLoaderData() as Loaded;
  const t = useText(messages);
  const next = canWrite ? nextDeskStep(phase) : null;
  return (
    <div className="stack-l">
      <PageHead title={call.title} eyebrow={call.code} tags={<PhaseTag phase={phase} />} breadcrumb={<DeskCrumbs contest={call} />} actions={call.publishedAt ? <LinkButton variant="ghost" icon="external-link" href={`/contests/${call.slug}`}>{t('public-page')}</LinkButton> : undefined} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      {call.publishedAt ? null : <Publication call={call} lacks={lacks} canWrite={canWrite} />}
      {call.publishedAt && canWrite ? <Card title={t('stage.judging')} id="judging"><JudgingLinks id={call.id} next={next} /></Card> : null}
      {call.publishedAt ? <Card title={t('stage.results')} id="results"><ResultsLinks id={call.id} next={next} /></Card> : null}
      <div className="columns">
        <Steps id={call.id} written={written} begun={begun} />
        <div className="stack">
          <Timetable call={call} />
          <div className="row">
            <LinkButton variant="ghost" icon="message-circle-question" href={`/contest-desk/${call.id}/questions`}>{t('questions')}</LinkButton>
            {canWrite && call.publishedAt && !call.closedAt ? <><LinkButton variant="ghost" icon="clock" href={`/contest-desk/${call.id}/extension`}>{t('extend')}</LinkButton><LinkButton variant="quiet" href={`/contest-desk/${call.id}/closing`}>{t('close')}</LinkButton></> : null}
          </div>
        </div>
      </div>
    </div>
  );
}

function Steps({ id, written, begun }: { id: string; written: readonly CallStep[]; begun: readonly CallStep[] }) {
  const t = useText(messages);
  const statusOf = (step: CallStep) => (written.includes(step) ? 'done' : begun.includes(step) ? 'doing' : 'todo');
  return (
    <Card title={t('steps.label')} id="steps">
      <TaskList items={callSteps.map((step) => ({ id: step, title: t(`step.${step}`), href: `/contest-desk/${id}/${step}`, status: statusOf(step) }))} statusLabels={{ todo: t('steps.todo'), doing: t('steps.doing'), done: t('steps.done'), locked: '' }} />
    </Card>
  );
}

function Publication({ call, lacks, canWrite }: Pick<Loaded, 'call' | 'lacks' | 'canWrite'>) {
  const t = useText(messages);
  return (
    <Card title={t('publish')} id="publish" lead={t('publish.lead')}>
      <CallLacks id={call.id} lacks={lacks} />
      {canWrite && !lacks.some(({ isBlocking }) => isBlocking) ? (
        <form method="post" action={`/contest-desk/${call.id}/publication`} className="form-gap">
          <input type="hidden" name="revision" value={call.revision} />
          <Button icon="send">{t('publish')}</Button>
        </form>
      ) : null}
    </Card>
  );
}

function Timetable({ call }: { call: Call }) {
  const t = useText(messages);
  const second = useSecond();
  const formats = useFormats();
  const rows = timetableShown(call);
  if (rows.length === 0) return null;
  return (
    <Card title={t('step.timetable')} id="timetable">
      <Meta items={[...rows.map(({ kind, at }) => ({ term: t(`moment.${kind}`), detail: second(at) })), ...call.extensions.map(({ minutes, reason }) => ({ term: t('extend'), detail: t('extended', { minutes: formats.number(minutes), reason }) }))]} />
    </Card>
  );
}
