import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Table } from '../../ui/index.ts';
import { measuringMessages } from '../messages/measuring.ts';
import type { CommuneComparison as Compared, CommuneGroup } from '../rules/commune-comparison.ts';
import { smallestCell, type Share } from '../rules/interval.ts';
import { useShares } from './evaluation-shares.ts';

/** Communes in which the campaign had been broadcast beside those in which it had not, or what is missing for that. A conclusion of before has none. */
export function CommuneComparison({ communes }: { communes: Compared | null | undefined }) {
  const t = useText(measuringMessages);
  const formats = useFormats();
  const { share, points } = useShares();
  if (communes === undefined) return null;
  if (communes === null) return <p className="muted">{t('communes.none', { least: smallestCell })}</p>;
  const rows: (CommuneGroup & { name: string })[] = [{ name: t('communes.reached'), ...communes.reached }, { name: t('communes.open'), ...communes.open }];
  const cell = (value: Share | null) => (value ? share(value) : '–');
  return (
    <>
      <h3>{t('communes.title')}</h3>
      <Table caption={t('communes.title')} hideCaption rows={rows} rowKey={({ name }) => name} columns={[
        { key: 'group', head: t('communes.group'), rowHeader: true, cell: ({ name }) => name },
        { key: 'count', head: t('communes.count'), numeric: true, cell: (row) => formats.number(row.communes) },
        { key: 'before', head: t('communes.before'), cell: ({ before }) => cell(before) },
        { key: 'after', head: t('communes.after'), cell: ({ after }) => cell(after) },
      ]} />
      <p>{t('communes.difference', points(communes.difference))}{communes.change ? ` ${t('communes.change', points(communes.change))}` : null}</p>
      <p className="muted small">{t('communes.caution')}</p>
    </>
  );
}
