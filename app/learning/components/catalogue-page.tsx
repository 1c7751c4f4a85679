import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, CoverArt, EmptyState, LinkButton, Notice, PageHead, ProgressBar, SearchBox, Tag } from '../../ui/index.ts';
import { classMessages } from '../messages/classes.ts';
import { pathMessages } from '../messages/paths.ts';
import { readingMessages } from '../messages/reading.ts';
import { whyMessages } from '../messages/why.ts';
import type { CatalogueCourse, FoundLesson } from '../queries/catalogue.server.ts';
import { dueState } from '../rules/due.ts';
import { DueTag } from './due-tag.tsx';
import { FirstLine } from './first-courses.tsx';

export interface CatalogueView {
  q: string;
  courses: CatalogueCourse[];
  lessons: FoundLesson[];
  today: string;
}

/** All open courses, or what a search found in courses and lessons. */
export function CataloguePage({ view }: { view: CatalogueView }) {
  const t = useText(readingMessages);
  const path = useText(pathMessages);
  const classes = useText(classMessages);
  const found = view.courses.length + view.lessons.length;
  return (
    <div className="stack">
      <PageHead title={t('catalogue.title')} lead={t('catalogue.lead')} />
      <SearchBox id="catalogue-search" action="/courses" label={t('catalogue.search')} button={t('catalogue.search-button')} placeholder={t('catalogue.search-example')} value={view.q} large />
      {view.q ? null : <Notice live={false} action={<LinkButton href="/paths" variant="ghost" icon="flag">{path('title')}</LinkButton>}>{path('catalogue')}</Notice>}
      {view.q ? (
        <output className="block">
          {found > 0 ? <>{t('catalogue.results', { n: found, q: view.q })} <a href="/courses">{t('catalogue.show-all')}</a></> : null}
        </output>
      ) : null}
      {found === 0 ? <Nothing searched={view.q !== ''} /> : null}
      <div className="cards">{view.courses.map((course) => <CourseCard key={course.slug} course={course} today={view.today} />)}</div>
      {view.lessons.length > 0 ? <LessonHits lessons={view.lessons} /> : null}
      {view.q ? null : <Notice live={false} action={<LinkButton href="/classes" variant="ghost" icon="calendar">{classes('title')}</LinkButton>}>{classes('catalogue')}</Notice>}
    </div>
  );
}

function CourseCard({ course, today }: { course: CatalogueCourse; today: string }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const why = useText(whyMessages);
  return (
    <Card title={<a href={`/courses/${course.slug}`}>{course.title}</a>} id={course.slug} art={<CoverArt seed={course.slug} icon="book-open" />} className="course-card">
      <p>{course.summary}</p>
      <div className="tags">
        <Tag icon="clock">{t('course.lesson-minutes', { time: formats.duration(course.minutes) })}</Tag>
        <Tag icon="book-open">{t('course.lessons', { n: course.lessons })}</Tag>
        {course.first.length > 0 ? <Tag icon="lock">{t('status.locked')}</Tag> : null}
        {course.isEnrolled ? <Tag tone={course.isMandatory ? 'brand' : 'neutral'}>{course.isMandatory ? t('course.mandatory') : t('course.optional')}</Tag> : null}
        {course.completedAt ? <Tag tone="ok">{t('status.done')}</Tag> : course.dueOn ? <DueTag due={{ on: course.dueOn, ...dueState(course.dueOn, today) }} /> : null}
      </div>
      {course.first.length > 0 ? <p className="small"><FirstLine first={course.first} /></p> : null}
      {course.isEnrolled ? <ProgressBar label={t('course.progress')} value={course.lessonsCompleted} max={course.lessons} text={t('course.progress-text', { done: course.lessonsCompleted, total: course.lessons })} tone={course.completedAt ? 'ok' : 'brand'} /> : null}
      {course.isEnrolled ? <p className="small"><a href={`/courses/${course.slug}#why`} aria-label={why('link-of', { course: course.title })}>{why('title')}</a></p> : null}
    </Card>
  );
}

function LessonHits({ lessons }: { lessons: FoundLesson[] }) {
  const t = useText(readingMessages);
  return (
    <Card title={t('catalogue.lessons-found')} id="lessons">
      <ul className="hits">
        {lessons.map((lesson) => (
          <li key={`${lesson.courseSlug}/${lesson.slug}`}>
            <a href={`/learn/${lesson.courseSlug}/${lesson.slug}`}>{lesson.title}</a>
            <p>{lesson.summary}</p>
            <p className="muted">{lesson.courseTitle} · {t('course.minutes', { n: lesson.minutes })}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Nothing({ searched }: { searched: boolean }) {
  const t = useText(readingMessages);
  return searched ? (
    <EmptyState icon="search" title={t('catalogue.none')} action={<LinkButton href="/courses" variant="ghost">{t('catalogue.show-all')}</LinkButton>}>
      {t('catalogue.none-hint')}
    </EmptyState>
  ) : (
    <EmptyState icon="book-open" title={t('catalogue.empty')}>{t('catalogue.empty-hint')}</EmptyState>
  );
}
