import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Disclosure, LinkButton, Meta, Notice, PageHead, ProgressBar, Tag, TaskList, type TaskItem } from '../../ui/index.ts';
import type { Say } from '../../platform/i18n/messages.ts';
import { noteMessages } from '../messages/notes.ts';
import { readingMessages } from '../messages/reading.ts';
import { talkMessages } from '../messages/talk.ts';
import type { findStanding, getCurrentCourse } from '../queries/course-page.server.ts';
import type { WhyAssigned } from '../queries/why-assigned.server.ts';
import { nextStep, stepHref, type CourseOutline, type OutlineAssessment, type OutlineModule } from '../rules/course-outline.ts';
import { dueState } from '../rules/due.ts';
import type { RenewalSettings } from '../rules/renewal.ts';
import { DueTag } from './due-tag.tsx';
import { FirstCourses, LockedNotice } from './first-courses.tsx';
import { ElsewhereLine } from './recognition-parts.tsx';
import { isPretestOffered, RenewalCard } from './renewal-card.tsx';
import { WhyAssignedBox, WhyNotice } from './why-assigned.tsx';

export interface CourseView {
  course: Awaited<ReturnType<typeof getCurrentCourse>>;
  outline: CourseOutline;
  standing: Awaited<ReturnType<typeof findStanding>>;
  why: WhyAssigned | null;
  mustEnrolFirst: boolean;
  today: string;
}

/** A course as a task list: what is done, what comes next, what is locked and why. */
export function CoursePage({ view }: { view: CourseView }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const { course, outline, standing } = view;
  return (
    <div className="stack">
      <PageHead
        breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('catalogue.title'), href: '/courses' }, { label: course.title }]} />}
        title={course.title}
        lead={course.summary}
        tags={<Tags view={view} />}
      />
      {view.mustEnrolFirst && !standing.enrollment && !standing.isLocked ? <Notice tone="info">{t('enrol.first')}</Notice> : null}
      <WhyNotice why={view.why} />
      {standing.enrollment && outline.round > 1 && !standing.completedAt ? <RenewalCard view={view} /> : null}
      {standing.isLocked ? <LockedNotice first={standing.first} isAssigned={standing.enrollment !== null} /> : null}
      <Standing view={view} />
      <div className="columns">
        <div className="stack">
          {outline.modules.map((module, at) => <ModuleCard key={module.key} module={module} number={at + 1} slug={course.slug} state={standing.isLocked ? 'locked' : standing.enrollment ? 'open' : 'closed'} isCurrent={isCurrent(module, outline)} />)}
          {outline.finals.length > 0 ? (
            <Card title={t('course.final')} id="final">
              <Tasks items={outline.finals.map((final) => locked(t, standing.isLocked, assessmentTask(t, formats, course.slug, final, true)))} />
            </Card>
          ) : null}
        </div>
        <About view={view} />
      </div>
    </div>
  );
}

type Text = ReturnType<typeof useText<typeof readingMessages.catalogue>>;

function Tags({ view }: { view: CourseView }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const { enrollment, completedAt } = view.standing;
  return (
    <>
      {enrollment ? <Tag tone={enrollment.isMandatory ? 'brand' : 'neutral'}>{enrollment.isMandatory ? t('course.mandatory') : t('course.optional')}</Tag> : null}
      {completedAt ? <Tag tone="ok">{t('course.completed', { day: formats.day(completedAt) })}</Tag> : enrollment?.dueOn ? <DueTag due={{ on: enrollment.dueOn, ...dueState(enrollment.dueOn, view.today) }} /> : null}
    </>
  );
}

