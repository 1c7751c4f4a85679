import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { MonthlyEntry } from '../components/monthly-entry.tsx';
import { reportsMessages as messages } from '../messages/reports.ts';
import { canSeeMonthly, canSeeReports } from '../policy.ts';

export const loader = page({ guard: canSeeReports }, ({ actor }) => ({ monthly: canSeeMonthly(actor) }));

export const meta = titled((locale) => messages.in(locale)('title'));

export default function ReportsPage() {
  const { monthly } = useLoaderData<typeof loader>();
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} />
      {monthly ? <MonthlyEntry /> : null}
    </div>
  );
}
