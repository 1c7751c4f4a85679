import { useText } from '../../platform/i18n/react.tsx';
import { LinkButton } from '../../ui/index.ts';
import { planMessages } from '../messages/plan.ts';
import { planYears } from '../rules/plan-progress.ts';

/** The year before and the year after. */
export function YearNav({ year, href }: { year: number; href: (year: number) => string }) {
  const t = useText(planMessages);
  const to = (other: number, icon: 'chevron-left' | 'chevron-right') => (other < planYears.first || other > planYears.last ? null : (
    <LinkButton variant="ghost" href={href(other)} {...(icon === 'chevron-left' ? { icon } : { iconAfter: icon })}>{t('year-before', { year: String(other) })}</LinkButton>
  ));
  return <nav className="row no-print" aria-label={t('years')}>{to(year - 1, 'chevron-left')}{to(year + 1, 'chevron-right')}</nav>;
}
