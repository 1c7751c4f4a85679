import type { FormerName } from '../../people/index.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, EmptyState, Meta, Notice, SearchBox, Tag } from '../../ui/index.ts';
import { helpMessages } from '../messages/help.ts';
import { BodyLines } from './body-reach.tsx';

export interface FoundAnswer {
  slug: string;
  question: string;
  short: string;
  audience: string;
}
export interface Results {
  hits: FoundAnswer[];
  total: number;
  read: string | null;
  meant: string | null;
  /** Travels with the links, so that it is known which result was opened. */
  search: string | null;
  /** Communes that the question calls by a name of old. */
  former: FormerName[];
}

/** The box that every help page begins with; with a script it suggests questions while one types. `after`: the search whose results are shown, which another one asks again. */
export function HelpSearch({ question, after = null }: { question: string; after?: string | null }) {
  const t = useText(helpMessages);
  return (
    <div data-island="suggest" data-url="/help/suggestions" data-list={t('suggestions')} data-count={t('suggestions.count', { count: '{count}' })} data-none={t('suggestions.none')}>
      <SearchBox action="/help" id="help-search" label={t('search')} button={t('search.button')} placeholder={t('search.placeholder')} value={question} large>{after ? <input type="hidden" name="after" value={after} /> : null}</SearchBox>
      <output className="sr-only" data-said />
    </div>
  );
}

/** What was found: the short forms first, because they are the answer. */
export function HelpResults({ question, results }: { question: string; results: Results | null }) {
  const t = useText(helpMessages);
  const formats = useFormats();
  if (!results) return <Notice tone="warn">{t('results.empty')}</Notice>;
  return (
    <section className="stack" aria-label={t('search')}>
      {results.former.map(({ name, now, since }) => <Notice key={name} live={false}>{t('results.former', { name: name.slice(0, 1).toUpperCase() + name.slice(1), now: now.join(', '), day: formats.day(since) })}</Notice>)}
      {results.read ? <p className="muted">{t('results.read', { read: results.read })}</p> : null}
      {results.meant ? <p>{t('results.meant')} <a href={`/help?${new URLSearchParams({ q: results.meant }).toString()}`} lang="vi">{results.meant}</a></p> : null}
      {results.hits.length === 0 ? <EmptyState icon="search" title={t('results.none', { question })}>{t('results.none-text')}</EmptyState> : (
        <>
          <h2>{t('results', { count: formats.number(results.total), question })}</h2>
          <AnswerList answers={results.hits} query={results.search ? `?s=${results.search}` : ''} />
          {results.search ? <Outcome search={results.search} /> : null}
        </>
      )}
    </section>
  );
}

/** The short forms may have been the answer: who says so, or says that none is, need not open one. */
function Outcome({ search }: { search: string }) {
  const t = useText(helpMessages);
  return (
    <form method="post" action={`/help/searches/${search}`} className="row no-print">
      <span>{t('outcome.ask')}</span>
      <Button variant="ghost" name="outcome" value="ENOUGH">{t('outcome.ENOUGH')}</Button>
      <Button variant="ghost" name="outcome" value="NONE">{t('outcome.NONE')}</Button>
    </form>
  );
}

/** Questions with their short forms, each a heading one level below what stands before them. */
export function AnswerList({ answers, query = '', level = 3 }: { answers: readonly FoundAnswer[]; query?: string; level?: 2 | 3 }) {
  const t = useText(helpMessages);
  const Heading = `h${level}` as const;
  return (
    <ul className="answer-list">
      {answers.map(({ slug, question, short, audience }) => (
        <li key={slug}>
          <Card>
            <Heading><a href={`/help/${slug}${query}`} lang="vi">{question}</a>{audience === 'INTERNAL' ? <> <Tag tone="warn">{t('internal')}</Tag></> : null}</Heading>
            <p lang="vi">{short}</p>
          </Card>
        </li>
      ))}
    </ul>
  );
}

export function TopicCards({ topics }: { topics: readonly { key: string; title: string; titleEn: string; count: number }[] }) {
  const t = useText(helpMessages);
  const locale = useLocale();
  const formats = useFormats();
  if (topics.length === 0) return null;
  return (
    <Card title={t('topics')} id="topics">
      <ul className="name-columns">
        {topics.map(({ key, title, titleEn, count }) => <li key={key}><a href={`/help/topics/${key}`}>{locale === 'vi' ? title : titleEn}</a> <span className="muted small unbroken">{t('topic.count', { count: formats.number(count) })}</span></li>)}
      </ul>
    </Card>
  );
}

export function Numbers({ numbers }: { numbers: readonly { name: string; phone: string | null; hours: string | null }[] }) {
  const t = useText(helpMessages);
  return (
    <Card title={t('numbers')} id="numbers">
      <Meta items={numbers.map(({ name, phone, hours }) => ({ term: name, detail: <BodyLines phone={phone} hours={hours} /> }))} />
      <p className="muted">{t('numbers.none')}</p>
    </Card>
  );
}

export function HelpCrumbs({ topic, here }: { topic?: { key: string; title: string; titleEn: string }; here: string }) {
  const t = useText(helpMessages);
  const locale = useLocale();
  const middle = topic ? [{ label: locale === 'vi' ? topic.title : topic.titleEn, href: `/help/topics/${topic.key}` }] : [];
  return <Breadcrumb label={t('title')} items={[{ label: t('title'), href: '/help' }, ...middle, { label: here }]} />;
}