function Standing({ view }: { view: CourseView }) {
  const t = useText(readingMessages);
  const talk = useText(talkMessages);
  const notes = useText(noteMessages);
  const { course, outline, standing } = view;
  if (standing.isLocked) return view.why ? <Card tight><WhyAssignedBox why={view.why} /></Card> : null;
  if (!standing.enrollment) {
    return (
      <Card>
        <p>{t('course.enrol-why')}</p>
        <form method="post" action={`/courses/${course.slug}/enrollment`}>
          <Button icon="play" variant={view.why?.exemption ? 'ghost' : 'primary'}>{t('course.enrol')}</Button>
        </form>
      </Card>
    );
  }
  const next = nextStep(outline);
  const href = next && stepHref(course.slug, next);
  return (
    <Card>
      <ProgressBar label={t('course.progress')} value={outline.lessonsDone} max={outline.lessonsTotal} text={t('course.progress-text', { done: outline.lessonsDone, total: outline.lessonsTotal })} tone={standing.completedAt ? 'ok' : 'brand'} />
      {next?.kind === 'lesson' ? <p className="muted small">{t('course.pause')}</p> : null}
      {outline.lessonsCredited > 0 ? <p className="muted small">{t('course.progress-proven', { n: outline.lessonsCredited })}</p> : null}
      <div className="actions">
        {href && next ? <LinkButton href={href} variant={isPretestOffered(outline) ? 'ghost' : 'primary'} iconAfter="arrow-right">{next.kind === 'assessment' ? t('home.take-assessment') : outline.lessonsDone > 0 ? t('home.continue') : t('home.start')}</LinkButton> : null}
        {standing.certificate ? <LinkButton href="/certificates" variant={href ? 'ghost' : 'primary'} icon="award">{t('course.get-certificate')}</LinkButton> : null}
        <LinkButton href={`/notes?course=${course.slug}`} variant="ghost" icon="notebook-pen">{notes('title')}</LinkButton>
        {standing.completedAt ? <LinkButton href={`/courses/${course.slug}/feedback`} variant="ghost" icon="star">{talk('feedback.link')}</LinkButton> : null}
      </div>
      {view.why ? <WhyAssignedBox why={view.why} /> : null}
      {standing.completedAt || view.why?.exemption ? null : <ElsewhereLine course={course.slug} />}
    </Card>
  );
}

/** Whether somebody stands in a module: what comes next is in it, or something in it is begun. A long course would otherwise be a page of fifteen screens. */
function isCurrent(module: OutlineModule, outline: CourseOutline): boolean {
  const next = nextStep(outline);
  return [...module.lessons, ...module.assessments].some((step) => step === next || step.status === 'doing');
}

/** Whether somebody may read: she is enrolled, she is not, or another course comes first. */
type Door = 'open' | 'closed' | 'locked';

function ModuleCard({ module, number, slug, state, isCurrent: isOpen }: { module: OutlineModule; number: number; slug: string; state: Door; isCurrent: boolean }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const done = module.lessons.filter((lesson) => lesson.status === 'done').length;
  const lessons = module.lessons.map((lesson): TaskItem => ({
    id: lesson.id,
    title: lesson.title,
    status: lesson.status,
    detail: t('course.lesson-detail', { minutes: lesson.minutes }),
    ...provenAside(t, lesson),
    ...(state === 'open' ? { href: `/learn/${slug}/${lesson.slug}` } : {}),
  }));
  return (
    <Card title={t('lesson.outline-heading', { n: number, title: module.title })} id={module.key} lead={module.aim} action={<span className="muted">{t('course.module-lessons', { done, total: module.lessons.length })}</span>}>
      <Disclosure summary={moduleSize(t, module)} open={isOpen}>
        <Tasks items={[...lessons, ...module.assessments.map((assessment) => assessmentTask(t, formats, slug, assessment, false))].map((item) => locked(t, state === 'locked', item))} />
      </Disclosure>
    </Card>
  );
}

/** What a module takes, with its tests: the lessons alone would promise too little. */
function moduleSize(t: Text, { lessons, assessments }: OutlineModule): string {
  const size = { lessons: lessons.length, minutes: minutesOf(lessons) };
  return assessments.length > 0 ? t('course.module-steps', { ...size, tests: assessments.length, limit: minutesOf(assessments) }) : t('course.module-lessons-only', size);
}

