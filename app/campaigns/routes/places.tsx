import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { lastDeed, lastDeedCount } from '../../platform/audit.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { PlaceFilter, PlaceTable } from '../components/place-list.tsx';
import { placesQuery, type PlacesQuery } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts, canSeeCampaigns } from '../policy.ts';
import { audienceChoices } from '../queries/composer.server.ts';
import { listPlaces, placesShown, type PlaceListRow, type UnitChoice } from '../queries/place.server.ts';
import { placeDone } from '../rules/place-done.ts';

export const loader = page({ guard: canSeeCampaigns, query: placesQuery }, async ({ actor, query, context }) => {
  const { today } = momentOf(portsOf(context));
  const { places, count } = await listPlaces(context.db, actor, { q: query.q, kind: query.kind ?? null, unitId: query.unit || null, isClosed: query.state === 'closed', page: query.page }, today);
  const done = query.done ? placeDone(query, (await lastDeed(context.db, { actorId: actor.id }))?.action, await lastDeedCount(context.db, actor.id, 'place.create')) : null;
  return { query, done, places, count, pages: Math.max(1, Math.ceil(count / placesShown)), units: (await audienceChoices(context.db, today)).units, canManage: canConfirmBroadcasts(actor) };
});

export const meta = titled((locale) => messages.in(locale)('places.title'));
export const handle = { layout: 'wide' };

interface Loaded {
  query: PlacesQuery;
  done: PlacesQuery['done'] | null;
  places: PlaceListRow[];
  count: number;
  pages: number;
  units: UnitChoice[];
  canManage: boolean;
}

export default function PlacesPage() {
  const { query, done, places, count, pages, units, canManage } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const tools = <><LinkButton href="/campaigns/places/new">{t('places.add')}</LinkButton><LinkButton variant="ghost" icon="upload" href="/campaigns/places/import">{t('places.import')}</LinkButton></>;
  const said = { added: t('places.added'), saved: t('places.saved'), closed: t('places.was-closed'), imported: t('places.imported', { added: query.added ?? 0, known: query.known ?? 0 }) };
  return (
    <div className="stack-l">
      <PageHead title={t('places.title')} lead={t('places.lead')} breadcrumb={<CampaignCrumbs here={t('places.title')} />} actions={canManage ? tools : undefined} />
      {done ? <Notice tone="ok" focused>{said[done]}</Notice> : null}
      <PlaceFilter query={query} units={units} />
      <PlaceTable query={query} places={places} count={count} pages={pages} />
    </div>
  );
}
