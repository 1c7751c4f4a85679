import { useLoaderData } from '@remix-run/react';
import { listCommuneNames, momentOf, page, portsOf } from '../../people/index.server.ts';
import { communeLabel } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Checkbox, EmptyState, LinkButton, PageHead, Pagination, Select, Table, Tabs, TextInput } from '../../ui/index.ts';
import { CommuneList } from '../components/commune-list.tsx';
import { Due, TicketStateTag } from '../components/ticket-parts.tsx';
import { listQuery, listViews, type TicketList } from '../forms/tickets.ts';
import { ticketPageMessages as messages } from '../messages/ticket-pages.ts';
import { ticketMessages } from '../messages/tickets.ts';
import { canReceiveTickets } from '../policy.ts';
import { listTickets, ticketsAPage, type TicketListRow } from '../queries/tickets.server.ts';
import { ticketKinds } from '../rules/ticket.ts';

export const loader = page({ guard: canReceiveTickets, query: listQuery }, async ({ actor, query, context }) => {
  const moment = momentOf(portsOf(context));
  return { filter: query, pages: ticketsAPage, communes: (await listCommuneNames(context.db, moment.today)).map(communeLabel), ...(await listTickets(context.db, { actor, secret: context.secret, ...moment }, query)) };
});

export const meta = titled((locale) => ticketMessages.in(locale)('tickets.title'));
export const handle = { layout: 'wide' };

interface Loaded {
  filter: TicketList;
  pages: number;
  rows: TicketListRow[];
  count: number;
  /** What the commune of the filter is called today; null without one, and for words that name none. */
  communeNow: string | null;
  /** What words that name none for sure may mean. */
  communesLike: string[];
  communes: string[];
}
const hrefOf = (filter: TicketList, changes: Partial<TicketList>) => {
  const { view, kind, mine, code, commune, page: at } = { ...filter, ...changes };
  return `/tickets?${new URLSearchParams({ view, ...(kind ? { kind } : {}), ...(mine ? { mine } : {}), ...(code ? { code } : {}), ...(commune ? { commune } : {}), ...(at > 1 ? { page: String(at) } : {}) }).toString()}`;
};

export default function TicketsPage() {
  const { filter, pages, rows, count, communes, ...commune } = useLoaderData() as Loaded;
  const t = useText(messages);
  const w = useText(ticketMessages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={w('tickets.title')} lead={t('list.lead')} actions={<><LinkButton icon="plus" href="/tickets/new">{t('list.new')}</LinkButton><LinkButton variant="ghost" href="/tickets/bodies">{t('list.bodies')}</LinkButton></>} />
      <Tabs label={t('view')} items={listViews.map((view) => ({ href: hrefOf(filter, { view, page: 1 }), label: t(`view.${view}`), current: view === filter.view }))} />
      <Filter filter={filter} {...commune} />
      <CommuneList communes={communes} />
      {rows.length === 0 ? <EmptyState icon="inbox" title={t('list.none')}>{t('list.none-text')}</EmptyState> : <TicketTable rows={rows} />}
      <Pagination label={t('list.pages')} page={filter.page} pages={Math.ceil(count / pages)} href={(to) => hrefOf(filter, { page: to })} previous={t('list.previous')} next={t('list.next')} pageLabel={(to) => t('list.page', { page: to })} summary={t('list.count', { count: formats.number(count) })} />
    </div>
  );
}

function Filter({ filter, communeNow, communesLike }: Pick<Loaded, 'filter' | 'communeNow' | 'communesLike'>) {
  const t = useText(messages);
  const w = useText(ticketMessages);
  const said = { words: filter.commune, names: communesLike.join('; ') };
  const unknown = filter.commune === '' || communeNow ? undefined : communesLike.length > 0 ? t('fault.commune-several', said) : t('fault.commune', said);
  return (
    <form method="get" action="/tickets" className="inline-form">
      <input type="hidden" name="view" value={filter.view} />
      <Select name="kind" label={t('filter.kind')} defaultValue={filter.kind} emptyLabel={t('filter.all')} options={ticketKinds.map((kind) => ({ value: kind, label: w(`kind.${kind}`) }))} />
      <TextInput name="code" label={t('filter.code')} defaultValue={filter.code} width="middle" maxLength={40} />
      <TextInput name="commune" list="commune-names" label={t('new.unit')} hint={communeNow ? t('filter.commune-now', { name: communeNow }) : undefined} error={unknown} defaultValue={filter.commune} width="middle" autoComplete="off" maxLength={120} />
      <Checkbox name="mine" label={t('filter.mine')} defaultChecked={filter.mine === 'on'} />
      <Button variant="ghost" icon="filter">{t('filter.button')}</Button>
    </form>
  );
}

function TicketTable({ rows }: { rows: TicketListRow[] }) {
  const t = useText(messages);
  const w = useText(ticketMessages);
  return (
    <Table caption={t('list.caption')} hideCaption rows={rows} rowKey={(row) => row.id} columns={[
      { key: 'code', head: t('col.code'), rowHeader: true, cell: (row) => <a className="whitespace-nowrap" href={`/tickets/${row.id}`}>{row.code}</a> },
      { key: 'due', head: t('col.due'), cell: (row) => <Due {...row} /> },
      { key: 'state', head: t('col.state'), cell: (row) => <TicketStateTag state={row.state} /> },
      { key: 'kind', head: t('col.kind'), cell: (row) => w(`kind.${row.kind}`) },
      { key: 'citizen', head: t('col.citizen'), cell: (row) => row.citizen ?? t('unknown') },
      { key: 'body', head: t('col.body'), cell: (row) => row.body },
      { key: 'officer', head: t('col.officer'), cell: (row) => row.officer ?? t('unknown') },
    ]} />
  );
}
