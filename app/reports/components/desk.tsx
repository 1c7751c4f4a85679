import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, FileLinks, LinkButton, SearchBox, Stat, StatList, Table, Tabs, Tag, type TabItem } from '../../ui/index.ts';
import { deskStates, punctualities, type DeskQuery } from '../forms/monthly.ts';
import { deskMessages as messages } from '../messages/monthly-desk.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { DeskPage, DeskRow, NextDeed } from '../queries/desk.server.ts';
import { monthWords, plusMonths } from '../rules/period.ts';
import { PunctualityTag, StateTag, useDue } from './report-parts.tsx';

const base = '/reports/monthly';
const hrefOf = (month: string, changes: Partial<Pick<DeskQuery, 'state' | 'punctuality'>> = {}) => `${base}?${new URLSearchParams({ month, ...changes }).toString()}`;

/** What waits for the reader, before everything else. */
export function NextDeeds({ deeds }: { deeds: readonly NextDeed[] }) {
  const t = useText(messages);
  const due = useDue();
  if (deeds.length === 0) return null;
  return (
    <Card title={t('next')} id="next" raised>
      <ul className="plain-list">
        {deeds.map((deed) => {
          const said = t(`next.${deed.kind}`, { month: monthWords(deed.month), unit: deed.unitName });
          return (
            <li key={`${deed.unitId}-${deed.month}`}>
              <span>{deed.reportId ? <a href={`${base}/${deed.reportId}${deed.kind === 'APPROVE' ? '/approval' : ''}`}>{said}</a> : said}<br /><span className="muted small">{due(deed.due)}</span> {deed.isLate ? <Tag tone="danger">{t('next.late')}</Tag> : null}</span>
              {deed.reportId ? null : <form method="post" action={`${base}/drafts`}><input type="hidden" name="unit" value={deed.unitId} /><input type="hidden" name="month" value={deed.month} /><Button icon="plus" aria-label={said}>{t('next.begin')}</Button></form>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** The months around the shown one. */
export function MonthNav({ month, path = base }: { month: string; path?: string }) {
  const t = useText(messages);
  const link = (other: string): TabItem => ({ href: `${path}?month=${other}`, label: t('previous', { month: monthWords(other) }), current: other === month });
  return <Tabs label={t('months')} items={[-2, -1, 0, 1].map((count) => link(plusMonths(month, count)))} />;
}

/** How many units stand where; each row of figures adds up to all of them. */
export function DeskCounts({ desk, query }: { desk: DeskPage; query: DeskQuery }) {
  const t = useText(messages);
  const m = useText(monthlyMessages);
  const formats = useFormats();
  const month = desk.period.month;
  const shown = punctualities.filter((one) => desk.punctuality[one] > 0 || one !== 'NOT_YET');
  return (
    <>
      <StatList>{shown.map((one) => <Stat key={one} label={m(`punctuality.${one}`)} value={formats.number(desk.punctuality[one])} of={formats.number(desk.total)} href={hrefOf(month, { punctuality: one })} />)}</StatList>
      <Tabs label={t('states')} items={[{ href: hrefOf(month), label: t('all'), current: !query.state && !query.punctuality, count: desk.total }, ...deskStates.filter((state) => desk.states[state] > 0 || query.state === state).map((state) => ({ href: hrefOf(month, { state }), label: m(`state.${state}`), current: query.state === state, count: desk.states[state] }))]} />
    </>
  );
}

/** The units of a month; the standing agency ticks what it receives. */
export function DeskTable({ desk, query, canReceive }: { desk: DeskPage; query: DeskQuery; canReceive: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  const { rows, total, period } = desk;
  const ticks = canReceive && rows.some(({ state }) => state === 'SUBMITTED');
  if (rows.length === 0) return <>{total > 0 ? <UnitSearch query={query} month={period.month} /> : null}<EmptyState icon="inbox" title={t('none')} action={total > 0 ? <LinkButton variant="ghost" href={hrefOf(period.month)}>{t('show-all')}</LinkButton> : undefined}>{t('none-text')}</EmptyState></>;
  const table = (
    <Table
      caption={t('caption', { shown: formats.number(rows.length), total: formats.number(total) })}
      rows={rows}
      rowKey={({ unitId }) => unitId}
      columns={[
        ...(ticks ? [{ key: 'tick', head: t('col.choose'), hideHead: true, cell: (row: DeskRow) => (row.state === 'SUBMITTED' ? <input type="checkbox" className="tick" name="reports[]" value={`${row.reportId}:${row.revision}`} aria-label={`${t('col.choose')}: ${row.unitName}`} /> : null) }] : []),
        { key: 'unit', head: t('col.unit'), rowHeader: true, cell: (row) => (row.reportId ? <a href={`${base}/${row.reportId}`}>{row.unitName}</a> : <>{row.unitName}{row.hasNoFocal ? <> <Tag tone="warn">{t('no-focal')}</Tag></> : null}</>) },
        { key: 'state', head: t('col.state'), cell: ({ state }) => <StateTag state={state} /> },
        { key: 'punctuality', head: t('col.punctuality'), cell: ({ punctuality }) => <PunctualityTag punctuality={punctuality} /> },
        { key: 'sent', head: t('col.sent'), cell: ({ firstSubmittedAt }) => (firstSubmittedAt ? formats.moment(firstSubmittedAt) : '–') },
        { key: 'models', head: t('col.models'), numeric: true, cell: ({ models }) => formats.number(models) },
      ]}
    />
  );
  return (
    <div className="stack">
      {total > 1 ? <UnitSearch query={query} month={period.month} /> : null}
      {ticks ? (
        <form method="post" action={`${base}/receipts`} className="stack">
          <input type="hidden" name="month" value={period.month} />
          {table}
          <div className="row"><Button icon="inbox">{t('receive-chosen')}</Button></div>
        </form>
      ) : table}
      <DeskFile query={query} month={period.month} />
    </div>
  );
}

/** Finds a unit by its name; what is chosen above stays chosen. */
function UnitSearch({ query, month }: { query: DeskQuery; month: string }) {
  const t = useText(messages);
  return (
    <SearchBox action={base} label={t('filter')} button={t('filter-go')} placeholder={t('filter')} value={query.q}>
      <input type="hidden" name="month" value={month} />
      {query.state ? <input type="hidden" name="state" value={query.state} /> : null}
      {query.punctuality ? <input type="hidden" name="punctuality" value={query.punctuality} /> : null}
    </SearchBox>
  );
}

/** What is shown as a file. */
function DeskFile({ query: { state, punctuality, q }, month }: { query: DeskQuery; month: string }) {
  const t = useText(messages);
  const p = useText(platformMessages);
  const asked = { month, ...(state ? { state } : {}), ...(punctuality ? { punctuality } : {}), ...(q ? { q } : {}) };
  return <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => `${base}/file?${new URLSearchParams({ ...asked, format }).toString()}`} note={t('file.note')} />;
}
