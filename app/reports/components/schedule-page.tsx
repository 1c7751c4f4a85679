import { useLocale, useText } from '../../platform/i18n/react.tsx';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { Button, ErrorSummary, LinkButton, PageHead, RadioGroup, Select } from '../../ui/index.ts';
import { firstHour, lastHour } from '../forms/saved-report.ts';
import { savedMessages } from '../messages/saved.ts';
import type { ReportSchedule, SavedReport } from '../queries/saved-reports.server.ts';
import { cadences } from '../rules/schedule.ts';
import { SavedCrumbs } from './report-crumbs.tsx';

export interface ScheduleShown {
  report: SavedReport;
  schedule: ReportSchedule | null;
  readers: { id: string; fullName: string; unitName: string | null }[];
  ownId: string;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** When a list is made and who gets it. */
export function SchedulePage({ report, schedule, readers, ownId, refused }: ScheduleShown & { refused: FormFaults | undefined }) {
  const t = useText(savedMessages);
  const locale = useLocale();
  const title = t(schedule ? 'schedule.change' : 'schedule.set');
  const typed = (name: string, usual: string | number) => refused?.values[name] ?? String(usual);
  const onWeek = schedule?.every === 'WEEK' ? schedule.onDay : 1;
  const onMonth = schedule?.every === 'MONTH' ? schedule.onDay : 1;
  return (
    <div className="stack">
      <PageHead title={title} lead={t('schedule.none')} breadcrumb={<SavedCrumbs here={title} report={report} />} />
      {refused ? <ErrorSummary title={title} errors={Object.entries(refused.faults).map(([field, say]) => ({ href: `#${field === 'form' ? 'every' : field}`, message: say[locale] }))} /> : null}
      <form method="post" className="form" noValidate>
        <RadioGroup name="every" legend={t('schedule.every')} value={typed('every', schedule?.every ?? 'MONTH')} options={cadences.map((every) => ({ value: every, label: t(`every.${every}`) }))} />
        <Select name="weekday" label={t('schedule.weekday')} defaultValue={typed('weekday', onWeek)} options={numbers(1, 7).map((day) => ({ value: String(day), label: t(`weekday.${day}` as 'weekday.1') }))} />
        <Select name="monthday" label={t('schedule.monthday')} hint={t('schedule.monthday-hint')} defaultValue={typed('monthday', onMonth)} options={numbers(1, 31).map((day) => ({ value: String(day), label: String(day) }))} />
        <Select name="hour" label={t('schedule.hour')} defaultValue={typed('hour', schedule?.atHour ?? 8)} options={numbers(firstHour, lastHour).map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))} />
        <Select name="format" label={t('schedule.format')} defaultValue={typed('format', schedule?.format ?? 'xlsx')} options={[{ value: 'xlsx', label: 'Excel (.xlsx)' }, { value: 'csv', label: 'CSV' }]} />
        <RadioGroup
          name="reader[]"
          id="reader"
          multiple
          legend={t('schedule.readers')}
          hint={t('schedule.readers-hint')}
          error={refused?.faults['reader']?.[locale]}
          value={refused ? (refused.values['reader'] ?? '').split('\n') : schedule ? schedule.readers.map(({ id }) => id) : [ownId]}
          options={readers.map(({ id, fullName, unitName }) => ({ value: id, label: id === ownId ? t('schedule.self', { person: fullName }) : fullName, hint: unitName ?? undefined }))}
        />
        <div className="row"><Button icon="save">{t('schedule.save')}</Button><LinkButton href={`/reports/saved/${report.id}`} variant="ghost">{t('schedule.cancel')}</LinkButton></div>
      </form>
    </div>
  );
}
