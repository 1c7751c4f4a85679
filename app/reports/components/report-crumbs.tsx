import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb } from '../../ui/index.ts';
import { reportsMessages } from '../messages/reports.ts';
import { savedMessages } from '../messages/saved.ts';

/** The way back from a saved list and what belongs to it. */
export function SavedCrumbs({ here, report }: { here?: string; report?: { id: string; name: string } }) {
  const r = useText(reportsMessages);
  const t = useText(savedMessages);
  const items = [
    { label: r('title'), href: '/reports' },
    { label: t('title'), ...(here ? { href: '/reports/saved' } : {}) },
    ...(report && here ? [{ label: report.name, href: `/reports/saved/${report.id}` }] : []),
    ...(here ? [{ label: here }] : []),
  ];
  return <Breadcrumb label={r('title')} items={items} />;
}
