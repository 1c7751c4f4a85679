import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { remindersHref } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { ReminderCalendar, ReminderDay } from '../queries/reminder-calendar.server.ts';
import { ReminderPage, UnitSelect, useStepName } from './reminder-parts.tsx';

/** How many reminders each of the next days brings. */
export function ReminderCalendarPage({ calendar, unit }: { calendar: ReminderCalendar; unit: string | undefined }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  return (
    <ReminderPage tab="calendar" lead={t('calendar.lead')} unit={unit}>
      <form method="get" action="/admin/reminders/calendar" className="inline-form">
        <UnitSelect units={calendar.units} chosen={unit} />
        <Button variant="ghost">{t('filter.show')}</Button>
      </form>
      <h2>{t('calendar.total', { count: formats.number(calendar.total) })}</h2>
      {calendar.total === 0 ? <EmptyState level={3} icon="calendar" title={t('preview.none')} /> : null}
      <ol className="calendar">{calendar.days.map((day) => <Day key={day.day} day={day} isToday={day.day === calendar.today} unit={unit} />)}</ol>
    </ReminderPage>
  );
}

function Day({ day, isToday, unit }: { day: ReminderDay; isToday: boolean; unit: string | undefined }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const locale = useLocale();
  const name = useStepName();
  const label = formats.weekday(`${day.day}T05:00:00.000Z`);
  const off = day.holiday ? day.holiday[locale] : day.isWorkingDay ? null : t('calendar.off');
  const href = (entry?: ReminderDay['entries'][number]) => remindersHref('', { day: day.day, unit, ...(entry ? { course: entry.slug, step: entry.step } : {}) });
  return (
    <li className={isToday ? 'calendar-day calendar-today' : 'calendar-day'}>
      <h3>{day.total > 0 ? <a href={href()}>{label}</a> : label}</h3>
      {off ? <p className="muted small">{off}</p> : null}
      {day.total === 0 ? (off ? null : <p className="muted small">{t('calendar.none')}</p>) : (
        <>
          <p className="calendar-count"><strong>{formats.number(day.total)}</strong></p>
          <ul>{day.entries.map((entry) => <li key={entry.slug + entry.step} className="small"><a href={href(entry)}>{t('calendar.entry', { step: name(entry.step), count: formats.number(entry.count) })}</a><br /><span className="muted">{entry.title}</span></li>)}</ul>
        </>
      )}
    </li>
  );
}
