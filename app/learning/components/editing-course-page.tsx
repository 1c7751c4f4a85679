import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Disclosure, LinkButton, Notice, PageHead, Table, Tag, type Column, type NoticeTone, type Tone } from '../../ui/index.ts';
import { reviewsHref } from '../forms/reviews.ts';
import { editingMessages } from '../messages/editing.ts';
import { moderationMessages } from '../messages/moderation.ts';
import { reviewMessages } from '../messages/reviews.ts';
import type { CourseVersionRow, EditedCoursePage } from '../queries/editing-course.server.ts';
import { countReviews } from '../rules/review-calendar.ts';
import { EditingChanges } from './editing-changes.tsx';
import { EditingProblems } from './editing-problems.tsx';
import { RenewalFiguresCard } from './renewal-figures.tsx';
import { ReviewTag } from './reviews-page.tsx';

export type EditingOutcome = 'stored' | 'same' | 'refused' | 'released';

/** One course for its editors: versions, what would change, faults, previews. */
export function EditingCoursePage({ course, mayRelease, outcome }: { course: EditedCoursePage; mayRelease: boolean; outcome: EditingOutcome | null }) {
  const t = useText(editingMessages);
  const isReleased = course.versions.some((version) => version.releasedAt !== null);
  return (
    <div className="stack">
      <PageHead
        title={course.title}
        lead={t('course.lead')}
        breadcrumb={<Breadcrumb label={t('breadcrumb')} items={[{ label: t('admin'), href: '/admin' }, { label: t('courses.title'), href: '/admin/courses' }, { label: course.title }]} />}
        actions={isReleased || course.disk === 'differs' ? <Actions course={course} isReleased={isReleased} /> : undefined}
      />
      {outcome ? <Notice tone={outcomeTones[outcome]}>{t(`course.${outcome}`)}</Notice> : null}
      {course.disk === 'differs' || course.disk === 'missing' ? <Notice tone="warn" live={false}>{t(`course.${course.disk}`)}</Notice> : null}
      <Overdue course={course} />
      {course.problems.length > 0 ? <EditingProblems problems={course.problems} /> : null}
      {course.waiting ? <Waiting course={course} waiting={course.waiting} mayRelease={mayRelease} /> : null}
      {course.renewals ? <RenewalFiguresCard figures={course.renewals} /> : null}
      <Versions course={course} mayRelease={mayRelease} />
      <Files course={course} />
    </div>
  );
}

function Overdue({ course: { slug, reviews } }: { course: EditedCoursePage }) {
  const t = useText(reviewMessages);
  const { late } = countReviews(reviews);
  if (late === 0) return null;
  return <Notice tone="warn" live={false} action={<LinkButton variant="ghost" icon="calendar" href={reviewsHref({ course: slug, state: 'late' })}>{t('see')}</LinkButton>}>{t('late-of-course', { n: late })}</Notice>;
}

const outcomeTones: Record<EditingOutcome, NoticeTone> = { stored: 'ok', same: 'info', refused: 'danger', released: 'ok' };

function Actions({ course, isReleased }: { course: EditedCoursePage; isReleased: boolean }) {
  const t = useText(editingMessages);
  const moderation = useText(moderationMessages);
  return (
    <>
      {isReleased ? <LinkButton href={`/admin/courses/${course.slug}/feedback`} variant="ghost" icon="star">{moderation('feedback.link')}</LinkButton> : null}
      {isReleased ? <LinkButton href={`/admin/courses/${course.slug}/questions`} variant="ghost" icon="chart-column">{t('course.questions')}</LinkButton> : null}
      {course.disk === 'differs' ? <StoreForm slug={course.slug} /> : null}
    </>
  );
}

function StoreForm({ slug }: { slug: string }) {
  return (
    <form method="post" action={`/admin/courses/${slug}/versions`}>
      <Button icon="save">{useText(editingMessages)('course.store')}</Button>
    </form>
  );
}

