import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, PageHead, Pagination } from '../../ui/index.ts';
import { PackCrumbs, PackTable } from '../components/pack-parts.tsx';
import { packsQuery } from '../forms/packs.ts';
import { packMessages as messages } from '../messages/packs.ts';
import { canMakePacks } from '../policy.ts';
import { listPacks } from '../queries/packs.server.ts';

export const loader = page({ guard: canMakePacks, query: packsQuery }, ({ actor, query, context }) => listPacks(context.db, actor, { page: query.page, today: momentOf(portsOf(context)).today }));

export const meta = titled((locale) => messages.in(locale)('title'));

export default function PacksRoute() {
  const { packs, page: shown, pages } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const make = <LinkButton href="/reports/packs/new" icon="plus">{t('new')}</LinkButton>;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<PackCrumbs />} actions={packs.length > 0 ? make : undefined} />
      {packs.length === 0 ? <EmptyState icon="shield-check" title={t('none')} action={make}>{t('none.text')}</EmptyState> : <PackTable packs={packs} />}
      <Pagination label={t('pages')} page={shown} pages={pages} href={(page) => `/reports/packs?page=${page}`} previous={t('pages.previous')} next={t('pages.next')} pageLabel={(page) => t('pages.page', { page })} />
    </div>
  );
}
