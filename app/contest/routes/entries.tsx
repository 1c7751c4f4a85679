import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, Notice, PageHead, Table } from '../../ui/index.ts';
import { EntryCrumbs, EntryTag } from '../components/entry-parts.tsx';
import { doneQuery } from '../forms/entries.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { teamMessages } from '../messages/entry-team.ts';
import { myEntries } from '../queries/entry-page.server.ts';

export const loader = page({ guard: 'signed-in', query: doneQuery }, async ({ actor, query, context }) => ({ rows: await myEntries(context.db, actor), hasDeclined: query.done === 'declined' }));

export const meta = titled((locale) => messages.in(locale)('list.title'));

export default function EntriesPage() {
  const { rows, hasDeclined } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const m = useText(teamMessages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('list.title')} lead={t('list.lead')} breadcrumb={<EntryCrumbs />} />
      {hasDeclined ? <Notice focused>{m('invitation.declined')}</Notice> : null}
      {rows.length === 0 ? <EmptyState icon="lightbulb" title={t('list.empty')} action={<LinkButton href="/contests">{t('list.to-contests')}</LinkButton>}>{t('list.empty-text')}</EmptyState> : (
        <Table
          caption={t('list.caption')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'entry', head: t('col.entry'), rowHeader: true, cell: (row) => <><a href={`/contests/entries/${row.id}`}>{row.title || t('untitled')}</a> <span className="muted small unbroken">{row.number}</span></> },
            { key: 'contest', head: t('col.contest'), cell: (row) => row.contest },
            { key: 'state', head: t('col.state'), cell: (row) => <EntryTag state={row.state} version={row.version} /> },
            { key: 'close', head: t('col.close'), cell: (row) => (row.close ? formats.second(row.close) : '–') },
          ]}
        />
      )}
    </div>
  );
}