function Waiting({ course, waiting, mayRelease }: { course: EditedCoursePage; waiting: NonNullable<EditedCoursePage['waiting']>; mayRelease: boolean }) {
  const t = useText(editingMessages);
  const isFirst = !course.versions.some((version) => version.state === 'current');
  const action = mayRelease ? <LinkButton href={`/admin/courses/${course.slug}/release/${waiting.versionId}`} icon="send">{t('version.release')}</LinkButton> : <span className="muted">{t('release.not-editor')}</span>;
  return (
    <Card title={t('changes.title')} id="changes" footer={action}>
      <EditingChanges changes={waiting} isFirst={isFirst} />
    </Card>
  );
}

const stateTones: Record<CourseVersionRow['state'], Tone> = { current: 'ok', waiting: 'warn', earlier: 'neutral', unused: 'neutral' };

function Versions({ course, mayRelease }: { course: EditedCoursePage; mayRelease: boolean }) {
  const t = useText(editingMessages);
  const formats = useFormats();
  const released = ({ releasedAt, releasedByName }: CourseVersionRow) => {
    if (releasedAt === null) return t('none');
    return releasedByName === null ? t('version.by-system', { when: formats.moment(releasedAt) }) : t('version.by', { when: formats.moment(releasedAt), name: releasedByName });
  };
  const columns: Column<CourseVersionRow>[] = [
    { key: 'stored', head: t('col.stored'), rowHeader: true, cell: ({ compiledAt }) => formats.moment(compiledAt) },
    { key: 'state', head: t('col.state'), cell: ({ state, isDisk }) => <><Tag tone={stateTones[state]}>{t(`version.${state}`)}</Tag> {isDisk ? <Tag tone="brand" icon="file-text">{t('version.disk')}</Tag> : null}</> },
    { key: 'released', head: t('col.released'), cell: released },
    { key: 'lessons', head: t('col.lessons'), numeric: true, cell: ({ lessons }) => formats.number(lessons) },
  ];
  if (mayRelease) columns.push({ key: 'release', head: t('version.release'), hideHead: true, cell: ({ id, state }) => (state === 'earlier' ? <a href={`/admin/courses/${course.slug}/release/${id}`}>{t('version.release-again')}</a> : null) });
  return (
    <Card title={t('versions.title')} id="versions">
      <Table caption={t('versions.title')} hideCaption columns={columns} rows={course.versions} rowKey={(version) => version.id} empty={t('versions.none')} />
    </Card>
  );
}

function Files({ course }: { course: EditedCoursePage }) {
  const t = useText(editingMessages);
  const say = useText(reviewMessages);
  const formats = useFormats();
  const reviewOf = (slug: string) => course.reviews.find(({ kind, key }) => kind === 'lesson' && key === slug);
  const columns: Column<EditedCoursePage['files'][number]['lessons'][number]>[] = [
    { key: 'lesson', head: t('col.lesson'), rowHeader: true, cell: ({ slug, title }) => <a href={`/admin/courses/${course.slug}/preview/${slug}`}>{title}</a> },
    { key: 'minutes', head: t('col.minutes'), numeric: true, cell: ({ minutes }) => minutes ?? t('none') },
    {
      key: 'review',
      head: say('col.review-by'),
      cell: ({ slug }) => {
        const review = reviewOf(slug);
        return review ? <>{formats.day(review.reviewBy)} {review.state === 'later' ? null : <ReviewTag state={review.state} />}</> : t('none');
      },
    },
  ];
  return (
    <Card title={t('files.title')} id="files">
      {course.files.length === 0 && course.disk !== 'missing' ? <p>{t('files.broken')}</p> : null}
      {course.files.map(({ moduleTitle, lessons }, at) => (
        <Disclosure key={moduleTitle} summary={t('files.module', { n: at + 1, title: moduleTitle, lessons: lessons.length })} open={lessons.some(({ slug }) => (reviewOf(slug)?.state ?? 'later') !== 'later')}>
          <Table caption={moduleTitle} hideCaption columns={columns} rows={lessons} rowKey={(lesson) => lesson.slug} />
        </Disclosure>
      ))}
    </Card>
  );
}
