import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice, Table, Tag } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { slotPlanMessages } from '../messages/slot-plan.ts';
import type { WrongPlace } from '../queries/wrong-broadcasts.server.ts';

/** Where wrong words were heard or seen, or may have been. */
export function WrongPlaces({ places }: { places: readonly WrongPlace[] }) {
  const t = useText(slotPlanMessages);
  const b = useText(broadcastMessages);
  const formats = useFormats();
  if (places.length === 0) return <Notice live={false}>{t('correction.none')}</Notice>;
  const title = t('correction.wrong', { count: formats.number(places.length) });
  const state = ({ isClosed, isProven }: WrongPlace) => (isClosed ? <Tag>{t('correction.closed')}</Tag> : isProven ? <Tag tone="danger">{t('correction.proven')}</Tag> : <Tag tone="warn">{t('correction.likely')}</Tag>);
  return (
    <Card title={title} id="wrong">
      <Table caption={title} hideCaption rows={places} rowKey={(place) => place.id} columns={[
        { key: 'place', head: b('slots.place'), rowHeader: true, cell: (place) => place.name },
        { key: 'unit', head: b('slots.commune'), cell: (place) => place.unitName },
        { key: 'last', head: t('correction.last'), cell: (place) => formats.moment(place.lastAt) },
        { key: 'state', head: b('slots.state'), cell: state },
      ]} />
    </Card>
  );
}
