import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { readingMessages } from '../messages/reading.ts';
import type { WeekRhythm } from '../rules/week.ts';

const names = { vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'], en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] } as const;
const fullBar = 30;

/** The week in seven small bars, with the conclusion in words above. */
export function WeekBars({ week }: { week: WeekRhythm }) {
  const t = useText(readingMessages);
  const locale = useLocale();
  const formats = useFormats();
  const summary = week.activeDays === 0 ? t('home.week-none') : t('home.week-total', { time: formats.duration(week.minutes), days: week.activeDays });
  return (
    <>
      <p className="muted">{summary}</p>
      <svg className="week" viewBox="0 0 280 76" role="img" aria-label={week.days.map((day, at) => `${names[locale][at]}: ${formats.number(day.minutes ?? 0)}`).join(', ')}>
        {week.days.map((day, at) => {
          const height = Math.round(Math.min(1, (day.minutes ?? 0) / fullBar) * 44);
          return (
            <g key={day.day} transform={`translate(${at * 40} 0)`} className={day.minutes === null ? 'week-future' : undefined}>
              <rect className="week-ground" x="4" y="4" width="32" height="44" rx="6" />
              {height > 0 ? <rect className="week-fill" x="4" y={48 - height} width="32" height={height} rx="6" /> : null}
              <text x="20" y="68" textAnchor="middle">{names[locale][at]}</text>
            </g>
          );
        })}
      </svg>
    </>
  );
}
