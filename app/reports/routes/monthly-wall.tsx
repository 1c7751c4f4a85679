import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, PageHead, PrintButton } from '../../ui/index.ts';
import { MonthNav } from '../components/desk.tsx';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { WallLegend, WallTable } from '../components/wall.tsx';
import { monthQuery } from '../forms/monthly.ts';
import { summaryMessages as messages } from '../messages/monthly-summary.ts';
import { canSeeMonthly } from '../policy.ts';
import { readWall, type Wall } from '../queries/summary.server.ts';
import { monthWords } from '../rules/period.ts';

export const loader = page({ guard: canSeeMonthly, query: monthQuery }, ({ actor, query, context }) => {
  const ports = portsOf(context);
  return readWall(context.db, actor, query.month, { ...momentOf(ports), timeZone: ports.timeZone });
});

export const meta = titled((locale) => messages.in(locale)('models'));
export const handle = { layout: 'wide', script: true };

export default function MonthlyWallPage() {
  const { month, months, rows, take } = useLoaderData() as unknown as Wall;
  const t = useText(messages);
  const title = t('wall', { month: monthWords(month) });
  const isEmpty = rows.every(({ cells }) => cells.every(({ status }) => status === null));
  return (
    <div className="stack-l">
      <PageHead title={title} lead={take && !isEmpty ? <Take take={take} count={rows.length} /> : undefined} actions={isEmpty ? undefined : <PrintButton label={t('print')} />} breadcrumb={<MonthlyCrumbs here={title} />} />
      <MonthNav month={month} path="/reports/monthly/wall" />
      {isEmpty ? <EmptyState icon="chart-column" title={t('none')}>{t('none-text')}</EmptyState> : <><WallLegend /><WallTable months={months} rows={rows} /></>}
    </div>
  );
}

function Take({ take, count }: { take: NonNullable<Wall['take']>; count: number }) {
  const t = useText(messages);
  const numbers = { month: monthWords(take.month), running: take.running, blocked: take.blocked, rest: take.silent === 0 ? t('wall.complete', { count }) : t('wall.silent', { silent: take.silent, count }) };
  return <>{take.worst ? t('wall.take-worst', { ...numbers, number: take.worst.number, units: take.worst.units }) : t('wall.take', numbers)}</>;
}
