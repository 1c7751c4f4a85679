import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Table } from '../../ui/index.ts';
import { deskMessages } from '../messages/desk.ts';
import { documentMessages } from '../messages/documents.ts';
import type { DeskRow } from '../queries/desk-list.server.ts';
import { DueTag, StateTags } from './desk-parts.tsx';
import { Deed } from './entry-parts.tsx';

/** The reviews of one topic that are due, oldest first. */
export function ReviewTable({ title, rows, canWrite }: { title: string; rows: readonly DeskRow[]; canWrite: boolean }) {
  const t = useText(documentMessages);
  const d = useText(deskMessages);
  const formats = useFormats();
  const overdue = rows.filter(({ due }) => due === 'OVERDUE').length;
  const deed = (row: DeskRow) => {
    if (row.work !== 'OUT') return <span className="muted">{t('reviews.waiting', { number: row.number })}</span>;
    return canWrite && !row.isLapsed ? <Deed to={`/answers/${row.id}/renewal`} label={d('entry.renew')} fields={{}} /> : null;
  };
  return (
    <Table
      caption={<>{title} <span className="muted small">{t('reviews.count', { overdue: formats.number(overdue), soon: formats.number(rows.length - overdue) })}</span></>}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'question', head: d('col.question'), rowHeader: true, cell: (row) => <a href={`/answers/${row.id}`}>{row.question}</a> },
        { key: 'due', head: d('col.review'), cell: (row) => (row.reviewDue && row.due ? <DueTag day={row.reviewDue} due={row.due} /> : null) },
        { key: 'state', head: d('col.state'), cell: (row) => <StateTags shown={row.shown} work={row.work} isLapsed={row.isLapsed} /> },
        { key: 'deed', head: d('col.deed'), cell: deed },
      ]}
    />
  );
}
