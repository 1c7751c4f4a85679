import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Select, Table, TextInput } from '../../ui/index.ts';
import type { AuditQuery } from '../forms/audit-query.ts';
import { oversightMessages } from '../messages/oversight.ts';
import type { AuditRow } from '../queries/audit-log.server.ts';
import { actionWord } from './action-word.ts';

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
          <Select name="action" label={t('audit.action')} defaultValue={query.action ?? ''} emptyLabel={t('audit.any')} options={actions.map((value) => ({ value, label: actionWord(locale, value) }))} />
          <TextInput name="from" type="date" label={t('audit.from')} defaultValue={query.from} />
          <TextInput name="to" type="date" label={t('audit.to')} defaultValue={query.to} />
        </div>
        <div className="row">
          <Button icon="filter">{t('audit.filter')}</Button>
          {narrowed ? <LinkButton variant="ghost" href="/admin/audit">{t('audit.clear')}</LinkButton> : null}
        </div>
      </form>
    </Card>
  );
}

export function AuditTable({ rows }: { rows: AuditRow[] }) {
  const t = useText(oversightMessages);
  const locale = useLocale();
  const formats = useFormats();
  return (
    <Table
      caption={t('audit.title')}
      hideCaption
      rows={rows}
      rowKey={(row) => String(row.seq)}
      columns={[
        { key: 'at', head: t('audit.at'), rowHeader: true, cell: (row) => formats.moment(row.at) },
        { key: 'actor', head: t('audit.actor'), cell: (row) => row.actorName },
        { key: 'action', head: t('audit.action'), cell: (row) => actionWord(locale, row.action) },
        { key: 'object', head: t('audit.object-head'), cell: (row) => <a href={`/admin/audit?object=${encodeURIComponent(row.objectId)}`}>{row.objectName ?? row.objectType}</a> },
        { key: 'details', head: t('audit.details'), cell: (row) => (row.details === '{}' ? '–' : <code className="small">{row.details}</code>) },
      ]}
    />
  );
}
