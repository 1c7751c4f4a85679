import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, Pagination, Select, Table, TextInput } from '../../ui/index.ts';
import type { PlacesQuery } from '../forms/broadcast.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import type { PlaceListRow, UnitChoice } from '../queries/place.server.ts';
import { placeKinds, type PlaceKind } from '../rules/media.ts';
import { unitOptions } from './place-fields.tsx';

/** Narrows the list by name, kind, unit and state; everything stands in the address. */
export function PlaceFilter({ query, units }: { query: PlacesQuery; units: readonly UnitChoice[] }) {
  const t = useText(broadcastMessages);
  return (
    <Card tight>
      <form method="get" className="inline-form">
        <TextInput name="q" label={t('places.search')} defaultValue={query.q} maxLength={100} />
        <Select name="kind" label={t('places.kind')} defaultValue={query.kind ?? ''} emptyLabel={t('places.any-kind')} options={placeKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        <Select name="unit" label={t('places.unit')} defaultValue={query.unit ?? ''} emptyLabel={t('places.any-unit')} options={unitOptions(units)} />
        <Select name="state" label={t('places.state')} defaultValue={query.state} options={[{ value: 'open', label: t('places.open') }, { value: 'closed', label: t('places.closed') }]} />
        <Button variant="ghost" icon="filter">{t('places.filter')}</Button>
      </form>
    </Card>
  );
}

interface Listed {
  query: PlacesQuery;
  places: readonly PlaceListRow[];
  count: number;
  pages: number;
}

export function PlaceTable({ query, places, count, pages }: Listed) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  if (places.length === 0) return <EmptyState icon="inbox" title={t('places.none')} />;
  const href = (page: number) => `/campaigns/places?${new URLSearchParams({ q: query.q, kind: query.kind ?? '', unit: query.unit ?? '', state: query.state, page: String(page) })}`;
  const size = (place: PlaceListRow) => (place.kind !== 'LED' ? null : place.width && place.height ? `${place.width} × ${place.height}` : t('places.unmeasured'));
  return (
    <div className="stack">
      <Table caption={t('places.title')} hideCaption compact rows={places} rowKey={(place) => place.id} columns={[
        { key: 'name', head: t('places.name'), rowHeader: true, cell: (place) => (place.isOwn ? <a href={`/campaigns/places/${place.id}`}>{place.name}</a> : place.name) },
        { key: 'kind', head: t('places.kind'), cell: (place) => t(`kind.${place.kind as PlaceKind}`) },
        { key: 'unit', head: t('places.unit'), onCard: 'line', cell: (place) => place.unitName },
        { key: 'size', head: t('places.size'), cell: size },
      ]} />
      <Pagination label={t('places.pages')} page={query.page} pages={pages} href={href} previous={t('places.previous')} next={t('places.next')} pageLabel={(page) => t('places.page', { page })} summary={t('places.count', { count: formats.number(count) })} />
    </div>
  );
}