const minutesOf = (steps: readonly { minutes: number }[]) => steps.reduce((sum, { minutes }) => sum + minutes, 0);

/** A step of a course that is not open, whatever it would be otherwise; the notice above says at length what comes first. */
function locked(t: Text, isLocked: boolean, item: TaskItem): TaskItem {
  return isLocked && item.status !== 'done' ? { ...item, status: 'locked', reason: t('course.locked-first') } : item;
}

function provenAside(t: Text, { isCredited }: { isCredited: boolean }): Pick<TaskItem, 'aside'> {
  return isCredited ? { aside: <Tag tone="ok" icon="shield-check">{t('renewal.proven')}</Tag> } : {};
}

function Tasks({ items }: { items: TaskItem[] }) {
  const t = useText(readingMessages);
  return <TaskList items={items} statusLabels={{ todo: t('status.todo'), doing: t('status.doing'), done: t('status.done'), locked: t('status.locked') }} />;
}

function assessmentTask(t: Text, formats: ReturnType<typeof useFormats>, slug: string, assessment: OutlineAssessment, isFinal: boolean): TaskItem {
  const best = assessment.bestScore === null ? '' : ` · ${t('course.best-score', { score: formats.score(assessment.bestScore) })}`;
  return {
    id: assessment.id,
    title: assessment.title,
    href: `/assessments/${slug}/${assessment.key}`,
    status: assessment.status,
    detail: t('course.assessment-detail', { questions: assessment.questions, minutes: assessment.minutes }) + best,
    ...provenAside(t, assessment),
    reason: assessment.status === 'locked' ? t(isFinal ? 'course.locked-final' : 'course.locked-lessons', { n: assessment.missing }) : undefined,
  };
}

function About({ view }: { view: CourseView }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  const { settings } = view.course;
  const { modules, finals } = view.outline;
  const tests = [...modules.flatMap(({ assessments }) => assessments), ...finals];
  const certificate = settings.certificateValidMonths ? t('course.certificate-months', { n: settings.certificateValidMonths }) : t('course.certificate-forever');
  return (
    <Card title={t('course.aim')} id="about">
      <p>{settings.aim}</p>
      <Meta
        layout="stacked"
        items={[
          { term: t('course.audience'), detail: settings.audience },
          ...(view.standing.first.length > 0 ? [{ term: t('course.first'), detail: <FirstCourses first={view.standing.first} /> }] : []),
          { term: t('course.length'), detail: [t('course.periods', { n: formats.number(settings.periods) }), t('course.lesson-minutes', { time: formats.duration(minutesOf(modules.flatMap(({ lessons }) => lessons))) }), ...(tests.length > 0 ? [t('course.test-minutes', { time: formats.duration(minutesOf(tests)) })] : [])].join(' · ') },
          { term: t('course.pass-score'), detail: t('course.pass-score-value', { score: formats.number(settings.passScore) }) },
          { term: t('course.certificate'), detail: certificate },
          ...(settings.renewal ? [{ term: t('course.renewal'), detail: renewalWords(t, settings.renewal) }] : []),
          { term: t('course.models'), detail: settings.models.map((model) => <span key={model} className="block">{modelWords(t, model)}</span>) },
        ]}
      />
    </Card>
  );
}

function renewalWords(t: Text, { everyMonths, leadDays, pretest }: RenewalSettings): string {
  const rhythm = t('course.renewal-rhythm', { months: everyMonths, days: leadDays });
  return pretest ? `${rhythm} ${t('course.renewal-pretest', { questions: pretest.questions, right: pretest.right })}` : rhythm;
}

/** The models of the province's coordination plan that courses serve; the numbers alone say nothing to a learner. */
function modelWords(t: Say<typeof readingMessages.catalogue>, model: number): string {
  if (model === 28 || model === 43) return t(`course.model-${model}`);
  return t('course.model', { n: model });
}
