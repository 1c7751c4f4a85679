import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, CoverArt, EmptyState, LinkButton, PageHead, ProgressBar, Tag, TaskList } from '../../ui/index.ts';
import { pathMessages } from '../messages/paths.ts';
import { readingMessages } from '../messages/reading.ts';
import { renewalMessages } from '../messages/renewal.ts';
import type { NextSession } from '../queries/classes.server.ts';
import type { HomeCourse, HomeStep, HomeView } from '../queries/home.server.ts';
import type { RecallView } from '../queries/recall-view.server.ts';
import { NextSessionNotice } from './classes-page.tsx';
import { DueTag } from './due-tag.tsx';
import { PathProgress } from './paths-page.tsx';
import { RecallCard } from './recall-card.tsx';
import { WeekBars } from './week-bars.tsx';

/** "Việc của tôi": what to do now and how long it takes, then what waits for her in her offices, then the rest. */
export function HomePage({ view, recall, work, notices, session = null }: { view: HomeView; recall: RecallView; work?: ReactNode; notices?: ReactNode; session?: NextSession | null }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const waiting = [...(view.first ? [view.first] : []), ...view.rest];
  const soon = <>{notices}<RecallCard recall={recall} /></>;
  return (
    <div className="stack">
      <PageHead title={t('home.greeting', { name: view.fullName })} lead={view.week.minutes > 0 ? t('home.lead', { today: formats.weekday(view.now), time: formats.duration(view.week.minutes) }) : formats.weekday(view.now)} />
      {view.first?.next ? <NextStep course={view.first} step={view.first.next} now={view.now} /> : view.first?.first[0] ? <FirstCard course={view.first} first={view.first.first[0]} /> : work ? null : <NothingWaits hasCourses={view.hasCourses} />}
      {work}
      <NextSessionNotice session={session} now={view.now} />
      <div className="columns">
        {waiting.length > 0 ? (
          <div className="stack">
            <Card title={t('home.todo')} id="todo" action={<a href="/courses">{t('home.all-courses')}</a>}>
              <TodoList courses={waiting} />
            </Card>
            {soon}
          </div>
        ) : null}
        <div className="stack">
          {waiting.length > 0 ? null : soon}
          <MyPath path={view.path} />
          <Card title={t('home.week')} id="week">
            <WeekBars week={view.week} />
          </Card>
          <Card title={t('home.certificates')} id="certificates">
            <Certificates view={view} />
          </Card>
        </div>
      </div>
    </div>
  );
}

/** In a renewal the pre-test comes first, since it may save most of the reading; only a running attempt cannot wait for it. */
function NextStep({ course, step, now }: { course: HomeCourse; step: HomeStep; now: string }) {
  return course.pretest && !step.attemptEndsAt ? <PretestCard course={course} pretest={course.pretest} step={step} /> : <NextCard course={course} step={step} now={now} />;
}

function PretestCard({ course, pretest, step }: { course: HomeCourse; pretest: NonNullable<HomeCourse['pretest']>; step: HomeStep }) {
  const t = useText(readingMessages);
  const r = useText(renewalMessages);
  return (
    <Card title={course.title} id="next" raised eyebrow={t('home.next', { minutes: pretest.minutes })} art={<CoverArt seed={course.slug} icon="list-checks" />}>
      <p className="muted">{r('home.offer')}</p>
      <div className="actions">
        <LinkButton href={pretest.href} icon="list-checks">{r('pretest.take')}</LinkButton>
        <LinkButton href={step.href} variant="ghost">{t(step.started ? 'home.continue' : 'home.start')}</LinkButton>
        {course.due ? <DueTag due={course.due} /> : null}
      </div>
    </Card>
  );
}

