import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, EmptyState, Table, Tag, type Tone } from '../../ui/index.ts';
import { vneidMessages } from '../messages/vneid.ts';
import type { PackageRow, WaitingMessage } from '../queries/vneid.server.ts';
import type { PackageState } from '../rules/vneid-state.ts';

/** The way back from the packages, or from one of them. */
export function VneidCrumbs({ of, here }: { of?: { id: string; title: string }; here?: string }) {
  const t = useText(vneidMessages);
  const own = of ? [{ label: of.title, ...(here ? { href: `/campaigns/vneid/${of.id}` } : {}) }] : [];
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('campaigns'), href: '/campaigns' }, { label: t('title'), ...(of ? { href: '/campaigns/vneid' } : {}) }, ...own, ...(here ? [{ label: here }] : [])]} />;
}

const tones: Readonly<Record<PackageState, Tone>> = { MADE: 'warn', VOID: 'neutral', HANDED_OVER: 'brand', RECEIVED: 'ok' };

export function PackageTag({ state }: { state: PackageState }) {
  const t = useText(vneidMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** Messages whose people wait for a package. */
export function WaitingTable({ rows }: { rows: readonly WaitingMessage[] }) {
  const t = useText(vneidMessages);
  const formats = useFormats();
  return (
    <Card title={t('waiting')} id="waiting">
      {rows.length === 0 ? <EmptyState level={3} icon="circle-check" title={t('waiting-none')}>{t('waiting-none-text')}</EmptyState> : (
        <Table
          caption={t('waiting')}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'message', head: t('message'), rowHeader: true, cell: (row) => <><span>{row.subject}</span><Marks row={row} /></> },
            { key: 'people', head: t('people'), numeric: true, cell: (row) => formats.number(row.count) },
            { key: 'until', head: t('until'), cell: (row) => formats.moment(row.notAfter) },
            { key: 'make', head: t('make'), hideHead: true, cell: (row) => (row.isPaused ? <Tag tone="warn">{t('held')}</Tag> : <Make row={row} />) },
          ]}
        />
      )}
    </Card>
  );
}

function Marks({ row }: { row: WaitingMessage }) {
  const t = useText(vneidMessages);
  if (!row.isDrill && !row.isCorrection && row.urgency !== 'URGENT') return null;
  return (
    <div className="tags">
      {row.isDrill ? <Tag tone="danger" icon="triangle-alert" className="drill-tag">{t('drill')}</Tag> : null}
      {row.urgency === 'URGENT' ? <Tag tone="danger">{t('urgent')}</Tag> : null}
      {row.isCorrection ? <Tag tone="warn">{t('correction')}</Tag> : null}
    </div>
  );
}

function Make({ row }: { row: WaitingMessage }) {
  const t = useText(vneidMessages);
  return (
    <form method="post">
      <input type="hidden" name="messageId" value={row.id} />
      <input type="hidden" name="number" value={row.number} />
      <Button className="whitespace-nowrap" aria-label={`${t('make')}: ${row.subject}`}>{t('make')}</Button>
    </form>
  );
}

/** The packages that were made, newest first. */
export function PackageTable({ rows, isFull }: { rows: readonly PackageRow[]; isFull: boolean }) {
  const t = useText(vneidMessages);
  const formats = useFormats();
  return (
    <Card title={t('packages')} id="packages">
      {isFull ? <p className="muted">{t('newest', { count: rows.length })}</p> : null}
      {rows.length === 0 ? <EmptyState level={3} icon="inbox" title={t('packages-none')} /> : (
        <Table
          caption={t('packages')}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'package', head: t('message'), rowHeader: true, cell: (row) => <a href={`/campaigns/vneid/${row.id}`}>{t('package-of', { number: row.number, subject: row.subject })}</a> },
            { key: 'people', head: t('people'), numeric: true, cell: (row) => formats.number(row.count) },
            { key: 'state', head: t('state'), cell: (row) => <PackageTag state={row.state} /> },
            { key: 'made', head: t('made'), cell: (row) => t('by', { person: row.madeBy, at: formats.moment(row.madeAt) }) },
          ]}
        />
      )}
    </Card>
  );
}
