import { useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton } from '../../ui/index.ts';
import { deskMessages as messages } from '../messages/monthly-desk.ts';

/** The way to the monthly report from the page of all reports. */
export function MonthlyEntry() {
  const t = useText(messages);
  return (
    <Card title={t('entry')} id="monthly" lead={t('entry-lead')}>
      <div className="row">
        <LinkButton href="/reports/monthly">{t('entry-open')}</LinkButton>
        <LinkButton variant="ghost" icon="chart-column" href="/reports/monthly/summary">{t('summary')}</LinkButton>
        <LinkButton variant="ghost" icon="eye" href="/reports/monthly/wall">{t('wall')}</LinkButton>
        <LinkButton variant="ghost" icon="list-checks" href="/reports/models">{t('register')}</LinkButton>
      </div>
    </Card>
  );
}
