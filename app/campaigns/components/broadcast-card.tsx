import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, ProgressBar } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';

export interface BroadcastSum {
  slots: number;
  played: number;
  /** Communes that no confirmed broadcast has reached. */
  missing: number;
}

/** How far the broadcasts of a campaign are confirmed, with the way to them. */
export function BroadcastCard({ id, sum, isLaunched }: { id: string; sum: BroadcastSum; isLaunched: boolean }) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const numbers = { played: formats.number(sum.played), count: formats.number(sum.slots), missed: formats.number(sum.missing) };
  return (
    <Card title={t('slots.title')} id="broadcasts" lead={isLaunched ? t(sum.missing > 0 ? 'slots.lead' : 'slots.lead-all', numbers) : t('slots.lead-draft', { count: numbers.count })} action={<a href={`/campaigns/${id}/slots`}>{t('slots.see')}</a>}>
      {isLaunched ? <ProgressBar label={t('slots.title')} value={sum.played} max={sum.slots} text={`${numbers.played} / ${numbers.count}`} tone="ok" /> : null}
    </Card>
  );
}
