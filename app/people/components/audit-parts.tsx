import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Select, Table, TextInput } from '../../ui/index.ts';
import type { AuditQuery } from '../forms/audit-query.ts';
import { oversightMessages } from '../messages/oversight.ts';
import type { AuditRow } from '../queries/audit-log.server.ts';
import { auditLines, auditWord, type AuditLine } from '../rules/audit-lines.ts';
import { FilterDay } from './filter-day.tsx';

/** The filters of the audit log; all of them live in the URL. */
export function AuditFilterForm({ query, actions }: { query: AuditQuery; actions: readonly string[] }) {
  const t = useText(oversightMessages);
  const locale = useLocale();
  const narrowed = Boolean(query.actor || query.object || query.action || query.from || query.to);
  return (
    <Card tight>
      <form method="get" action="/admin/audit" className="stack">
        <div className="grid-cards">
          <TextInput name="actor" label={t('audit.actor')} placeholder={t('audit.actor-hint')} defaultValue={query.actor} autoComplete="off" />
          <TextInput name="object" label={t('audit.object')} defaultValue={query.object} autoComplete="off" />
          <Select name="action" label={t('audit.action')} defaultValue={query.action ?? ''} emptyLabel={t('audit.any')} options={actions.map((value) => ({ value, label: auditWord(locale, 'action', value) }))} />
          <FilterDay name="from" label={t('audit.from')} shown={query.from} />
          <FilterDay name="to" label={t('audit.to')} shown={query.to} />
        </div>
        <div className="row">
          <Button variant="ghost" icon="filter">{t('audit.filter')}</Button>
          {narrowed ? <LinkButton variant="quiet" href="/admin/audit">{t('audit.clear')}</LinkButton> : null}
        </div>
      </form>
    </Card>
  );
}

export function AuditTable({ rows, unitNames }: { rows: AuditRow[]; unitNames: readonly (readonly [string, string])[] }) {
  const t = useText(oversightMessages);
  const locale = useLocale();
  const formats = useFormats();
  const names = new Map(unitNames);
  return (
    <Table
      caption={t('audit.title')}
      hideCaption
      compact
      rows={rows}
      rowKey={(row) => String(row.seq)}
      columns={[
        { key: 'at', head: t('audit.at'), rowHeader: true, cell: (row) => <span className="whitespace-nowrap">{formats.moment(row.at)}</span> },
        { key: 'actor', head: t('audit.actor'), onCard: 'beside', cell: (row) => (row.actorId === null ? t('audit.system') : row.actorName) },
        { key: 'action', head: t('audit.action'), onCard: 'line', cell: (row) => auditWord(locale, 'action', row.action) },
        { key: 'object', head: t('audit.object-head'), onCard: 'named', cell: (row) => <a href={`/admin/audit?object=${encodeURIComponent(row.objectId)}`}>{row.objectName ?? auditWord(locale, 'object', row.objectType)}</a> },
        { key: 'details', head: t('audit.details'), onCard: 'named', cell: (row) => <Details lines={auditLines(row.details, { locale, formats, unitNames: names })} /> },
      ]}
    />
  );
}

function Details({ lines }: { lines: AuditLine[] }) {
  if (lines.length === 0) return '–';
  return (
    <ul className="audit-lines">
      {lines.map(({ label, value }) => <li key={label}><span className="muted">{label}:</span> <span className="wrap-anywhere">{value}</span></li>)}
    </ul>
  );
}
