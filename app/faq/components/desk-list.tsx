import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Checkbox, Disclosure, EmptyState, LinkButton, Select, Stat, StatList, Table, Tag, TextInput } from '../../ui/index.ts';
import { deskHref, type DeskQuery } from '../forms/desk-query.ts';
import { deskMessages } from '../messages/desk.ts';
import type { TopicLine } from '../queries/desk-entry.server.ts';
import type { DeskCounts, DeskRow } from '../queries/desk-list.server.ts';
import { shownStates, workStates } from '../rules/answer-state.ts';
import { audiences } from '../rules/answer.ts';
import { DueTag, StateTags } from './desk-parts.tsx';

/** The states that a filter offers: whatever a list of work is made of. */
const states = [...new Set([...workStates.filter((state) => state !== 'OUT'), ...shownStates.filter((state) => state !== 'NEVER')])];

export function topicTitle(topics: readonly TopicLine[], key: string, locale: 'vi' | 'en'): string {
  const topic = topics.find((one) => one.key === key);
  return topic ? (locale === 'vi' ? topic.title : topic.titleEn) : key;
}

/** The titles of topics by their keys. */
export function namesOf(topics: readonly TopicLine[], locale: 'vi' | 'en'): Record<string, string> {
  return Object.fromEntries(topics.map(({ key }) => [key, topicTitle(topics, key, locale)]));
}

/** How many answers are where; each number leads to its list. */
export function DeskStats({ counts }: { counts: DeskCounts }) {
  const t = useText(deskMessages);
  const formats = useFormats();
  const of = (state: keyof DeskCounts['states']) => formats.number(counts.states[state] ?? 0);
  return (
    <StatList>
      <Stat label={t('stat.shown')} value={of('SHOWN')} of={formats.number(counts.all)} href={deskHref({ state: 'SHOWN' })} />
      <Stat label={t('stat.draft')} value={of('DRAFT')} href={deskHref({ state: 'DRAFT' })} />
      <Stat label={t('stat.submitted')} value={of('SUBMITTED')} href={deskHref({ state: 'SUBMITTED' })} />
      <Stat label={t('stat.overdue')} value={formats.number(counts.overdue)} href={deskHref({ due: 'OVERDUE' })} />
      <Stat label={t('stat.lapsed')} value={formats.number(counts.lapsed)} href={deskHref({ lapsed: true })} />
    </StatList>
  );
}

const isFiltered = (query: DeskQuery) => [query.state, query.topic, query.audience, query.due, query.lapsed].some(Boolean);

/** Nothing in the list: back to all of them, where the filters are the reason. */
export function DeskNone({ query }: { query: DeskQuery }) {
  const t = useText(deskMessages);
  if (!isFiltered(query) && !query.q) return <EmptyState title={t('none')} />;
  return <EmptyState title={t('none')} action={<LinkButton variant="ghost" href="/answers">{t('filter.clear-all')}</LinkButton>}>{t('none-text')}</EmptyState>;
}

/** The list's filters; they live in the address. */
export function DeskFilterForm({ query, topics }: { query: DeskQuery; topics: readonly TopicLine[] }) {
  const t = useText(deskMessages);
  const locale = useLocale();
  const isNarrowed = isFiltered(query);
  return (
    <Card tight>
      <form method="get" action="/answers" className="stack">
        <TextInput name="q" type="search" label={t('filter.q')} defaultValue={query.q ?? ''} maxLength={200} />
        <Disclosure summary={t('filter.more')} open={isNarrowed}>
          <div className="grid-cards">
            <Select name="state" label={t('filter.state')} defaultValue={query.state ?? ''} emptyLabel={t('filter.any')} options={states.map((state) => ({ value: state, label: workStates.includes(state as never) ? t(`work.${state as 'DRAFT'}`) : t(`shown.${state as 'SHOWN'}`) }))} />
            <Select name="topic" label={t('filter.topic')} defaultValue={query.topic ?? ''} emptyLabel={t('filter.any')} options={topics.map(({ key }) => ({ value: key, label: topicTitle(topics, key, locale) }))} />
            <Select name="audience" label={t('filter.audience')} defaultValue={query.audience ?? ''} emptyLabel={t('filter.any')} options={audiences.map((audience) => ({ value: audience, label: t(`audience.${audience}`) }))} />
            <Select name="due" label={t('filter.due')} defaultValue={query.due ?? ''} emptyLabel={t('filter.any')} options={(['OVERDUE', 'SOON', 'LATER'] as const).map((due) => ({ value: due, label: t(`due.${due}`) }))} />
          </div>
          <Checkbox name="lapsed" label={t('filter.only-lapsed')} value="on" defaultChecked={query.lapsed === true} />
        </Disclosure>
        <div className="row">
          <Button variant="ghost" icon="filter">{t('filter.button')}</Button>
          {isNarrowed || query.q ? <LinkButton variant="quiet" href="/answers">{t('filter.clear')}</LinkButton> : null}
        </div>
      </form>
    </Card>
  );
}

/** The answers of one page of the list. */
export function DeskTable({ rows, topics }: { rows: readonly DeskRow[]; topics: readonly TopicLine[] }) {
  const t = useText(deskMessages);
  const formats = useFormats();
  const locale = useLocale();
  return (
    <Table
      caption={t('title')}
      hideCaption
      compact
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'question', head: t('col.question'), rowHeader: true, cell: (row) => <><a href={`/answers/${row.id}`}>{row.question}</a>{row.audience === 'INTERNAL' ? <> <Tag icon="lock">{t('audience.INTERNAL')}</Tag></> : null}</> },
        { key: 'topic', head: t('col.topic'), cell: (row) => topicTitle(topics, row.topic, locale) },
        { key: 'state', head: t('col.state'), onCard: 'line', cell: (row) => <><StateTags shown={row.shown} work={row.work} isLapsed={row.isLapsed} />{row.nextAt ? <span className="muted small">{formats.second(row.nextAt)}</span> : null}</> },
        { key: 'version', head: t('col.version'), numeric: true, onCard: 'named', cell: (row) => (row.shownNumber === null || row.shownNumber === row.number ? row.number : `${row.shownNumber} → ${row.number}`) },
        { key: 'review', head: t('col.review'), onCard: 'named', cell: (row) => (row.reviewDue && row.due ? <DueTag day={row.reviewDue} due={row.due} /> : t('unknown')) },
      ]}
    />
  );
}
