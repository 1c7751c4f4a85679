import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, EmptyState, Pagination, Table, Tabs, Tag, type Column } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import { slotPlanMessages } from '../messages/slot-plan.ts';
import type { SlotRow } from '../queries/broadcast.server.ts';
import { slotViews, type PublicMedium } from '../rules/media.ts';
import { SlotState, type SlotsData } from './slots.tsx';

/** The broadcasts of a campaign; those that are over can be confirmed one by one or many at once. */
export function SlotTable({ campaign, slots, now, rights, pages }: SlotsData & { pages: number }) {
  const t = useText(broadcastMessages);
  const w = useText(wayMessages);
  const formats = useFormats();
  const canConfirm = rights.confirm && slots.view === 'overdue';
  const href = (view: string, page = 1) => `/campaigns/${campaign.id}/slots?view=${view}${page > 1 ? `&page=${page}` : ''}`;
  const counts = { all: slots.count, overdue: slots.overdue, missed: slots.missed };
  const columns = useColumns(now);
  return (
    <div className="stack">
      <Tabs label={t('slots.views')} items={slotViews.map((view) => ({ href: href(view), label: t(`view.${view}`), current: view === slots.view, count: formats.number(counts[view]) }))} />
      {slots.rows.length === 0 ? <EmptyState icon="calendar" title={t('slots.none-here')} /> : canConfirm ? (
        <form method="post" action={`/campaigns/${campaign.id}/slots/confirmation`} className="stack">
          <p className="muted">{t('slots.bulk-hint')}{slots.rows.some(({ medium }) => medium === 'POST') ? ` ${w('proof.one-by-one')}` : null}</p>
          <Table caption={t('slots.title')} hideCaption rows={slots.rows} rowKey={(row) => row.id} columns={[chooser(t), ...columns]} />
          <div className="row"><Button>{t('slots.bulk')}</Button></div>
        </form>
      ) : <Table caption={t('slots.title')} hideCaption rows={slots.rows} rowKey={(row) => row.id} columns={columns} />}
      <Pagination label={t('places.pages')} page={slots.page} pages={pages} href={(page) => href(slots.view, page)} previous={t('places.previous')} next={t('places.next')} pageLabel={(page) => t('places.page', { page })} summary={t('slots.all-shown', { shown: formats.number(slots.rows.length), count: formats.number(counts[slots.view]) })} />
    </div>
  );
}

type Say = ReturnType<typeof useText<typeof broadcastMessages.catalogue>>;

const chooser = (t: Say): Column<SlotRow> => ({ key: 'choose', head: t('slots.choose-head'), hideHead: true, cell: (row) => row.medium === 'POST' ? null : <input type="checkbox" className="tick" name="slots[]" value={row.id} aria-label={t('slots.choose', { place: row.place })} /> });

function useColumns(now: string): Column<SlotRow>[] {
  const p = useText(slotPlanMessages);
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  const formats = useFormats();
  return [
    { key: 'place', head: t('slots.place'), rowHeader: true, cell: (row) => <a href={`/campaigns/slots/${row.id}`}>{row.place}</a> },
    { key: 'unit', head: t('slots.commune'), cell: (row) => row.unitName },
    { key: 'medium', head: t('slots.medium'), cell: (row) => c(`medium.${row.medium as PublicMedium}`) },
    { key: 'at', head: t('slots.at'), cell: (row) => formats.moment(row.startsAt) },
    { key: 'state', head: t('slots.state'), cell: (row) => <><SlotState slot={row} now={now} />{row.correctionId ? <> <Tag tone="brand">{p('correction.tag')}</Tag></> : null}</> },
  ];
}
