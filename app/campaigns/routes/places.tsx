import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, PageHead, Select, Table, TextInput } from '../../ui/index.ts';
import { addPlace } from '../commands/broadcast.server.ts';
import { CampaignCrumbs, titledCampaign } from '../components/campaign-parts.tsx';
import { placeForm } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';
import { listPlaces } from '../queries/broadcast.server.ts';
import { audienceChoices } from '../queries/composer.server.ts';
import { placeKinds, type PlaceKind } from '../rules/media.ts';

export const loader = page({ guard: canConfirmBroadcasts }, async ({ context }) => ({ places: await listPlaces(context.db), units: (await audienceChoices(context.db, momentOf(portsOf(context)).today)).units }));

export const action = submit({ guard: canConfirmBroadcasts, form: placeForm }, async ({ actor, form, context }) => {
  const outcome = await addPlace(portsOf(context), actor, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther('/campaigns/places');
});

export const meta = titledCampaign((locale) => messages.in(locale)('places.title'));
export const handle = { layout: 'wide' };

interface Loaded {
  places: Awaited<ReturnType<typeof listPlaces>>;
  units: { id: string; name: string; depth: number }[];
}

export default function PlacesPage() {
  const { places, units } = useLoaderData() as Loaded;
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('places.title')} lead={t('places.lead')} breadcrumb={<CampaignCrumbs here={t('places.title')} />} />
      <Faults />
      <Card title={t('places.add')} id="add">
        <form method="post" noValidate className="stack">
          <TextInput name="name" label={t('places.name')} error={say('name')} defaultValue={value('name')} maxLength={200} required />
          <Select name="kind" label={t('places.kind')} error={say('kind')} defaultValue={value('kind', 'LED')} options={placeKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} required />
          <Select name="unitId" label={t('places.unit')} error={say('unitId')} defaultValue={value('unitId')} options={units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }))} required />
          <div className="row"><Button>{t('places.add')}</Button></div>
        </form>
      </Card>
      {places.length === 0 ? <EmptyState icon="inbox" title={t('places.none')} /> : (
        <Table caption={t('places.title')} hideCaption rows={places} rowKey={(place) => place.id} columns={[
          { key: 'name', head: t('places.name'), rowHeader: true, cell: (place) => place.name },
          { key: 'kind', head: t('places.kind'), cell: (place) => t(`kind.${place.kind as PlaceKind}`) },
          { key: 'unit', head: t('places.unit'), cell: (place) => place.unitName },
        ]} />
      )}
    </div>
  );
}
