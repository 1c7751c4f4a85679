import { useLoaderData } from '@remix-run/react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Checkbox, EmptyState, LinkButton, PageHead, TextInput } from '../../ui/index.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { UnitGroups, UnitTable } from '../components/unit-rows.tsx';
import { unitsQuery } from '../forms/units.ts';
import { unitMessages } from '../messages/units.ts';
import { canManageUnits } from '../policy.ts';
import { listUnitsBelow, searchUnits } from '../queries/unit-list.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: canManageUnits, query: unitsQuery }, async ({ query, context }) => {
  const found = query.q ? await searchUnits(context.db, query.q, { withEnded: query.ended === 'on' }) : null;
  const tops = found ? [] : await listUnitsBelow(context.db, null);
  const [only] = tops;
  return { query, found, tops, below: only && tops.length === 1 ? await listUnitsBelow(context.db, only.id) : [] };
});

export const meta = titled((locale) => unitMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function UnitsPage() {
  const { query, found, tops, below } = useLoaderData<typeof loader>();
  const t = useText(unitMessages);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<AdminCrumbs here={t('title')} />} actions={tops.length > 0 || found ? <LinkButton href="/admin/units/new" icon="plus">{t('new')}</LinkButton> : undefined} />
      <div className="stack">
        <Card tight>
          <form method="get" action="/admin/units" className="stack">
            <TextInput name="q" type="search" label={t('search')} defaultValue={query.q ?? ''} maxLength={200} autoComplete="off" />
            <Checkbox name="ended" value="on" label={t('ended')} defaultChecked={query.ended === 'on'} />
            <div className="row">
              <Button variant="ghost" icon="search">{t('search-button')}</Button>
              {found ? <LinkButton variant="quiet" href="/admin/units">{t('clear')}</LinkButton> : null}
            </div>
          </form>
        </Card>
        {found ? <Found {...found} /> : null}
        {!found && tops.length === 0 ? <EmptyState icon="building-2" title={t('empty')}>{t('empty-text')}</EmptyState> : null}
        {tops.length > 0 ? <UnitTable caption={t('title')} rows={tops} /> : null}
        {below.length > 0 ? <UnitGroups units={below} /> : null}
      </div>
    </>
  );
}

function Found({ rows, count }: { rows: Awaited<ReturnType<typeof listUnitsBelow>>; count: number }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  if (count === 0) return <EmptyState icon="search" title={t('none')}>{t('none-text')}</EmptyState>;
  return (
    <>
      <output className="block muted">{rows.length < count ? t('found-first', { shown: formats.number(rows.length), n: formats.number(count) }) : t('found', { n: formats.number(count) })}</output>
      <UnitTable caption={t('found', { n: formats.number(count) })} rows={rows} isSearch />
    </>
  );
}
