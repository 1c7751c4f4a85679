import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Tag, type Crumb, type IconName, type Tone } from '../../ui/index.ts';
import type { DeskState } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { reportsMessages } from '../messages/reports.ts';
import type { LineStatus } from '../rules/models.ts';
import { monthWords } from '../rules/period.ts';
import type { Punctuality } from '../rules/report-state.ts';

/** The way from the reports to one of them. */
export function MonthlyCrumbs({ report, between, here }: { report?: { id: string; month: string; unitName: string }; between?: Crumb; here?: string }) {
  const t = useText(messages);
  const r = useText(reportsMessages);
  const name = report ? `${t('report-title', { month: monthWords(report.month) })} – ${report.unitName}` : '';
  const items = [{ label: r('title'), href: '/reports' }, ...(report || here ? [{ label: t('title'), href: report ? `/reports/monthly?month=${report.month}` : '/reports/monthly' }] : []), ...(report && here ? [{ label: name, href: `/reports/monthly/${report.id}` }] : []), ...(between ? [between] : [])];
  return <Breadcrumb label={r('crumbs')} items={[...items, { label: here ?? (report ? name : t('title')) }]} />;
}

const stateLooks: Record<DeskState, { tone: Tone; icon?: IconName }> = {
  NONE: { tone: 'neutral' }, DRAFT: { tone: 'neutral', icon: 'pencil' }, PENDING_APPROVAL: { tone: 'warn' }, SUBMITTED: { tone: 'brand', icon: 'send' }, RECEIVED: { tone: 'brand', icon: 'inbox' }, RETURNED: { tone: 'danger', icon: 'rotate-ccw' }, ACCEPTED: { tone: 'ok' },
};

/** Where a report stands on its way. */
export function StateTag({ state }: { state: DeskState }) {
  const t = useText(messages);
  return <Tag {...stateLooks[state]}>{t(`state.${state}`)}</Tag>;
}

const punctualityLooks: Record<Punctuality, { tone: Tone; icon?: IconName }> = { ON_TIME: { tone: 'ok' }, LATE: { tone: 'warn' }, MISSING: { tone: 'danger' }, NOT_YET: { tone: 'neutral', icon: 'clock' } };

/** Whether it came in time. */
export function PunctualityTag({ punctuality }: { punctuality: Punctuality }) {
  const t = useText(messages);
  return <Tag {...punctualityLooks[punctuality]}>{t(`punctuality.${punctuality}`)}</Tag>;
}

export const statusLooks: Record<LineStatus, { tone: Tone; icon: IconName }> = {
  NOT_STARTED: { tone: 'neutral', icon: 'circle' }, IN_PROGRESS: { tone: 'brand', icon: 'circle-dot' }, COMPLETED: { tone: 'ok', icon: 'check' }, MAINTAINED: { tone: 'ok', icon: 'rotate-ccw' }, BLOCKED: { tone: 'danger', icon: 'circle-alert' }, STOPPED: { tone: 'warn', icon: 'circle-x' },
};

/** Where the work on a model stands. */
export function StatusTag({ status }: { status: LineStatus | null }) {
  const t = useText(messages);
  return status === null ? <Tag>{t('status.none')}</Tag> : <Tag {...statusLooks[status]}>{t(`status.${status}`)}</Tag>;
}

/** The due moment as the plan speaks of it. */
export function useDue(): (due: { day: string; time: string | null }) => string {
  const t = useText(messages);
  return ({ day, time }) => (time === null ? t('due.before', { day }) : t('due.until', { day, time }));
}
