import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Disclosure, EmptyState, LinkButton, Notice, PageHead, Select, Table, Tag, type Column, type Tone } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import { reviewMessages } from '../messages/reviews.ts';
import { byMonth, countReviews, filterReviews, reviewKinds, reviewStates, type ReviewEntry, type ReviewFilter, type ReviewState } from '../rules/review-calendar.ts';

export interface ReviewsView {
  entries: ReviewEntry[];
  filter: ReviewFilter;
  mayReview: boolean;
  isDone: boolean;
}

/** Everything in the courses that must be looked at again, month by month. */
export function ReviewsPage({ view }: { view: ReviewsView }) {
  const t = useText(reviewMessages);
  const shown = filterReviews(view.entries, view.filter);
  const counts = countReviews(view.entries);
  return (
    <div className="stack">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<ReviewCrumbs here={t('title')} />} />
      {view.isDone ? <Notice tone="ok" focused>{t('done.reviewed')}</Notice> : null}
      <Notice tone={counts.late > 0 ? 'warn' : 'info'} live={false} action={<a href="/answers/reviews">{t('answers')}</a>}>{t('counts', { late: counts.late, soon: counts.soon, total: view.entries.length })}</Notice>
      <FilterForm view={view} />
      {shown.length === 0 ? <EmptyState icon="calendar" title={t('none')} action={view.entries.length > 0 ? <LinkButton href="/admin/reviews" variant="ghost">{t('filter.clear')}</LinkButton> : undefined} /> : null}
      {byMonth(shown).map(({ month, entries }, at) => <Month key={month} month={month} entries={entries} mayReview={view.mayReview} isNearest={at === 0} />)}
      <p className="muted">{t('lapse-rule')}</p>
    </div>
  );
}

/** The way back from the pages of the calendar. */
export function ReviewCrumbs({ here, trail = [] }: { here: string; trail?: { label: string; href: string }[] }) {
  const t = useText(editingMessages);
  return <Breadcrumb label={t('breadcrumb')} items={[{ label: t('admin'), href: '/admin' }, { label: t('courses.title'), href: '/admin/courses' }, ...trail, { label: here }]} />;
}

function FilterForm({ view: { entries, filter } }: { view: ReviewsView }) {
  const t = useText(reviewMessages);
  const courses = [...new Map(entries.map(({ courseSlug, courseTitle }) => [courseSlug, courseTitle]))];
  return (
    <form method="get" action="/admin/reviews" className="inline-form">
      <Select name="course" label={t('filter.course')} emptyLabel={t('filter.all')} defaultValue={filter.course ?? ''} options={courses.map(([value, label]) => ({ value, label }))} />
      <Select name="kind" label={t('filter.kind')} emptyLabel={t('filter.all')} defaultValue={filter.kind ?? ''} options={reviewKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      <Select name="state" label={t('filter.state')} emptyLabel={t('filter.all')} defaultValue={filter.state ?? ''} options={reviewStates.map((value) => ({ value, label: t(`state.${value}`) }))} />
      <Button variant="ghost" icon="filter">{t('filter')}</Button>
    </form>
  );
}

const tones: Record<ReviewState, Tone> = { late: 'danger', soon: 'warn', later: 'ok' };

/** Where a review stands, as a word and a colour. */
export function ReviewTag({ state }: { state: ReviewState }) {
  return <Tag tone={tones[state]}>{useText(reviewMessages)(`state.${state}`)}</Tag>;
}

function Month({ month, entries, mayReview, isNearest }: { month: string; entries: ReviewEntry[]; mayReview: boolean; isNearest: boolean }) {
  const t = useText(reviewMessages);
  const formats = useFormats();
  const [year = '', number = ''] = month.split('-');
  const title = month === 'late' ? t('group.late') : t('group.month', { month: number, year });
  const columns: Column<ReviewEntry>[] = [
    { key: 'by', head: t('col.review-by'), cell: ({ reviewBy }) => formats.day(reviewBy) },
    { key: 'state', head: t('filter.state'), cell: ({ state }) => <ReviewTag state={state} /> },
    { key: 'what', head: t('col.what'), rowHeader: true, cell: (entry) => <What entry={entry} /> },
    { key: 'checked', head: t('col.checked-on'), cell: ({ checkedOn, reviewed }) => <>{formats.day(checkedOn)}{reviewed ? <span className="block muted small">{t('reviewed', { by: reviewed.by, day: formats.day(reviewed.on) })}</span> : null}</> },
    { key: 'role', head: t('col.role'), cell: ({ appraiserRole }) => <span className="cell-room">{appraiserRole ?? '–'}</span> },
    { key: 'deed', head: t('col.deed'), hideHead: true, cell: ({ kind, courseSlug, key, title: name }) => (kind === 'lesson' ? <a className="unbroken" href={`/admin/reviews/${courseSlug}/${key}`} aria-label={t(mayReview ? 'record-of' : 'look-of', { title: name })}>{t(mayReview ? 'record' : 'look')}</a> : null) },
  ];
  const table = <Table caption={title} hideCaption columns={columns} rows={entries} rowKey={({ kind, courseSlug, key, reviewBy }) => `${kind}/${courseSlug}/${key}/${reviewBy}`} />;
  // What is in time is folded away below the nearest month: it is long, and nobody has to act on it today.
  const isFolded = !isNearest && entries.every(({ state }) => state === 'later');
  return (
    <Card title={title} id={`month-${month}`} action={isFolded ? undefined : <span className="muted">{t('items', { n: entries.length })}</span>}>
      {isFolded ? <Disclosure summary={t('in-time', { n: entries.length })}>{table}</Disclosure> : table}
    </Card>
  );
}

function What({ entry }: { entry: ReviewEntry }) {
  const t = useText(reviewMessages);
  const n = entry.questions.length;
  if (entry.kind === 'fact') return <DatedFacts entry={entry} />;
  const detail = entry.kind === 'questions' ? t('questions-lapse', { n, keys: entry.questions.join(', ') }) : n > 0 ? t('questions-with', { n }) : null;
  return (
    <>
      {entry.kind === 'lesson' ? <a href={`/admin/courses/${entry.courseSlug}/preview/${entry.key}`}>{entry.title}</a> : t('questions-of', { module: entry.title })}
      <span className="block muted small">{entry.courseTitle}{detail ? ` · ${detail}` : ''}</span>
      {entry.breaks.length > 0 ? <strong className="block small">{t('breaks', { titles: entry.breaks.join(', ') })}</strong> : null}
    </>
  );
}

/** Which figures of a lesson are due, with what they rest on. */
function DatedFacts({ entry }: { entry: ReviewEntry }) {
  const t = useText(reviewMessages);
  const formats = useFormats();
  return (
    <>
      <a href={`/admin/courses/${entry.courseSlug}/preview/${entry.key}`}>{t('facts-of', { title: entry.title })}</a>
      {entry.facts.map(({ text, source, asOf, isAwaiting }) => (
        <span key={text} className="block muted small">“{text}” {t('fact-source', { source, day: formats.day(asOf) })}{isAwaiting ? <> <Tag tone="warn">{t('fact-awaits')}</Tag></> : null}</span>
      ))}
      <span className="block muted small">{entry.courseTitle}</span>
    </>
  );
}
