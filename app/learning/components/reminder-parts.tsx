import type { ReactNode } from 'react';
import type { Forecast } from '../../messaging/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { daysBetween } from '../../platform/days.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, PageHead, Select, Tabs, type Crumb } from '../../ui/index.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { stepName } from '../rules/step-name.ts';

export type ReminderTab = 'preview' | 'calendar' | 'history' | 'escalations' | 'policy';
const tabs: Record<ReminderTab, string> = { preview: '/admin/reminders', calendar: '/admin/reminders/calendar', history: '/admin/reminders/history', escalations: '/admin/reminders/escalations', policy: '/admin/reminders/policy' };

/** The frame of the pages about reminders: what the page shows, and the way to the others. The unit that one looks at goes along. */
export function ReminderPage({ tab, lead, unit, children }: { tab: ReminderTab; lead: string; unit?: string | undefined; children: ReactNode }) {
  const t = useText(reminderMessages);
  const e = useText(escalationMessages);
  const href = (one: ReminderTab) => (unit && one !== 'policy' ? `${tabs[one]}?unit=${unit}` : tabs[one]);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={lead} breadcrumb={<ReminderCrumbs />} />
      <Tabs label={t('tabs')} items={(Object.keys(tabs) as ReminderTab[]).map((one) => ({ href: href(one), label: one === 'escalations' ? e('tab') : t(`tab.${one}`), current: one === tab }))} />
      {children}
    </div>
  );
}

/** The way back from a page about reminders. */
export function ReminderCrumbs({ between, here }: { between?: Crumb; here?: string }) {
  const t = useText(reminderMessages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('admin'), href: '/admin' }, here ? { label: t('title'), href: '/admin/reminders' } : { label: t('title') }, ...(between ? [between] : []), ...(here ? [{ label: here }] : [])]} />;
}

/** The name of a step from its key. */
export function useStepName(): (key: string) => string {
  const t = useText(reminderMessages);
  return (key) => stepName(key, t);
}

/** How long the due day was past on a day: a step says only from when on somebody is reached. Nothing where it was not. */
export function useLateness(): (dueOn: Day, on: Day) => string | null {
  const t = useText(reminderMessages);
  return (dueOn, on) => {
    const days = daysBetween(dueOn, on);
    return days < 1 ? null : days === 1 ? t('late.one') : t('late.days', { days });
  };
}

export interface UnitChoice {
  id: string;
  name: string;
  depth: number;
}

/** Narrows a page to one unit with everything below it. */
export function UnitSelect({ units, chosen }: { units: readonly UnitChoice[]; chosen: string | undefined }) {
  const t = useText(reminderMessages);
  return <Select name="unit" label={t('filter.unit')} emptyLabel={t('filter.all')} defaultValue={chosen ?? ''} options={units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))} />;
}

/** Where somebody works, with the unit above it: the same office exists in every commune. */
export function UnitOf({ person }: { person: { unitName: string | null; above: string | null } }) {
  return <>{[person.unitName, person.above].filter(Boolean).join(', ') || '–'}</>;
}

/** By which ways a reminder comes to one person, and why not by the others. */
export function Ways({ forecasts }: { forecasts: readonly Forecast[] }) {
  const t = useText(reminderMessages);
  return (
    <ul className="ways">
      {forecasts.map(({ channel, suppressed, waits }) => {
        const why = suppressed ?? waits;
        return <li key={channel} className={suppressed ? 'muted' : undefined}>{t(`channel.${channel}`)}{why ? <span className="muted">: {t(`why.${why}`)}</span> : null}</li>;
      })}
    </ul>
  );
}

/** The words of a reminder as its reader sees them. Drawn from guarded Markdown: only listed elements, every word escaped. */
export function ReminderWords({ shown }: { shown: { subject: string; html: string } }) {
  return (
    <div className="quoted">
      <p><strong>{shown.subject}</strong></p>
      <div className="prose" dangerouslySetInnerHTML={{ __html: shown.html }} />
    </div>
  );
}
