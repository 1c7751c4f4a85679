import { useLoaderData } from '@remix-run/react';
import { quietHours } from '../../messaging/index.ts';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { readSetting } from '../../platform/settings.server.ts';
import { LinkButton, PageHead } from '../../ui/index.ts';
import { CampaignCrumbs, titledCampaign } from '../components/campaign-parts.tsx';
import { calendarQuery } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import { canConfirmBroadcasts, canSeeCampaigns } from '../policy.ts';
import { calendarDays, type CalendarDay } from '../queries/broadcast.server.ts';
import type { PublicMedium } from '../rules/media.ts';

export const loader = page({ guard: canSeeCampaigns, query: calendarQuery }, async ({ actor, query, context }) => {
  const { today } = momentOf(portsOf(context));
  const from = query.from ?? today;
  return { from, today, canConfirm: canConfirmBroadcasts(actor), quiet: await readSetting(context.db, quietHours, today), days: await calendarDays(context.db, from, context.env.TZ_DISPLAY) };
});

export const meta = titledCampaign((locale) => messages.in(locale)('calendar.title'));
export const handle = { layout: 'wide' };

const moved = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

interface Loaded {
  from: string;
  today: string;
  canConfirm: boolean;
  quiet: { from: string; to: string };
  days: CalendarDay[];
}

export default function CalendarPage() {
  const { from, today, canConfirm, quiet, days } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const formats = useFormats();
  const link = (day: string, label: string) => <LinkButton variant="ghost" href={`/campaigns/broadcasts?from=${day}`}>{label}</LinkButton>;
  return (
    <div className="stack-l">
      <PageHead title={t('calendar.title')} lead={t('calendar.lead', { day: formats.day(from), from: quiet.from, to: quiet.to })} breadcrumb={<CampaignCrumbs here={t('calendar.title')} />} actions={canConfirm ? <LinkButton variant="ghost" href="/campaigns/places">{t('places.title')}</LinkButton> : null} />
      <div className="row">{link(moved(from, -14), t('calendar.earlier'))}{from === today ? null : link(today, t('calendar.today'))}{link(moved(from, 14), t('calendar.later'))}</div>
      <ol className="calendar">{days.map((day) => <Day key={day.day} day={day} isToday={day.day === today} />)}</ol>
    </div>
  );
}

function Day({ day, isToday }: { day: CalendarDay; isToday: boolean }) {
  const t = useText(messages);
  const c = useText(composerMessages);
  const formats = useFormats();
  const locale = useLocale();
  return (
    <li className={isToday ? 'calendar-day calendar-today' : 'calendar-day'}>
      <h2>{formats.weekday(`${day.day}T05:00:00.000Z`)}</h2>
      {day.holiday ? <p className="muted">{locale === 'vi' ? day.holiday.name_vi : day.holiday.name_en}</p> : null}
      {day.entries.length === 0 ? <p className="muted">{t('calendar.nothing')}</p> : (
        <ul>{day.entries.map((entry, at) => (
          <li key={at}><span className="calendar-time">{formats.time(entry.at)}</span> <a href={`/campaigns/${entry.campaignId}`}>{entry.name}</a><br /><span className="muted">{entry.medium ? `${c(`medium.${entry.medium as PublicMedium}`)}, ${t('calendar.places', { count: entry.count })}` : t('calendar.send')}</span></li>
        ))}</ul>
      )}
    </li>
  );
}
