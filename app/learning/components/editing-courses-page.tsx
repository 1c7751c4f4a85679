import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, EmptyState, LinkButton, Notice, PageHead, Table, Tag, type Column, type Tone } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import type { Problem } from '../../platform/content/problems.ts';
import { reviewsHref } from '../forms/reviews.ts';
import { reviewMessages } from '../messages/reviews.ts';
import type { EditedCourse } from '../queries/editing-courses.server.ts';
import type { ReviewCounts } from '../rules/review-calendar.ts';
import { EditingProblems } from './editing-problems.tsx';

export interface EditingCoursesView {
  courses: EditedCourse[];
  problems: Problem[];
  reviews: ReviewCounts;
}

/** The editors' first page: courses, faults, and what is due for review. */
export function EditingCoursesPage({ view }: { view: EditingCoursesView }) {
  const t = useText(editingMessages);
  return (
    <div className="stack">
      <PageHead title={t('courses.title')} lead={t('courses.lead')} breadcrumb={<Breadcrumb label={t('breadcrumb')} items={[{ label: t('admin'), href: '/admin' }, { label: t('courses.title') }]} />} />
      {view.courses.length === 0 ? <EmptyState icon="book-open" title={t('courses.empty')}>{t('courses.empty-lead')}</EmptyState> : <CourseTable courses={view.courses} />}
      {view.courses.length > 0 ? <Reviews reviews={view.reviews} /> : null}
      {view.courses.length > 0 ? <EditingProblems problems={view.problems} /> : null}
    </div>
  );
}

const diskTones: Record<EditedCourse['disk'], Tone> = { stored: 'ok', differs: 'warn', errors: 'danger', missing: 'neutral' };

function CourseTable({ courses }: { courses: EditedCourse[] }) {
  const t = useText(editingMessages);
  const say = useText(reviewMessages);
  const formats = useFormats();
  const columns: Column<EditedCourse>[] = [
    { key: 'course', head: t('col.course'), rowHeader: true, cell: ({ slug, title }) => <a href={`/admin/courses/${slug}`}>{title}</a> },
    { key: 'lessons', head: t('col.lessons'), numeric: true, cell: ({ lessons }) => formats.number(lessons) },
    { key: 'current', head: t('col.current'), cell: ({ currentAt }) => (currentAt ? formats.day(currentAt) : t('none')) },
    { key: 'waiting', head: t('col.waiting'), cell: ({ waitingAt }) => (waitingAt ? <Tag tone="warn">{formats.day(waitingAt)}</Tag> : t('none')) },
    { key: 'overdue', head: say('col.late'), numeric: true, cell: ({ slug, overdue }) => (overdue > 0 ? <a href={reviewsHref({ course: slug, state: 'late' })}><Tag tone="danger">{formats.number(overdue)}</Tag></a> : formats.number(0)) },
    { key: 'disk', head: t('col.disk'), cell: ({ disk }) => <Tag tone={diskTones[disk]}>{t(`disk.${disk}`)}</Tag> },
  ];
  return <Table caption={t('courses.caption')} hideCaption columns={columns} rows={courses} rowKey={(course) => course.slug} />;
}

/** How much is due, and the way to the calendar. */
function Reviews({ reviews }: { reviews: ReviewCounts }) {
  const t = useText(reviewMessages);
  return (
    <Notice tone={reviews.late > 0 ? 'warn' : 'info'} live={false} title={t('title')} action={<LinkButton variant="ghost" icon="calendar" href="/admin/reviews">{t('see')}</LinkButton>}>
      {t('counts', { late: reviews.late, soon: reviews.soon, total: reviews.late + reviews.soon + reviews.later })}
    </Notice>
  );
}
