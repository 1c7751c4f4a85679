/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- phones show rows as blocks, which erases the built-in roles */
import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import { unbrokenCell } from './unbroken.tsx';

export interface Column<Row> {
  key: string; head: string; cell: (row: Row) => ReactNode; numeric?: boolean; rowHeader?: boolean; hideHead?: boolean;
  sort?: 'ascending' | 'descending' | 'none'; sortHref?: string;
  /** In a `compact` table on a phone: beside the name, on a line of its own, or with its head before it; facts without a place of their own share a line. */
  onCard?: 'beside' | 'line' | 'named';
}
export interface TableProps<Row> {
  caption: ReactNode; hideCaption?: boolean; columns: Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row) => string;
  empty?: ReactNode; scroll?: boolean;
  /** For facts that need no name of their own: on phones each row is a card of a few lines. */
  compact?: boolean;
  label?: string; className?: string;
  /** What stands before the columns to sort by where rows are cards. */
  sortLabel?: string;
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const arrow = column.sort === 'ascending' ? 'arrow-up' : 'arrow-down';
  const sorted = column.sort && column.sort !== 'none';
  return (
    <th scope="col" role="columnheader" className={cx(column.numeric && 'num')} aria-sort={column.sort}>
      {column.sortHref
        ? <a className="sort" href={column.sortHref}>{column.head}{sorted && <Icon name={arrow} />}</a>
        : <span className={cx(column.hideHead && 'sr-only')}>{column.head}</span>}
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const shared = { className: cx(column.numeric && 'num', column.hideHead && 'bare', column.onCard && `card-${column.onCard}`) || undefined, 'data-label': column.hideHead ? undefined : column.head };
  return column.rowHeader
    ? <th scope="row" role="rowheader" {...shared}>{unbrokenCell(column.cell(row))}</th>
    : <td role="cell" {...shared}><div>{unbrokenCell(column.cell(row))}</div></td>;
}

/** Rows of facts. The roles are spelled out because phones show each row as a card, which would erase them. */
export function Table<Row>({ caption, hideCaption, columns, rows, rowKey, empty, scroll, compact, label, className, sortLabel }: TableProps<Row>) {
  const region = scroll ? { role: 'region', tabIndex: 0, 'aria-label': label ?? String(caption) } : {};
  return (
    <div className={cx('table-box', scroll && 'table-scroll')} {...region}>
      <table className={cx('data-table', compact && 'compact', className)} role="table">
        <caption className={hideCaption ? 'sr-only' : undefined}>{caption}</caption>
        <thead role="rowgroup"><tr role="row" data-label={sortLabel}>{columns.map((column) => <Head key={column.key} column={column} />)}</tr></thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>{columns.map((column) => <Cell key={column.key} column={column} row={row} />)}</tr>
          ))}
          {rows.length === 0 && empty && <tr role="row"><td role="cell" className="bare" colSpan={columns.length}>{empty}</td></tr>}
        </tbody>
      </table>
    </div>
  );
}
