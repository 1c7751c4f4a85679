import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, PageHead } from '../../ui/index.ts';
import { Calendar, CalendarLegend } from '../components/calendar.tsx';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { calendarQuery } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts, canSeeCampaigns } from '../policy.ts';
import { calendarMonth, type CalendarMonth } from '../queries/calendar.server.ts';
import { monthAfter } from '../rules/month.ts';

export const loader = page({ guard: canSeeCampaigns, query: calendarQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  const moment = momentOf(ports);
  const calendar = await calendarMonth(context.db, query.month ?? moment.today.slice(0, 7), { ...moment, timeZone: ports.timeZone });
  return { calendar, today: moment.today, canConfirm: canConfirmBroadcasts(actor) };
});

export const meta = titled((locale) => messages.in(locale)('calendar.title'));
export const handle = { layout: 'wide' };

export default function CalendarPage() {
  const { calendar, today, canConfirm } = useLoaderData() as unknown as { calendar: CalendarMonth; today: string; canConfirm: boolean };
  const t = useText(messages);
  const { month } = calendar;
  const parts = (one: string) => ({ month: one.slice(5), year: one.slice(0, 4) });
  const link = (to: string, more: object = {}) => <LinkButton variant="ghost" href={`/campaigns/broadcasts?month=${to}`} {...more}>{t('calendar.month-link', parts(to))}</LinkButton>;
  return (
    <div className="stack-l">
      <PageHead title={t('calendar.of', { month: t('calendar.month', parts(month)) })} lead={t('calendar.lead')} breadcrumb={<CampaignCrumbs here={t('calendar.title')} />} actions={canConfirm ? <LinkButton variant="ghost" href="/campaigns/places">{t('places.title')}</LinkButton> : null} />
      <nav className="row" aria-label={t('calendar.months')}>
        {link(monthAfter(month, -1), { icon: 'chevron-left' })}
        {month === today.slice(0, 7) ? null : <LinkButton variant="ghost" href="/campaigns/broadcasts">{t('calendar.this-month')}</LinkButton>}
        {link(monthAfter(month, 1), { iconAfter: 'chevron-right' })}
      </nav>
      <CalendarLegend {...calendar} />
      {calendar.days.every(({ entries }) => entries.length === 0) ? <p className="muted">{t('calendar.nothing')}</p> : null}
      <Calendar calendar={calendar} today={today} />
    </div>
  );
}
