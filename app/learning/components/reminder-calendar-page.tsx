import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { remindersHref } from '../forms/reminders.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { CalendarEntry, ReminderCalendar, ReminderDay } from '../queries/reminder-calendar.server.ts';
import { ReminderPage, UnitSelect, useStepName } from './reminder-parts.tsx';

/** How many reminders each of the next days brings. */
export function ReminderCalendarPage({ calendar, unit }: { calendar: ReminderCalendar; unit: string | undefined }) {
  const t = useText(reminderMessages);
  const e = useText(escalationMessages);
  const formats = useFormats();
  const isEmpty = calendar.total + calendar.escalations + calendar.digests === 0;
  return (
    <ReminderPage tab="calendar" lead={t('calendar.lead')} unit={unit}>
      <form method="get" action="/admin/reminders/calendar" className="inline-form">
        <UnitSelect units={calendar.units} chosen={unit} />
        <Button variant="ghost">{t('filter.show')}</Button>
      </form>
      <h2>{t('calendar.total', { count: formats.number(calendar.total) })}</h2>
      {isEmpty ? null : <p>{e('calendar.also', { people: formats.number(calendar.escalations), digests: formats.number(calendar.digests) })}</p>}
      {isEmpty ? <EmptyState level={3} icon="calendar" title={t('preview.none')} /> : null}
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
  const href = (entry?: CalendarEntry) => remindersHref('', { day: day.day, unit, ...(entry ? { course: entry.slug, step: entry.step } : {}) });
  const isFull = day.total + day.escalations.length + day.digests > 0;
  return (
    <li className={isToday ? 'calendar-day calendar-today' : 'calendar-day'}>
      <h3>{isFull ? <a href={href()}>{label}</a> : label}</h3>
      {off ? <p className="muted small">{off}</p> : null}
      {isFull ? (
        <>
          {day.total > 0 ? <p className="calendar-count"><strong>{formats.number(day.total)}</strong></p> : null}
          <ul>{day.entries.map((entry) => <li key={entry.slug + entry.step} className="small"><a href={href(entry)}>{t('calendar.entry', { step: name(entry.step), count: formats.number(entry.count) })}</a><br /><span className="muted">{entry.title}</span></li>)}<LeaderEntries day={day} unit={unit} /></ul>
        </>
      ) : off ? null : <p className="muted small">{t('calendar.none')}</p>}
    </li>
  );
}

/** What leaders get on a day; it leads to the day's preview. */
function LeaderEntries({ day, unit }: { day: ReminderDay; unit: string | undefined }) {
  const t = useText(escalationMessages);
  const formats = useFormats();
  const name = useStepName();
  const href = (place: string) => `${remindersHref('', { day: day.day, unit })}#${place}`;
  return (
    <>
      {day.escalations.map((entry) => <li key={`told ${entry.slug} ${entry.step}`} className="small"><a href={href('leaders')}>{t('calendar.escalation', { step: name(entry.step).toLocaleLowerCase(), count: formats.number(entry.count) })}</a><br /><span className="muted">{entry.title}</span></li>)}
      {day.digests > 0 ? <li className="small"><a href={href('digests')}>{t('calendar.digest', { count: formats.number(day.digests) })}</a></li> : null}
    </>
  );
}
