import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { cx, Disclosure, Tag } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import type { CalendarDay, CalendarEntry, CalendarMonth } from '../queries/calendar.server.ts';
import type { PublicMedium } from '../rules/media.ts';
import { weekdayNames as weekdays, weekdayOf } from '../rules/month.ts';
import { DayStrip } from './day-strip.tsx';
import { DrillTag, StateTag } from './campaign-parts.tsx';

const shownEntries = 3;

/** A month: weeks from Monday on wide screens, on phones the days on which something is. */
export function Calendar({ calendar, today }: { calendar: CalendarMonth; today: string }) {
  const locale = useLocale();
  const first = calendar.days[0]?.day;
  return (
    <div className="month">
      <div className="month-heads" aria-hidden="true">{weekdays[locale].map((name) => <span key={name}>{name}</span>)}</div>
      <ol className={cx('month-days', first && `month-from-${weekdayOf(first)}`)}>{calendar.days.map((day) => <Day key={day.day} day={day} quiet={calendar.quiet} isToday={day.day === today} />)}</ol>
    </div>
  );
}

function Day({ day, quiet, isToday }: { day: CalendarDay; quiet: CalendarMonth['quiet']; isToday: boolean }) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const locale = useLocale();
  const weekday = weekdayOf(day.day);
  const isIdle = day.entries.length === 0 && !day.holiday && !isToday;
  const later = day.entries.slice(shownEntries);
  return (
    <li className={cx('month-day', isToday && 'month-today', weekday > 5 && 'month-weekend', day.holiday && 'month-holiday', isIdle && 'month-idle')}>
      <h2><span className="month-name">{weekdays[locale][weekday - 1]}, </span><span className="month-number">{formats.day(day.day).slice(0, 2)}</span><span className="month-rest">{formats.day(day.day).slice(2)}</span>{isToday ? <span className="month-now"> {t('calendar.today')}</span> : null}</h2>
      {day.holiday ? <p className="month-feast">{locale === 'vi' ? day.holiday.name_vi : day.holiday.name_en}</p> : null}
      <DayStrip quiet={quiet} marks={day.entries.map((entry) => ({ hour: entry.hour, kind: entry.medium ? ('broadcast' as const) : ('send' as const) }))} />
      {day.entries.length > 0 ? <ul className="month-entries">{day.entries.slice(0, shownEntries).map((entry, at) => <Entry key={at} entry={entry} />)}</ul> : null}
      {later.length > 0 ? <Disclosure summary={t('calendar.more', { count: formats.number(later.length) })}><ul className="month-entries">{later.map((entry, at) => <Entry key={at} entry={entry} />)}</ul></Disclosure> : null}
    </li>
  );
}

function Entry({ entry }: { entry: CalendarEntry }) {
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  const formats = useFormats();
  const what = entry.medium ? `${c(`medium.${entry.medium as PublicMedium}`)}, ${t('calendar.places', { count: formats.number(entry.places) })}` : t(entry.isSecond ? 'calendar.second' : 'calendar.send');
  return (
    <li className={entry.medium ? 'month-entry month-broadcast' : 'month-entry month-send'}>
      <span className="calendar-time">{formats.time(entry.at)}</span> <a href={`/campaigns/${entry.campaignId}`}>{entry.name}</a>
      <span className="month-what">{what}</span>
      {entry.isQuiet ? <span className="month-what">{t('calendar.in-quiet')}</span> : null}
      {entry.waits ? <span className="month-what">{t('calendar.waits', { channels: entry.waits.channels.map((channel) => c(`medium.${channel as 'SMS'}`)).join(', '), until: formats.time(entry.waits.until) })}</span> : null}
      {entry.isDrill || entry.state === 'DRAFT' || entry.state === 'SUBMITTED' || entry.state === 'PAUSED' ? <span className="month-tags">{entry.isDrill ? <DrillTag /> : null}{entry.state === 'DRAFT' || entry.state === 'SUBMITTED' || entry.state === 'PAUSED' ? <StateTag state={entry.state} /> : null}</span> : null}
    </li>
  );
}

export function CalendarLegend({ quiet, broadcastQuiet }: Pick<CalendarMonth, 'quiet' | 'broadcastQuiet'>) {
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  return (
    <ul className="legend">
      <li><span className="legend-key strip-key-send" aria-hidden="true" />{t('calendar.key-send')}</li>
      <li><span className="legend-key strip-key-broadcast" aria-hidden="true" />{t('calendar.key-broadcast')}</li>
      <li><span className="legend-key strip-key-quiet" aria-hidden="true" />{t('calendar.key-quiet', { from: quiet.from, to: quiet.to, channels: quiet.channels.map((channel) => c(`medium.${channel as 'SMS'}`)).join(', ') })}</li>
      <li>{t('calendar.key-broadcast-quiet', broadcastQuiet)}</li>
      <li><Tag tone="gold" icon="flag">{t('calendar.key-holiday')}</Tag></li>
    </ul>
  );
}
