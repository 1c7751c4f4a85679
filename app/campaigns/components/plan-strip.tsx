import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { LinkButton, ProgressBar } from '../../ui/index.ts';
import { planMessages } from '../messages/plan.ts';
import type { PlanPage } from '../queries/plan.server.ts';

/** How far the plan of the year is, with the way to it. */
export function PlanStrip({ year, plan, figures, canWrite }: Pick<PlanPage, 'year' | 'plan' | 'figures'> & { canWrite: boolean }) {
  const t = useText(planMessages);
  const formats = useFormats();
  const { planned, done, late } = figures.total;
  const numbers = { done: formats.number(done), planned: formats.number(planned), late: formats.number(late) };
  const text = planned === 0 ? t('take-none') : late > 0 ? t('take-late', numbers) : t('take', numbers);
  return (
    <div className="card plan-strip">
      <div className="plan-strip-text">
        <h2>{t('title', { year: String(year) })}</h2>
        <p className="muted">{plan ? text : t('none-title', { year: String(year) })}</p>
        {planned > 0 ? <ProgressBar label={t('progress')} value={done} max={planned} text={`${numbers.done} / ${numbers.planned}`} /> : null}
      </div>
      {plan ? <LinkButton variant="ghost" href={`/campaigns/plans/${year}`}>{t('short', { year: String(year) })}</LinkButton> : canWrite ? <LinkButton variant="ghost" href={`/campaigns/plans/${year}/edit`}>{t('create', { year: String(year) })}</LinkButton> : null}
    </div>
  );
}
