import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Notice } from '../../ui/index.ts';
import { unitMessages } from '../messages/units.ts';
import type { PlannedDeed } from '../queries/unit-admin-page.server.ts';

/** What is decided for a day to come, and the way to take it back. */
export function UnitPlanned({ planned }: { planned: readonly PlannedDeed[] }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const locale = useLocale();
  const words = useDeedWords();
  if (planned.length === 0) return null;
  return (
    <Card title={t('planned')} id="planned">
      <ul className="stack">
        {planned.map((plan) => (
          <li key={plan.id} className="stack">
            <p>{t('planned-line', { day: formats.day(plan.on), what: words(plan) })}<span className="block muted small">{t('planned-basis', { basis: plan.legalBasis })}</span></p>
            {plan.fault ? <Notice tone="danger" live={false}>{t('planned-fault', { why: plan.fault[locale] })}</Notice> : null}
            <form method="post" action={`/admin/units/decisions/${plan.id}/withdrawal`}><Button variant="ghost">{t('withdraw')}</Button></form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function useDeedWords() {
  const t = useText(unitMessages);
  return ({ deed, otherName }: PlannedDeed): string => {
    const unit = otherName ?? '–';
    if (deed.kind === 'CREATE' || deed.kind === 'RENAME') return t(`deed.${deed.kind}`, { name: deed.name });
    if (deed.kind === 'CODE') return t('deed.CODE', { code: deed.code });
    return deed.kind === 'END' ? t('deed.END') : t(`deed.${deed.kind}`, { unit });
  };
}
