import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Disclosure, Table, Tag } from '../../ui/index.ts';
import { unitMessages } from '../messages/units.ts';
import type { UnitRow } from '../queries/unit-list.server.ts';
import { unitKinds } from '../rules/unit-deeds.ts';

/** So many rows can be looked over; more are shut away by their kind. */
const openUpTo = 30;

/** Units below another one, by their kind. */
export function UnitGroups({ units }: { units: readonly UnitRow[] }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const groups = unitKinds.map((kind) => ({ kind, rows: units.filter((unit) => unit.kind === kind) })).filter(({ rows }) => rows.length > 0);
  return (
    <div className="stack">
      {groups.map(({ kind, rows }) => (
        <Disclosure key={kind} boxed open={units.length <= openUpTo} summary={`${t(`kind.${kind}`)} (${formats.number(rows.length)})`}>
          <UnitTable caption={t(`kind.${kind}`)} rows={rows} />
        </Disclosure>
      ))}
    </div>
  );
}

/** Units as a table; where they are found all over the tree, each says what it is and what it stands below. */
export function UnitTable({ caption, rows, isSearch = false }: { caption: string; rows: readonly UnitRow[]; isSearch?: boolean }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  return (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', head: t('column.name'), rowHeader: true, cell: (unit) => <><a href={`/admin/units/${unit.id}`}>{unit.name}</a> <UnitTags unit={unit} /></> },
        ...(isSearch ? [{ key: 'kind', head: t('column.kind'), cell: (unit: UnitRow) => t(`kind.${unit.kind}`) }, { key: 'parent', head: t('column.parent'), cell: (unit: UnitRow) => unit.parentName ?? '–' }] : []),
        { key: 'units', head: t('column.units'), numeric: true, cell: (unit) => formats.number(unit.units) },
        { key: 'people', head: t('column.people'), numeric: true, cell: (unit) => formats.number(unit.people) },
      ]}
    />
  );
}

/** What is not usual about a unit. */
export function UnitTags({ unit: { endedOn, isPlanned } }: { unit: Pick<UnitRow, 'endedOn' | 'isPlanned'> }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  return (
    <>
      {endedOn ? <Tag>{t('is-ended', { day: formats.day(endedOn) })}</Tag> : null}
      {isPlanned ? <Tag tone="brand" icon="calendar">{t('planned-tag')}</Tag> : null}
    </>
  );
}
