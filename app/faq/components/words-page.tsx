import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, LinkButton, Notice, PageHead, Pagination, SearchBox, Table, TextInput } from '../../ui/index.ts';
import { wordMessages as messages } from '../messages/words.ts';
import type { WordRow } from '../queries/words.server.ts';
import { wordLettersMost } from '../rules/word-row.ts';
import { DeskCrumbs, DeskTabs } from './desk-parts.tsx';

export interface WordsView {
  q: string;
  words: WordRow[];
  count: number;
  page: number;
  pages: number;
  added: WordRow | null;
  isEnded: boolean;
}

/** Editors look after what people say instead of what the law says. */
export function WordsPage({ view }: { view: WordsView }) {
  const t = useText(messages);
  const all = <LinkButton variant="ghost" href="/answers/words">{t('filter.all')}</LinkButton>;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs here={t('title')} />} />
      <DeskTabs current="words" canWrite />
      <Faults />
      {view.added ? <Notice tone="ok">{t('added', { word: view.added.word, meaning: view.added.meaning })}</Notice> : null}
      {view.isEnded ? <Notice tone="ok">{t('ended')}</Notice> : null}
      {view.q ? null : <NewWord />}
      {view.words.length > 0 || view.q ? <SearchBox id="filter" action="/answers/words" label={t('filter')} button={t('filter.button')} placeholder={t('filter')} value={view.q} large /> : null}
      {view.words.length > 0 && view.q ? <p>{all}</p> : null}
      {view.words.length === 0 ? <EmptyState icon="search" title={view.q ? t('none-filtered', { q: view.q }) : t('none')} action={view.q ? all : undefined} /> : <List words={view.words} count={view.count} />}
      <Pagination label={t('pages')} page={view.page} pages={view.pages} href={(page) => `/answers/words?${new URLSearchParams({ ...(view.q ? { q: view.q } : {}), page: String(page) })}`} previous={t('pages.previous')} next={t('pages.next')} pageLabel={(page) => t('pages.page', { page })} />
      {/* Whoever looked for something sees first what was found. */}
      {view.q ? <NewWord /> : null}
    </div>
  );
}

function NewWord() {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card title={t('add')} id="add">
      <form method="post" className="stack" noValidate>
        <input type="hidden" name="deed" value="add" />
        <TextInput name="word" label={t('word')} hint={t('word.hint')} error={say('word')} defaultValue={value('word')} maxLength={wordLettersMost} required />
        <TextInput name="meaning" label={t('meaning')} hint={t('meaning.hint')} error={say('meaning')} defaultValue={value('meaning')} maxLength={wordLettersMost} required />
        <div className="row"><Button icon="plus">{t('add')}</Button></div>
      </form>
    </Card>
  );
}

function List({ words, count }: { words: readonly WordRow[]; count: number }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Table
      caption={t('list', { count: formats.number(count) })}
      rows={words}
      rowKey={({ id }) => id}
      columns={[
        { key: 'word', head: t('word'), rowHeader: true, cell: ({ word }) => <span lang="vi">{word}</span> },
        { key: 'meaning', head: t('meaning'), cell: ({ meaning }) => <span lang="vi">{meaning}</span> },
        { key: 'since', head: t('since'), cell: ({ since }) => formats.day(since) },
        { key: 'by', head: t('by'), cell: ({ by }) => by ?? t('by.files') },
        { key: 'deed', head: t('deed'), hideHead: true, cell: (row) => <EndForm row={row} /> },
      ]}
    />
  );
}

function EndForm({ row }: { row: WordRow }) {
  const t = useText(messages);
  return (
    <form method="post">
      <input type="hidden" name="deed" value="end" />
      <input type="hidden" name="id" value={row.id} />
      <Button variant="quiet" aria-label={t('end.label', { word: row.word, meaning: row.meaning })}>{t('end')}</Button>
    </form>
  );
}
