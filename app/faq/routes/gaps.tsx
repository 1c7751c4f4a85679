import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Checkbox, EmptyState, LinkButton, Notice, PageHead, Pagination, Select, Table } from '../../ui/index.ts';
import { DeskTabs } from '../components/desk-parts.tsx';
import { GapCrumbs, Signals, Week } from '../components/gap-parts.tsx';
import { gapsQuery, type GapsQuery } from '../forms/gaps.ts';
import { gapMessages as messages } from '../messages/gaps.ts';
import { canSeeAnswerDesk, canWriteAnswers } from '../policy.ts';
import { campaignsOfWeek, gapChoices, listGaps, type GapRow } from '../queries/gaps.server.ts';
import { gapSignals, smallestGroup } from '../rules/gaps.ts';

export const loader = page({ guard: canSeeAnswerDesk, query: gapsQuery }, async ({ actor, query, context }) => {
  const moment = momentOf(portsOf(context));
  const list = await listGaps(context.db, moment, { ...query, spikes: query.spikes === 'on' });
  const campaigns = list.rows.some((row) => row.isSpike) ? await campaignsOfWeek(context.db, moment.at) : [];
  return { canWrite: canWriteAnswers(actor), filter: query, ...list, campaigns, done: query.done && (await lastDeed(context.db, { actorId: actor.id }))?.action === `gap.${query.done.toLowerCase()}` ? query.done : null, ...(await gapChoices(context.db, actor.locale)) };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

interface Loaded {
  filter: GapsQuery;
  done: GapsQuery['done'] | null;
  rows: GapRow[];
  count: number;
  page: number;
  pages: number;
  campaigns: string[];
  topics: { key: string; title: string }[];
  communes: { id: string; name: string }[];
  canWrite: boolean;
}

export default function GapsPage() {
  const { filter, done, rows, count, page, pages, campaigns, topics, communes, canWrite } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<GapCrumbs />} />
      <DeskTabs current="gaps" canWrite={canWrite} />
      {done ? <Notice tone="ok" focused>{t(done === 'DRAFT' ? 'done.draft' : 'done')}</Notice> : null}
      {campaigns.length > 0 ? <Notice live={false}>{t('spike.campaigns', { names: campaigns.join(', ') })}</Notice> : null}
      <Filter filter={filter} topics={topics} communes={communes} />
      {rows.length === 0 ? <EmptyState icon="circle-check" title={t('none')}>{t('none-text')}</EmptyState> : <GapTable rows={rows} canWrite={canWrite} />}
      {count === 0 ? null : <Pagination label={t('pages')} page={page} pages={pages} href={(to) => hrefOf(filter, to)} previous={t('pages.previous')} next={t('pages.next')} pageLabel={(to) => t('pages.page', { page: to })} summary={t('shown', { shown: formats.number(rows.length), count: formats.number(count) })} />}
      <p className="muted">{t('spike.how')} {t('commune.hint', { least: smallestGroup })}</p>
    </div>
  );
}

/** A page of the same list. */
function hrefOf({ signal, topic, commune, spikes }: GapsQuery, page: number): string {
  return `/answers/gaps?${new URLSearchParams({ ...(signal ? { signal } : {}), ...(topic ? { topic } : {}), ...(commune ? { commune } : {}), ...(spikes ? { spikes } : {}), page: String(page) })}`;
}

function Filter({ filter, topics, communes }: Pick<Loaded, 'filter' | 'topics' | 'communes'>) {
  const t = useText(messages);
  return (
    <form method="get" action="/answers/gaps" className="inline-form">
      <Select name="signal" label={t('signal')} defaultValue={filter.signal} emptyLabel={t('all')} options={gapSignals.map((signal) => ({ value: signal, label: t(`signal.${signal}`) }))} />
      <Select name="topic" label={t('topic')} defaultValue={filter.topic} emptyLabel={t('all')} options={topics.map(({ key, title }) => ({ value: key, label: title }))} />
      <Select name="commune" label={t('commune')} defaultValue={filter.commune} emptyLabel={t('all')} options={communes.map(({ id, name }) => ({ value: id, label: name }))} />
      <Checkbox name="spikes" label={t('spikes')} defaultChecked={filter.spikes === 'on'} />
      <Button variant="ghost" icon="filter">{t('filter')}</Button>
    </form>
  );
}

function GapTable({ rows, canWrite }: { rows: GapRow[]; canWrite: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Table caption={t('caption')} hideCaption rows={rows} rowKey={(row) => row.fold} columns={[
      { key: 'question', head: t('col.question'), rowHeader: true, cell: (row) => <><a href={`/answers/gaps/decision?q=${encodeURIComponent(row.fold)}`}>{row.words}</a><br /><span className="muted small">{row.wordings > 1 ? `${t('wordings', { count: formats.number(row.wordings) })} · ` : ''}<Week gap={row} isSpike={row.isSpike} /></span></> },
      { key: 'count', head: t('col.count'), numeric: true, cell: (row) => formats.number(row.count) },
      { key: 'signals', head: t('col.signals'), cell: (row) => <Signals signals={row.signals} /> },
      { key: 'near', head: t('col.near'), cell: (row) => row.near?.question ?? t('no-near') },
      ...(canWrite ? [{ key: 'draft', head: t('col.draft'), cell: (row: GapRow) => <DraftAtOnce row={row} /> }] : []),
    ]} />
  );
}

/** One press makes the draft, in the topic of the nearest answer; without one the gap's own page asks for a topic. */
function DraftAtOnce({ row: { fold, words, near } }: { row: GapRow }) {
  const t = useText(messages);
  const at = `/answers/gaps/decision?q=${encodeURIComponent(fold)}`;
  const of = <span className="sr-only">: {words}</span>;
  if (!near) return <LinkButton variant="ghost" href={`${at}#draft`}>{t('draft.topic-none')}{of}</LinkButton>;
  return (
    <form method="post" action={at}>
      <input type="hidden" name="q" value={fold} />
      <input type="hidden" name="resolution" value="DRAFT" />
      <input type="hidden" name="topic" value={near.topic} />
      <Button variant="ghost">{t('draft.button')}{of}</Button>
    </form>
  );
}
