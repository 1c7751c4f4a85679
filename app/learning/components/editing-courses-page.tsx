import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, Disclosure, EmptyState, PageHead, Table, Tag, type Column, type Tone } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import type { Problem } from '../../platform/content/problems.ts';
import type { EditedCourse, ReviewDue } from '../queries/editing-courses.server.ts';
import { EditingProblems } from './editing-problems.tsx';

export interface EditingCoursesView {
  courses: EditedCourse[];
  problems: Problem[];
  reviews: ReviewDue[];
}

/** The editors' first page: courses, faults, and what is due for review. */
export function EditingCoursesPage({ view }: { view: EditingCoursesView }) {
  const t = useText(editingMessages);
  return (
    <div className="stack">
      <PageHead title={t('courses.title')} lead={t('courses.lead')} breadcrumb={<Breadcrumb label={t('breadcrumb')} items={[{ label: t('admin'), href: '/admin' }, { label: t('courses.title') }]} />} />
      {view.courses.length === 0 ? <EmptyState icon="book-open" title={t('courses.empty')}>{t('courses.empty-lead')}</EmptyState> : <CourseTable courses={view.courses} />}
      {view.courses.length > 0 ? <EditingProblems problems={view.problems} /> : null}
      <Reviews reviews={view.reviews} />
    </div>
  );
}

const diskTones: Record<EditedCourse['disk'], Tone> = { stored: 'ok', differs: 'warn', errors: 'danger', missing: 'neutral' };

function CourseTable({ courses }: { courses: EditedCourse[] }) {
  const t = useText(editingMessages);
  const formats = useFormats();
  const columns: Column<EditedCourse>[] = [
    { key: 'course', head: t('col.course'), rowHeader: true, cell: ({ slug, title }) => <a href={`/admin/courses/${slug}`}>{title}</a> },
    { key: 'lessons', head: t('col.lessons'), numeric: true, cell: ({ lessons }) => formats.number(lessons) },
    { key: 'current', head: t('col.current'), cell: ({ currentAt }) => (currentAt ? formats.day(currentAt) : t('none')) },
    { key: 'waiting', head: t('col.waiting'), cell: ({ waitingAt }) => (waitingAt ? <Tag tone="warn">{formats.day(waitingAt)}</Tag> : t('none')) },
    { key: 'disk', head: t('col.disk'), cell: ({ disk }) => <Tag tone={diskTones[disk]}>{t(`disk.${disk}`)}</Tag> },
  ];
  return <Table caption={t('courses.caption')} hideCaption columns={columns} rows={courses} rowKey={(course) => course.slug} />;
}

const reviewKey = (review: ReviewDue) => `${review.courseSlug}/${review.slug}`;
const reviewTones: Record<ReviewDue['state'], Tone> = { late: 'danger', soon: 'warn', later: 'ok' };

function Reviews({ reviews }: { reviews: ReviewDue[] }) {
  const t = useText(editingMessages);
  const formats = useFormats();
  const count = (state: ReviewDue['state']) => reviews.filter((review) => review.state === state).length;
  const due = reviews.filter((review) => review.state !== 'later');
  const later = reviews.filter((review) => review.state === 'later');
  const columns: Column<ReviewDue>[] = [
    { key: 'day', head: t('col.review-by'), cell: ({ reviewBy }) => formats.day(reviewBy) },
    { key: 'state', head: t('col.state'), cell: ({ state }) => <Tag tone={reviewTones[state]}>{t(`review.${state}`)}</Tag> },
    { key: 'lesson', head: t('col.lesson'), rowHeader: true, cell: ({ courseSlug, slug, title }) => <a href={`/admin/courses/${courseSlug}/preview/${slug}`}>{title}</a> },
    { key: 'course', head: t('col.course'), cell: ({ courseTitle }) => courseTitle },
    { key: 'role', head: t('col.role'), cell: ({ appraiserRole }) => appraiserRole },
  ];
  return (
    <Card title={t('reviews.title')} id="reviews" lead={reviews.length === 0 ? t('reviews.none') : t('reviews.lead', { late: count('late'), soon: count('soon'), total: reviews.length })}>
      {due.length > 0 ? <Table caption={t('reviews.title')} hideCaption columns={columns} rows={due} rowKey={reviewKey} /> : null}
      {later.length > 0 ? (
        <Disclosure summary={t('reviews.later', { n: later.length, day: formats.day(later[0]?.reviewBy ?? '') })} boxed>
          <Table caption={t('review.later')} hideCaption columns={columns} rows={later} rowKey={reviewKey} />
        </Disclosure>
      ) : null}
    </Card>
  );
}
