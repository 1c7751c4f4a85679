import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, EmptyState, Notice, Select, Table, Tag, TextInput } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import type { slotsPage, SlotRow } from '../queries/broadcast.server.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import { isEditable } from '../rules/campaign-state.ts';
import { publicMedia, type PublicMedium } from '../rules/media.ts';

export interface SlotsData {
  campaign: CampaignPage;
  units: { id: string; name: string; depth: number }[];
  now: string;
  localNow: string;
  rights: { write: boolean; confirm: boolean };
  slots: Awaited<ReturnType<typeof slotsPage>>;
}

/** Plans one moment of a medium at every fitting place. */
export function PlanForm({ campaign, units, localNow, rights }: SlotsData) {
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  const { say, value } = useFaults();
  const media = publicMedia.filter((medium) => campaign.media.some((row) => row.medium === medium));
  if (!rights.write || !isEditable(campaign)) return null;
  if (media.length === 0) return <Notice live={false}>{t('slots.no-medium')}</Notice>;
  return (
    <Card title={t('slots.plan')} id="plan">
      <form method="post" noValidate className="stack">
        <input type="hidden" name="revision" value={campaign.revision} />
        <Select name="medium" label={t('slots.medium')} error={say('medium')} defaultValue={value('medium', media[0])} options={media.map((medium) => ({ value: medium, label: c(`medium.${medium}`) }))} required />
        <TextInput name="at" type="datetime-local" label={t('slots.at')} error={say('at')} defaultValue={value('at')} min={localNow} width="middle" required />
        <Select name="unitId" label={t('slots.unit')} error={say('unitId')} defaultValue={value('unitId')} emptyLabel="–" options={units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))} />
        <div className="row"><Button>{t('slots.plan-button')}</Button></div>
      </form>
    </Card>
  );
}

export function SlotTable({ slots, now }: SlotsData) {
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  const formats = useFormats();
  if (slots.rows.length === 0) return <EmptyState icon="calendar" title={t('slots.none')} />;
  return (
    <>
      {slots.count > slots.rows.length ? <p className="muted">{t('slots.shown', { shown: formats.number(slots.rows.length), count: formats.number(slots.count) })}</p> : null}
      <Table
        caption={t('slots.title')}
        hideCaption
        rows={slots.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'place', head: t('slots.place'), rowHeader: true, cell: (row) => <a href={`/campaigns/slots/${row.id}`}>{row.place}</a> },
          { key: 'unit', head: t('slots.commune'), cell: (row) => row.unitName },
          { key: 'medium', head: t('slots.medium'), cell: (row) => c(`medium.${row.medium as PublicMedium}`) },
          { key: 'at', head: t('slots.at'), cell: (row) => formats.moment(row.startsAt) },
          { key: 'state', head: t('slots.state'), cell: (row) => <SlotState slot={row} now={now} /> },
        ]}
      />
    </>
  );
}

/** Where a slot stands: planned, broadcast, missed, or over and not confirmed. */
export function SlotState({ slot, now }: { slot: Pick<SlotRow, 'playedAt' | 'missedReason' | 'startsAt'>; now: string }) {
  const t = useText(broadcastMessages);
  if (slot.playedAt) return <Tag tone="ok">{t('slots.played')}</Tag>;
  if (slot.missedReason) return <Tag tone="danger">{t('slots.missed')}</Tag>;
  return slot.startsAt <= now ? <Tag tone="warn">{t('slots.overdue')}</Tag> : <Tag>{t('slots.planned')}</Tag>;
}

/** The communes that no confirmed broadcast has reached. */
export function NotReached({ slots }: Pick<SlotsData, 'slots'>) {
  const t = useText(broadcastMessages);
  if (slots.notReached.length === 0) return <Notice tone="ok" live={false}>{t('slots.all-reached')}</Notice>;
  return (
    <Disclosure summary={`${t('slots.not-reached')} (${slots.notReached.length})`}>
      <ul className="name-columns">{slots.notReached.map((unit) => <li key={unit.id}>{unit.name}</li>)}</ul>
    </Disclosure>
  );
}
