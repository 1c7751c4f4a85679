import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Table } from '../../ui/index.ts';
import { unitMessages } from '../messages/units.ts';
import type { UnitAdminPage } from '../queries/unit-admin-page.server.ts';
import type { CodeScheme } from '../rules/unit-deeds.ts';

type Shown = { unit: UnitAdminPage };

/** Names and places of a unit, the newest first. */
export function UnitVersions({ unit }: Shown) {
  const t = useText(unitMessages);
  const period = usePeriod();
  return (
    <Table
      caption={t('history')}
      rows={unit.versions}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', head: t('column.name'), rowHeader: true, cell: (row) => row.name },
        { key: 'parent', head: t('column.parent'), cell: (row) => (row.parentId ? <a href={`/admin/units/${row.parentId}`}>{row.parentName}</a> : '–') },
        ...period,
      ]}
    />
  );
}

export function UnitCodes({ unit }: Shown) {
  const t = useText(unitMessages);
  const period = usePeriod();
  if (unit.codes.length === 0) return <Card title={t('codes')} id="codes"><p className="muted">{t('codes-none')}</p></Card>;
  return (
    <Table
      caption={t('codes')}
      rows={unit.codes}
      rowKey={({ id }) => id}
      columns={[{ key: 'code', head: t('column.code'), rowHeader: true, cell: (row) => row.code }, { key: 'scheme', head: t('column.scheme'), cell: (row) => t(`scheme.${row.scheme as CodeScheme}`) }, ...period]}
    />
  );
}

function usePeriod() {
  const t = useText(unitMessages);
  const formats = useFormats();
  return [
    { key: 'from', head: t('column.from'), cell: (row: { from: string }) => <span className="unbroken">{formats.day(row.from)}</span> },
    { key: 'to', head: t('column.to'), cell: (row: { to: string | null }) => <span className="unbroken">{row.to ? formats.day(row.to) : t('now')}</span> },
  ];
}

/** Which units this one came from, and which took it over. */
export function UnitChanges({ unit }: Shown) {
  const t = useText(unitMessages);
  const formats = useFormats();
  if (unit.changes.length === 0) return null;
  return (
    <Card title={t('changes')} id="changes">
      <ul className="stack">
        {unit.changes.map(({ id, kind, on, isOrigin, other, legalBasis }) => (
          <li key={id}>
            {t(other ? (isOrigin ? 'change.from' : 'change.to') : 'change.end', { kind: t(`change.${kind as 'MERGE'}`), day: formats.day(on) })} {other ? <a href={`/admin/units/${other.id}`}>{other.name}</a> : null}
            <span className="block muted small">{legalBasis}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
