import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, PageHead, Pagination, Table } from '../../ui/index.ts';
import { CallsCrumbs } from '../components/calls-crumbs.tsx';
import { CallsFilter } from '../components/calls-filter.tsx';
import { callsQuery, type CallsQuery } from '../forms/calls.ts';
import { callMessages } from '../messages/call.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { canSuperviseCalls } from '../policy.ts';
import { callsPerPage, listCalls, type CallRow } from '../queries/calls.server.ts';

export const loader = page({ guard: canSuperviseCalls, query: callsQuery }, async ({ query, context }) => ({ query, perPage: callsPerPage, ...(await listCalls(context.db, query, context.env.TZ_DISPLAY)) }));

export const meta = titled((locale) => messages.in(locale)('calls.title'));
export const handle = { layout: 'wide' };

function hrefOf(query: CallsQuery, page: number): string {
  const pairs = Object.entries({ ...query, page }).filter(([, value]) => value !== undefined);
  return `/desk/calls?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}

export default function CallsPage() {
  const { rows, count, query, perPage } = useLoaderData() as { rows: CallRow[]; count: number; query: CallsQuery; perPage: number };
  const t = useText(messages);
  const c = useText(callMessages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('calls.title')} lead={t('calls.lead', { count: formats.number(count) })} breadcrumb={<CallsCrumbs here={t('calls.title')} />} />
      <CallsFilter query={query} />
      {rows.length === 0 ? <EmptyState icon="phone" title={t('calls.none')}>{t('calls.none-text')}</EmptyState> : (
        <Table
          caption={t('calls.title')}
          hideCaption
          rows={rows}
          rowKey={(call) => call.id}
          columns={[
            { key: 'at', head: t('col.at'), rowHeader: true, cell: (call) => <a href={`/desk/calls/${call.id}`}>{formats.moment(call.startedAt)}</a> },
            { key: 'caller', head: t('col.caller'), cell: (call) => <>{call.mask ?? (call.erasedAt ? t('call.erased') : t('call.no-number'))}<br /><span className="muted">{c(`channel.${call.channel}`)}{call.commune ? ` · ${call.commune}` : ''}</span></> },
            { key: 'question', head: t('col.question'), cell: (call) => call.question ?? '' },
            { key: 'agent', head: t('col.agent'), cell: (call) => call.agent },
            { key: 'code', head: t('col.code'), cell: (call) => <>{call.code ? c(`wrap.${call.code}`) : t('filter.open')}{call.source === 'OFFLINE' ? <><br /><span className="muted">{t('call.offline')}</span></> : null}</> },
          ]}
        />
      )}
      <Pagination label={t('calls.pages')} page={query.page} pages={Math.ceil(count / perPage)} href={(page) => hrefOf(query, page)} previous={t('calls.previous')} next={t('calls.next')} pageLabel={(page) => t('calls.page', { page })} />
    </div>
  );
}
