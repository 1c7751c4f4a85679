import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { DeskCounts, DeskTable, MonthNav, NextDeeds } from '../components/desk.tsx';
import { MonthlyCrumbs, useDue } from '../components/report-parts.tsx';
import { deskQuery, type DeskQuery } from '../forms/monthly.ts';
import { deskMessages as messages } from '../messages/monthly-desk.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { canReceiveMonthly, canSeeMonthly } from '../policy.ts';
import { deskPage, type DeskPage } from '../queries/desk.server.ts';
import { monthWords } from '../rules/period.ts';

export const loader = page({ guard: canSeeMonthly, query: deskQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  return { desk: await deskPage(context.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone }), query, canReceive: canReceiveMonthly(actor) };
});

export const meta = titled((locale) => monthlyMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function MonthlyPage() {
  const { desk, query, canReceive } = useLoaderData() as unknown as { desk: DeskPage; query: DeskQuery; canReceive: boolean };
  const t = useText(messages);
  const take = useTake(desk);
  const { month } = desk.period;
  const tools = (
    <>
      {canReceive && desk.isOver && desk.punctuality.MISSING > 0 ? <LinkButton variant="ghost" icon="bell" href={`/reports/monthly/reminders?month=${month}`}>{t('remind')}</LinkButton> : null}
      <LinkButton variant="ghost" icon="chart-column" href={`/reports/monthly/summary?month=${month}`}>{t('summary')}</LinkButton>
      <LinkButton variant="ghost" icon="eye" href={`/reports/monthly/wall?month=${month}`}>{t('wall')}</LinkButton>
      <LinkButton variant="ghost" icon="list-checks" href="/reports/models">{t('register')}</LinkButton>
    </>
  );
  return (
    <div className="stack-l">
      <PageHead title={t('title', { month: monthWords(month) })} lead={take} actions={tools} breadcrumb={<MonthlyCrumbs />} />
      {query.done === undefined ? null : <Notice tone={query.done > 0 ? 'ok' : 'warn'} focused>{query.done > 0 ? t('received', { count: query.done }) : t('received-none')}</Notice>}
      {query.reminded ? <Notice tone="ok" focused>{t('reminded', { count: query.reminded })}</Notice> : null}
      <NextDeeds deeds={desk.next} />
      <MonthNav month={month} />
      {desk.total > 1 ? <DeskCounts desk={desk} query={query} /> : null}
      <DeskTable desk={desk} query={query} canReceive={canReceive} />
    </div>
  );
}

/** The whole list in one sentence. */
function useTake({ total, punctuality, isOver, due }: DeskPage): string {
  const t = useText(messages);
  const formats = useFormats();
  const say = useDue();
  const numbers = { sent: formats.number(punctuality.ON_TIME + punctuality.LATE), total: formats.number(total), late: formats.number(punctuality.LATE), missing: formats.number(punctuality.MISSING), due: say(due) };
  return total === 0 ? t('take-none', numbers) : isOver ? t('take-over', numbers) : t('take-open', numbers);
}
