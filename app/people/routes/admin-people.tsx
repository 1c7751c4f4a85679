import { useLoaderData } from '@remix-run/react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { EmptyState, FileLinks, LinkButton, PageHead, Pagination, Table } from '../../ui/index.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { PeopleFilterForm } from '../components/people-filter-form.tsx';
import { StateTag } from '../components/state-tag.tsx';
import { peopleHref, peoplePerPage, peopleQuery } from '../forms/people-query.ts';
import { accountMessages } from '../messages/account.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople, grantsOf } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import type { Category } from '../rules/categories.ts';
import { pageOfPeople, type PersonRow } from '../queries/people-list.server.ts';
import { listUnitsInScope } from '../queries/unit-scope.server.ts';
import { page } from '../route.server.ts';

/** Deeper units are reached from the unit pages; a list of all of them would weigh more than the people on the page. */
const filterDepth = 1;

export const loader = page({ guard: canManagePeople, query: peopleQuery }, async ({ actor, query, context }) => {
  const moment = momentOf(portsOf(context));
  const units = await listUnitsInScope(context.db, grantsOf(actor, 'SYSTEM_ADMIN', 'TRAINING_ADMIN'), moment.today);
  const found = await pageOfPeople(context.db, actor, query, moment);
  return { ...found, query, units: units.filter((unit) => unit.depth <= filterDepth || unit.id === query.unit) };
});

export const meta = titled((locale) => adminMessages.in(locale)('people.title'));
export const handle = { layout: 'wide' };

export default function PeoplePage() {
  const { rows, count, page: shown, query, units } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  const p = useText(platformMessages);
  const formats = useFormats();
  return (
    <>
      <PageHead title={t('people.title')} breadcrumb={<AdminCrumbs here={t('people.title')} />} actions={<LinkButton href="/admin/people/new" icon="plus">{t('people.add')}</LinkButton>} />
      <div className="stack">
        <PeopleFilterForm query={query} units={units} />
        {rows.length === 0 ? <EmptyState icon="users" title={t('people.none')}>{t('people.none-text')}</EmptyState> : (
          <>
            <p className="muted">{t('people.count', { count: formats.number(count) })}</p>
            <PeopleTable rows={rows} />
          </>
        )}
        <Pagination
          label={t('people.pages')}
          page={shown}
          pages={Math.ceil(count / peoplePerPage)}
          href={(page) => peopleHref({ ...query, page })}
          previous={t('people.previous')}
          next={t('people.next')}
          pageLabel={(page) => t('people.page', { page })}
        />
        {rows.length > 0 ? <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => peopleHref({ ...query, page: 1, format }, '/file')} note={t('people.file-note')} /> : null}
      </div>
    </>
  );
}

function PeopleTable({ rows }: { rows: PersonRow[] }) {
  const t = useText(adminMessages);
  const a = useText(accountMessages);
  return (
    <Table
      caption={t('people.title')}
      hideCaption
      compact
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'name', head: t('people.name'), rowHeader: true, cell: (row) => <a href={`/admin/people/${row.id}`}>{row.fullName}</a> },
        { key: 'staff-no', head: t('people.staff-no'), cell: (row) => row.staffNo ?? '–' },
        { key: 'unit', head: t('people.unit'), onCard: 'line', cell: (row) => <>{row.unitName ?? '–'}{row.position ? <div className="muted small">{row.position}</div> : null}</> },
        { key: 'category', head: t('people.category'), cell: (row) => (row.category ? a(`category.${row.category as Category}`) : '–') },
        { key: 'state', head: t('people.state'), onCard: 'beside', cell: (row) => <StateTag state={row.state} /> },
      ]}
    />
  );
}