function NextCard({ course, step, now }: { course: HomeCourse; step: HomeStep; now: string }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const label = step.attemptEndsAt ? t('home.back-to-attempt') : step.kind === 'assessment' ? t('home.take-assessment') : step.started ? t('home.continue') : t('home.start');
  const eyebrow = step.attemptEndsAt ? t('home.next-open-attempt', { time: formats.timeSeen(step.attemptEndsAt, now) }) : t('home.next', { minutes: step.minutes });
  return (
    <Card title={step.title} id="next" raised eyebrow={eyebrow} art={<CoverArt seed={course.slug} icon={step.kind === 'lesson' ? 'book-open' : 'list-checks'} />}>
      <p className="muted">{step.moduleTitle ? t('home.module-of-course', { course: course.title, module: step.moduleTitle }) : course.title}</p>
      {step.kind === 'lesson' ? <ProgressBar label={t('lesson.progress')} value={Math.round(step.progress)} text={`${Math.round(step.progress)}%`} /> : null}
      <div className="actions">
        <LinkButton href={step.href} iconAfter="arrow-right">{label}</LinkButton>
        {course.due ? <DueTag due={course.due} /> : null}
      </div>
    </Card>
  );
}

/** Nothing can be begun but a course that comes first and that nobody assigned. */
function FirstCard({ course, first }: { course: HomeCourse; first: HomeCourse['first'][number] }) {
  const t = useText(readingMessages);
  return (
    <Card title={first.title} id="next" raised eyebrow={t('course.first')} art={<CoverArt seed={first.slug} icon="book-open" />}>
      <p className="muted">{t('home.first', { course: course.title })}</p>
      <div className="actions"><LinkButton href={`/courses/${first.slug}`} iconAfter="arrow-right">{t('home.first-open')}</LinkButton></div>
    </Card>
  );
}

/** All done, or nothing was ever assigned: two different things to read. */
function NothingWaits({ hasCourses }: { hasCourses: boolean }) {
  const t = useText(readingMessages);
  return (
    <Card>
      <EmptyState icon={hasCourses ? 'circle-check' : 'book-open'} title={t(hasCourses ? 'home.done-title' : 'home.none-title')} action={<LinkButton href="/courses" variant="ghost">{t('home.all-courses')}</LinkButton>}>
        {t(hasCourses ? 'home.done-text' : 'home.none-text')}
      </EmptyState>
    </Card>
  );
}

function TodoList({ courses }: { courses: HomeCourse[] }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const items = courses.map((course) => ({
    id: course.slug,
    title: course.first.length > 0 ? <a className="stretched" href={`/courses/${course.slug}`}>{course.title}</a> : course.title,
    href: `/courses/${course.slug}`,
    ...(course.first.length > 0 ? { reason: `${t('course.first')}: ${course.first.map(({ title }) => title).join('; ')}` } : {}),
    status: course.first.length > 0 ? ('locked' as const) : course.lessonsDone > 0 ? ('doing' as const) : ('todo' as const),
    detail: `${t('course.progress-text', { done: course.lessonsDone, total: course.lessonsTotal })} · ${t(course.lessonsDone < course.lessonsTotal ? 'home.minutes-left' : 'home.minutes-left-tests', { time: formats.duration(course.minutesLeft) })}`,
    aside: course.due ? <DueTag due={course.due} /> : <Tag>{t(course.isMandatory ? 'course.mandatory' : 'course.optional')}</Tag>,
  }));
  return <TaskList items={items} ordered={false} statusLabels={{ todo: '', doing: '', done: '', locked: t('status.locked') }} />;
}

/** The path that she follows, or the way to choose one. */
function MyPath({ path }: { path: HomeView['path'] }) {
  const t = useText(pathMessages);
  return (
    <Card title={t('card')} id="path" action={<a href={path ? `/paths/${path.key}` : '/paths'}>{t(path ? 'see' : 'card-choose')}</a>}>
      <p className={path ? undefined : 'muted'}>{path?.title ?? t('card-none')}</p>
      {path ? <PathProgress path={{ ...path, isChosen: true }} /> : null}
    </Card>
  );
}

const worths = { VALID: 'gold', ENDS_SOON: 'warn', EXPIRED: 'neutral' } as const;

function Certificates({ view }: { view: HomeView }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  if (view.certificates.length === 0) return <p className="muted">{t('home.no-certificates')}</p>;
  return (
    <ul className="plain-list">
      {view.certificates.map((certificate) => (
        <li key={certificate.id}>
          <a href="/certificates">{certificate.courseTitle}</a>{' '}
          <Tag tone={worths[certificate.worth]}>{certificate.validUntil ? t(`home.certificate-${certificate.worth}`, { day: formats.day(certificate.validUntil) }) : t('home.certificate-forever')}</Tag>
        </li>
      ))}
    </ul>
  );
}
