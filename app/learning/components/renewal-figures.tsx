import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Stat, StatList } from '../../ui/index.ts';
import { renewalMessages } from '../messages/renewal.ts';
import type { RenewalFigures } from '../rules/renewal-figures.ts';
import { fewestPeople } from '../rules/retention.ts';

/** What renewals and their pre-tests came to, for a unit or the province. */
export function RenewalFiguresCard({ figures }: { figures: RenewalFigures }) {
  const t = useText(renewalMessages);
  const formats = useFormats();
  const { minutes } = figures;
  return (
    <Card title={t('figures.title')} id="renewals">
      <StatList>
        <Stat bare label={t('figures.open')} value={formats.number(figures.open)} />
        <Stat bare label={t('figures.sat')} value={formats.number(figures.sat)} />
        <Stat bare label={t('figures.minutes')} value={minutes === null ? t('figures.too-few') : formats.number(minutes.unread - minutes.sat)} note={minutes === null ? t('figures.too-few-why', { n: fewestPeople }) : t('figures.note', { unread: formats.number(minutes.unread), sat: formats.number(minutes.sat) })} />
      </StatList>
    </Card>
  );
}
