import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, EmptyState, LinkButton, Notice, PageHead, Pagination, Select, Table, Tabs, Tag, type Column } from '../../ui/index.ts';
import { questionsHref, questionTypes, type questionSorts, type QuestionsQuery } from '../forms/questions.ts';
import { questionMessages } from '../messages/questions.ts';
import type { EditedQuestions, ListedQuestion } from '../queries/editing-questions.server.ts';
import { QuestionCrumbs, VerdictTag } from './question-parts.tsx';

interface Shown {
  course: EditedQuestions;
  query: QuestionsQuery;
}

/** The questions of a course with what their answers say about them. */
export function EditingQuestionsPage({ course, query }: Shown) {
  const t = useText(questionMessages);
  const formats = useFormats();
  return (
    <div className="stack">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<QuestionCrumbs course={course} />} />
      <Notice live={false} title={course.countedAt ? t('counted', { at: formats.moment(course.countedAt) }) : t('counted-never')}>{t('counted-first')}</Notice>
      <StateTabs course={course} query={query} />
      <Filters course={course} query={query} />
      {course.found === 0 ? <EmptyState icon="search" title={t('empty')} action={<LinkButton href={`/admin/courses/${course.slug}/questions`} variant="ghost">{t('filter.clear')}</LinkButton>} /> : (
        <>
          <QuestionTable course={course} query={query} />
          <Pagination
            label={t('pages')}
            page={course.page}
            pages={course.pages}
            href={(page) => questionsHref(course.slug, { ...query, page })}
            previous={t('previous')}
            next={t('next')}
            pageLabel={(page) => t('page', { page })}
            summary={t('page.summary', { count: formats.number(course.found) })}
          />
        </>
      )}
    </div>
  );
}

function StateTabs({ course, query }: Shown) {
  const t = useText(questionMessages);
  const { page: _page, ...kept } = query;
  const tab = (state: QuestionsQuery['state'], label: string) => ({ href: questionsHref(course.slug, { ...kept, state }), label, current: query.state === state, count: course.counts[state ?? 'all'] });
  return <Tabs label={t('filter.state')} items={[tab(undefined, t('filter.all')), ...(['suspicious', 'suspended', 'few'] as const).map((state) => tab(state, t(`state.${state}`)))]} />;
}

function Filters({ course, query }: Shown) {
  const t = useText(questionMessages);
  return (
    <form method="get" action={`/admin/courses/${course.slug}/questions`} className="inline-form">
      {query.state ? <input type="hidden" name="state" value={query.state} /> : null}
      {query.sort === 'question' ? null : <input type="hidden" name="sort" value={query.sort} />}
      <Select name="module" label={t('filter.module')} emptyLabel={t('filter.all')} defaultValue={query.module ?? ''} options={course.modules.map(({ key, title }) => ({ value: key, label: title }))} />
      <Select name="type" label={t('filter.type')} emptyLabel={t('filter.all')} defaultValue={query.type ?? ''} options={questionTypes.map((value) => ({ value, label: t(`type.${value}`) }))} />
      <Button variant="ghost">{t('filter.show')}</Button>
    </form>
  );
}

/** Where a first click on a column leads: to what deserves a look. */
const firstOrder: Record<(typeof questionSorts)[number], '' | '-'> = { question: '', answers: '-', facility: '', discrimination: '', flags: '-' };

function QuestionTable({ course, query }: Shown) {
  const t = useText(questionMessages);
  const formats = useFormats();
  const sorted = (by: (typeof questionSorts)[number]) => {
    const other = query.sort === by ? (`-${by}` as const) : query.sort === `-${by}` ? by : (`${firstOrder[by]}${by}` as const);
    const sort = query.sort === by ? 'ascending' : query.sort === `-${by}` ? 'descending' : 'none';
    return { sort, sortHref: questionsHref(course.slug, { ...query, page: 1, sort: other }) } as const;
  };
  // Too few answers are said once, in the remark.
  const known = ({ verdict }: ListedQuestion['item'], value: number | null | undefined, show: (value: number) => string) => (typeof value === 'number' ? show(value) : verdict === 'few' ? null : <span className="muted unbroken">{t('not-known')}</span>);
  const columns: Column<ListedQuestion>[] = [
    { key: 'question', head: t('col.question'), rowHeader: true, ...sorted('question'), cell: ({ key, text }) => <><span className="muted small">{key}</span> <a href={`/admin/courses/${course.slug}/questions/${key}`}>{text}</a></> },
    { key: 'type', head: t('col.type'), cell: ({ type }) => <span className="unbroken">{t(`type.${type}`)}</span> },
    { key: 'answers', head: t('col.answers'), numeric: true, ...sorted('answers'), cell: ({ item }) => formats.number(item.answers) },
    { key: 'facility', head: t('col.facility'), numeric: true, ...sorted('facility'), cell: ({ item }) => known(item, item.facility, formats.percent) },
    { key: 'discrimination', head: t('col.discrimination'), numeric: true, ...sorted('discrimination'), cell: ({ item }) => known(item, item.discrimination?.value, formats.hundredths) },
    { key: 'flags', head: t('col.flags'), numeric: true, ...sorted('flags'), cell: ({ item }) => known(item, item.flagShare, formats.percent) },
    { key: 'verdict', head: t('col.verdict'), cell: (question) => <Verdicts question={question} /> },
  ];
  return <Table caption={t('caption')} hideCaption columns={columns} rows={course.questions} rowKey={(question) => question.key} sortLabel={t('sort')} />;
}

function Verdicts({ question: { item, isSuspended, isInUse } }: { question: ListedQuestion }) {
  const t = useText(questionMessages);
  return (
    <span className="row">
      {isSuspended ? <Tag tone="warn" icon="circle-x">{t('verdict.suspended')}</Tag> : null}
      {isInUse ? null : <Tag>{t('verdict.gone')}</Tag>}
      <VerdictTag verdict={item.verdict} />
    </span>
  );
}
