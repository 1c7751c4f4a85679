import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, Icon, PageHead } from '../../ui/index.ts';
import { reportCards } from '../cards.ts';
import { MonthlyEntry } from '../components/monthly-entry.tsx';
import { reportsMessages as messages } from '../messages/reports.ts';
import { canSeeMonthly, canSeeReports } from '../policy.ts';

export const loader = page({ guard: canSeeReports }, ({ actor }) => ({ monthly: canSeeMonthly(actor), cards: reportCards.filter((card) => card.isFor(actor)).map(({ isFor: _isFor, ...card }) => card) }));

export const meta = titled((locale) => messages.in(locale)('title'));

export default function ReportsPage() {
  const { cards, monthly } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const locale = useLocale();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} />
      {monthly ? <MonthlyEntry /> : null}
      {cards.length === 0 && !monthly ? <EmptyState icon="chart-column" title={t('none')}>{t('none-text')}</EmptyState> : null}
      <div className="grid-cards">
        {cards.map(({ href, icon, title, text }) => (
          <Card key={href} title={<a href={href}>{title[locale]}</a>} lead={text[locale]} action={<Icon name={icon} />} />
        ))}
      </div>
    </div>
  );
}
