import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Table } from '../../ui/index.ts';
import { measuringMessages } from '../messages/measuring.ts';
import type { Meanwhile as Found } from '../queries/meanwhile.server.ts';
import { smallestCell } from '../rules/interval.ts';
import { trafficKinds, type TrafficKind } from '../rules/traffic.ts';

/** What people looked up about the campaign's answers before, during and after it, without a claim that it was the cause. */
export function Meanwhile({ meanwhile }: { meanwhile?: Found | null }) {
  const t = useText(measuringMessages);
  const formats = useFormats();
  if (!meanwhile || meanwhile.periods.length === 0) return null;
  const { listed, periods } = meanwhile;
  const shown = (value: number | null) => (value === null ? t('meanwhile.few', { least: smallestCell }) : formats.score(value));
  const isFewEverywhere = periods.every(({ perWeek }) => trafficKinds.every((kind) => perWeek[kind] === null));
  return (
    <Card title={t('meanwhile.title')} id="meanwhile" lead={t(listed > 0 ? 'meanwhile.lead-listed' : 'meanwhile.lead-topic', { count: formats.number(listed) })}>
      <div className="stack">
        {isFewEverywhere ? <p>{t('meanwhile.all-few', { least: smallestCell })}</p> : <Table caption={t('meanwhile.title')} hideCaption rows={trafficKinds} rowKey={(kind) => kind} columns={[
          { key: 'kind', head: t('meanwhile.kind'), rowHeader: true, cell: (kind) => t(`meanwhile.${kind}`) },
          ...periods.map((period) => ({ key: period.name, head: `${t(`meanwhile.${period.name}`)} (${formats.day(period.from)} – ${formats.day(period.to)})`, numeric: true, cell: (kind: TrafficKind) => shown(period.perWeek[kind]) })),
        ]} />}
        <p className="muted small">{t('meanwhile.note')}</p>
      </div>
    </Card>
  );
}
