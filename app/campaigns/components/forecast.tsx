import type { Channel } from '../../messaging/index.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice, Table } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import type { ScheduleFacts } from '../queries/forecast.server.ts';
import type { Forecast } from '../rules/forecast.ts';
import { DayStrip } from './day-strip.tsx';

type Start = NonNullable<ScheduleFacts['start']>;

/** What the chosen moment means, channel by channel, in numbers that add up to the audience. */
export function ForecastCard({ facts, offered }: { facts: ScheduleFacts; /** What the server can send by, where the page has no list of what is missing. */ offered?: readonly Channel[] }) {
  const t = useText(composerMessages);
  const w = useText(wayMessages);
  const formats = useFormats();
  const { start, quiet } = facts;
  const idle = (offered && start?.forecasts.filter(({ channel }) => !offered.includes(channel))) ?? [];
  if (!start) return <Card title={t('forecast.title')} id="forecast"><p className="muted">{t('forecast.none')}</p></Card>;
  return (
    <Card title={t('forecast.title')} id="forecast" lead={t(facts.isFrozen ? 'forecast.lead-frozen' : 'forecast.lead', { weekday: formats.weekday(start.sendAt), time: formats.time(start.sendAt) })}>
      <DayStrip quiet={quiet} marks={[{ hour: start.hour, kind: 'send' }]} scale />
      <ul className="legend">
        <li><span className="legend-key strip-key-send" aria-hidden="true" />{t('forecast.start')}</li>
        <li><span className="legend-key strip-key-quiet" aria-hidden="true" />{t('forecast.quiet', { from: quiet.from, to: quiet.to })}</li>
      </ul>
      <StartNotices start={start} />
      {idle.length > 0 ? <Notice tone="warn" live={false}>{w('channels.idle-chosen', { channels: idle.map(({ channel }) => t(`medium.${channel as 'SMS'}`)).join(', ') })}</Notice> : null}
      {start.forecasts.length > 0 ? <ForecastList forecasts={start.forecasts} cap={facts.cap} /> : <p className="muted">{t('forecast.public-only')}</p>}
    </Card>
  );
}

function StartNotices({ start }: { start: Start }) {
  const t = useText(composerMessages);
  const formats = useFormats();
  const locale = useLocale();
  const { window, holidays } = start;
  const name = (holiday: Start['holidays'][number]) => (locale === 'vi' ? holiday.name_vi : holiday.name_en);
  const first = holidays.find(({ day }) => day === window.firstDay);
  const others = holidays.filter((holiday) => holiday !== first);
  const held = start.forecasts.filter(({ until }) => until !== null);
  return (
    <>
      {start.isPast ? <Notice tone="danger" live={false}>{t('forecast.past')}</Notice> : null}
      {window.isAllQuiet && held.length > 0 ? <Notice tone="danger" live={false}>{t('forecast.all-quiet', { channels: held.map(({ channel }) => t(`medium.${channel as 'SMS'}`)).join(', ') })}</Notice> : null}
      {first ? <Notice tone="warn" live={false}>{t('forecast.holiday', { day: formats.day(first.day), holiday: name(first) })}</Notice> : null}
      {!first && window.isWeekend ? <Notice live={false}>{t('forecast.weekend', { weekday: formats.weekday(start.sendAt) })}</Notice> : null}
      {window.crossesMidnight ? <Notice live={false}>{t('forecast.midnight', { from: formats.moment(start.sendAt), to: formats.moment(start.notAfter) })}</Notice> : null}
      {others.length > 0 ? <p className="muted small">{t('forecast.holidays', { list: others.map((one) => `${formats.day(one.day)} ${name(one)}`).join('; ') })}</p> : null}
    </>
  );
}

function ForecastList({ forecasts, cap }: { forecasts: readonly Forecast[]; cap: number }) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const formats = useFormats();
  const number = (count: number) => (count === 0 ? '–' : formats.number(count));
  const wait = ({ waits, until }: Forecast) => (waits === 0 ? '–' : until ? t('forecast.until', { count: formats.number(waits), until: formats.time(until) }) : t('forecast.over-cap', { count: formats.number(waits), cap }));
  const columns: [key: string, head: string, cell: (row: Forecast) => string][] = [
    ['now', t('forecast.at-once'), (row) => number(row.atOnce)],
    ['waits', t('forecast.waits'), wait],
    ['expires', t('forecast.expires'), (row) => number(row.expires)],
    ['drops', t('forecast.drops'), (row) => number(row.drops)],
    ['none', t('forecast.unreachable'), (row) => number(row.unreachable)],
  ];
  return (
    <>
      <Table caption={t('forecast.title')} hideCaption className="forecast-table" rows={forecasts} rowKey={(row) => row.channel} columns={[
        { key: 'channel', head: c('funnel.channel'), rowHeader: true, cell: (row) => (row.channel === 'IN_APP' ? c('channel.IN_APP') : t(`medium.${row.channel as 'SMS'}`)) },
        ...columns.map(([key, head, cell]) => ({ key, head, numeric: true, cell })),
      ]} />
      <p className="muted small">{t('forecast.sum', { count: formats.number(forecasts[0]?.audience ?? 0) })}</p>
    </>
  );
}
