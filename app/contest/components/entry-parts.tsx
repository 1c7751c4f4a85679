import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, LinkButton, Notice, PageHead, StepList, Tag, type Tone } from '../../ui/index.ts';
import { entryMessages } from '../messages/entries.ts';
import type { EntryHead } from '../queries/entry-page.server.ts';
import { entrySteps, partOf, type EntryStep } from '../rules/entry-parts.ts';

/** Where a step is written. */
export const stepHref = (id: string, step: EntryStep): string => `/contests/entries/${id}/${partOf(step) ? `parts/${step}` : step}`;

/** The way back from a page of an entry. */
export function EntryCrumbs({ entry, here }: { entry?: { id: string; number: string }; here?: string }) {
  const t = useText(entryMessages);
  const own = entry ? [{ label: entry.number, ...(here ? { href: `/contests/entries/${entry.id}` } : {}) }] : [];
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('contests'), href: '/contests' }, entry || here ? { label: t('list.title'), href: '/contests/entries' } : { label: t('list.title') }, ...own, ...(here ? [{ label: here }] : [])]} />;
}

const tones: Readonly<Record<EntryHead['state'], Tone>> = { DRAFT: 'neutral', SUBMITTED: 'ok', CHANGED: 'warn', WITHDRAWN: 'neutral' };

export function EntryTag({ state, version }: { state: EntryHead['state']; version: number }) {
  const t = useText(entryMessages);
  return <Tag tone={tones[state]}>{state === 'SUBMITTED' ? t('state.SUBMITTED', { version }) : t(`state.${state}`)}</Tag>;
}

/** That an entry can only be read now, and why. */
export function ClosedNotice({ entry }: { entry: Pick<EntryHead, 'isOpen' | 'isOver' | 'close'> }) {
  const t = useText(entryMessages);
  const formats = useFormats();
  if (entry.isOpen) return null;
  return <Notice live={false}>{entry.isOver && entry.close ? t('closed.late', { close: formats.second(entry.close) }) : t('closed.other')}</Notice>;
}

/** That something looks like a state secret. */
export function SecretNotice({ marks }: { marks: readonly string[] }) {
  const t = useText(entryMessages);
  return marks.length > 0 ? <Notice tone="warn" live={false} title={t('secret.title')}>{t('secret.text', { marks: marks.join(', ') })}</Notice> : null;
}

/** One step of an entry: where one stands, until when there is time, what this step is for. */
export function EntryStepPage({ entry, step, lead, note, children }: { entry: EntryHead; step: EntryStep; lead: string; note?: ReactNode; children: ReactNode }) {
  const t = useText(entryMessages);
  const formats = useFormats();
  const title = t(`step.${step}`);
  const stateOf = (key: EntryStep) => (key === step ? ('current' as const) : entry.done.includes(key) ? ('done' as const) : ('todo' as const));
  const at = entrySteps.indexOf(step);
  const next = entrySteps[at + 1];
  const isSaved = new URLSearchParams(useLocation().search).get('done') === 'saved';
  return (
    <div className="stack-l">
      <PageHead title={title} eyebrow={`${entry.number} · ${t('step.number', { at: at + 1, all: entrySteps.length })}`} lead={lead} breadcrumb={<EntryCrumbs entry={entry} here={title} />} />
      <StepList label={t('steps.label')} stateLabels={{ done: t('step.done'), current: t('step.current'), todo: t('step.todo') }} steps={entrySteps.map((key) => ({ label: t(`step.${key}`), href: stepHref(entry.id, key), state: stateOf(key) }))} />
      {isSaved ? <Notice tone="ok" focused action={next ? <a href={stepHref(entry.id, next)}>{t('page.next', { step: t(`step.${next}`) })}</a> : undefined}>{t('saved')}</Notice> : null}
      {note}
      <ClosedNotice entry={entry} />
      {entry.isOpen && entry.close ? <p className="muted small">{t('page.close', { close: formats.second(entry.close) })}</p> : null}
      {children}
      {next && !partOf(step) ? <div className="row"><LinkButton variant="ghost" iconAfter="arrow-right" href={stepHref(entry.id, next)}>{t('page.next', { step: t(`step.${next}`) })}</LinkButton></div> : null}
    </div>
  );
}
