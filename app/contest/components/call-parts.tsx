import { useLocation } from '@remix-run/react';
import { createContext, useContext, type ReactNode } from 'react';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import type { Instant } from '../../platform/clock.ts';
import { LinkButton, Notice, PageHead, StepList, Tag, type Tone } from '../../ui/index.ts';
import { callsMessages } from '../messages/calls.ts';
import { callDeskMessages } from '../messages/calls-desk.ts';
import type { Call } from '../queries/call.server.ts';
import { callReadiness } from '../rules/call-readiness.ts';
import type { Phase } from '../rules/phase.ts';
import { callSteps, stepsDone, type CallStep, type Lack } from '../rules/readiness.ts';
import { contestZone } from '../rules/zone.ts';
import { DeskCrumbs } from './desk-crumbs.tsx';

const tones: Readonly<Record<Phase, Tone>> = { DRAFT: 'neutral', ANNOUNCED: 'brand', OPEN: 'ok', SCREENING: 'warn', JUDGING: 'warn', DECIDING: 'warn', RESULTS: 'gold', CLOSED: 'neutral' };

export function PhaseTag({ phase }: { phase: Phase }) {
  const t = useText(callsMessages);
  return <Tag tone={tones[phase]}>{t(`phase.${phase}`)}</Tag>;
}

/** An instant of Vietnam time as `31/12/2026 23:59:59`. */
export function useSecond(): (at: Instant) => string {
  const formats = defineFormats(useLocale(), contestZone);
  return (at) => formats.second(at);
}

/** The same as `23:59:59` and `31/12/2026`, for sentences. */
export function useMoment(): (at: Instant) => { time: string; day: string } {
  const second = useSecond();
  return (at) => {
    const [day = '', time = ''] = second(at).split(' ');
    return { time, day };
  };
}

const ReadOnly = createContext(false);

/** Whether this step of a call can only be looked at: then there is nothing to press and no empty row to fill. */
export const useReadOnly = (): boolean => useContext(ReadOnly);

/** One step of writing a call: where one stands and what this step is for. A closed contest can only be looked at. */
export function CallStepPage({ call, step, canWrite, children }: { call: Call; step: CallStep; canWrite: boolean; children: ReactNode }) {
  const t = useText(callDeskMessages);
  const done = stepsDone(callReadiness(call));
  const stateOf = (key: CallStep) => (key === step ? ('current' as const) : done.includes(key) ? ('done' as const) : ('todo' as const));
  const isSaved = new URLSearchParams(useLocation().search).has('saved');
  const isOpen = canWrite && !call.closedAt;
  return (
    <div className="stack-l">
      <PageHead title={t(`step.${step}`)} lead={t(`lead.${step}`)} breadcrumb={<DeskCrumbs contest={call} here={t(`step.${step}`)} />} />
      <StepList label={t('steps.label')} stateLabels={{ done: t('step.done'), current: t('step.current'), todo: t('step.todo') }} steps={callSteps.map((key) => ({ label: t(`step.${key}`), href: `/contest-desk/${call.id}/${key}`, state: stateOf(key) }))} />
      {isSaved ? <Notice tone="ok" focused>{t('saved')}</Notice> : null}
      {isOpen ? null : <Notice live={false}>{t(call.closedAt ? 'read-only' : 'read-only.role')}</Notice>}
      {isOpen ? children : <ReadOnly.Provider value><fieldset className="step-body" disabled>{children}</fieldset></ReadOnly.Provider>}
    </div>
  );
}

/** What is still missing, all of it at once, each with the way to the step that mends it. */
export function CallLacks({ id, lacks }: { id: string; lacks: readonly Lack[] }) {
  const t = useText(callDeskMessages);
  if (lacks.length === 0) return <Notice tone="ok" live={false}>{t('ready')}</Notice>;
  return (
    <Notice tone="warn" live={false} title={t(lacks.some(({ isBlocking }) => isBlocking) ? 'blocked' : 'look')}>
      <ul className="bullets">{lacks.map(({ what, step }) => <li key={what}><a href={`/contest-desk/${id}/${step}`}>{t(`lack.${what}`)}</a></li>)}</ul>
    </Notice>
  );
}

export function BackLink({ href }: { href: string }) {
  const t = useText(callDeskMessages);
  return <LinkButton variant="ghost" href={href}>{t('cancel')}</LinkButton>;
}
