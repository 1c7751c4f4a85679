import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, Disclosure, LinkButton, Notice, PageHead, TaskList, type TaskItem } from '../../ui/index.ts';
import { pathMessages } from '../messages/paths.ts';
import { readingMessages } from '../messages/reading.ts';
import type { PathPage } from '../queries/paths.server.ts';
import type { PathPart } from '../rules/path.ts';
import { ChoiceForm, PathFacts, PathProgress, PathTags } from './paths-page.tsx';

/** One path: its stages in order, with what is done in each. */
export function PathView({ path }: { path: PathPage }) {
  const t = useText(pathMessages);
  // Only the stage that she is in stands open: the path for everybody has as many lessons as both courses.
  const current = path.parts.findIndex(({ lessons }) => lessons.some(({ status }) => status !== 'done'));
  return (
    <div className="stack">
      <PageHead title={path.title} breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('title'), href: '/paths' }, { label: path.title }]} />} tags={<PathTags path={path} />} />
      <Card>
        <PathFacts path={path} />
        <PathProgress path={path} />
        {path.lessons > 0 && path.done === path.lessons ? <p>{t('finished')}</p> : null}
        <p className="muted">{t('choice-hint')}</p>
        <div className="actions">
          {path.isChosen ? null : <ChoiceForm path={path} />}
          {path.next ? <LinkButton href={path.next} variant={path.isChosen ? 'primary' : 'ghost'} iconAfter="arrow-right">{t('go-on')}</LinkButton> : null}
          {path.isChosen ? <ChoiceForm path={path} /> : null}
        </div>
      </Card>
      <Notice live={false}>{t('rule')}</Notice>
      {path.parts.map((part, at) => <Stage key={`${part.courseSlug}/${part.moduleKey}/${part.lessons[0]?.slug ?? ''}`} part={part} number={at + 1} isCurrent={at === current} isFirstOfCourse={path.parts.findIndex(({ courseSlug }) => courseSlug === part.courseSlug) === at} />)}
    </div>
  );
}

/** One stage. Where to enrol is said once for a course, with the first of its stages. */
function Stage({ part, number, isCurrent, isFirstOfCourse }: { part: PathPart; number: number; isCurrent: boolean; isFirstOfCourse: boolean }) {
  const t = useText(pathMessages);
  const formats = useFormats();
  const say = useText(readingMessages);
  const lessons = part.lessons.map((lesson): TaskItem => ({ id: lesson.id, title: lesson.title, status: lesson.status, detail: say('course.lesson-detail', { minutes: lesson.minutes }), ...(part.isEnrolled ? { href: `/learn/${part.courseSlug}/${lesson.slug}` } : {}) }));
  const tests = part.assessments.map((test): TaskItem => ({
    id: test.id,
    title: test.title,
    status: test.status,
    detail: say('course.assessment-detail', { questions: test.questions, minutes: test.minutes }),
    ...(part.isEnrolled ? { href: `/assessments/${part.courseSlug}/${test.key}` } : {}),
    ...(test.status === 'locked' ? { reason: say('course.locked-lessons', { n: test.missing }) } : {}),
  }));
  const done = part.lessons.filter(({ status }) => status === 'done').length;
  return (
    <Card
      title={t(part.isWhole ? 'part' : 'part-some', { n: number, module: part.moduleTitle })}
      id={`stage-${number}`}
      lead={part.isEnrolled || !isFirstOfCourse ? part.courseTitle : <>{t('not-enrolled')} <a href={`/courses/${part.courseSlug}`}>{part.courseTitle}</a></>}
      action={<span className="muted">{say('course.module-lessons', { done, total: part.lessons.length })}</span>}
    >
      <Disclosure summary={t('stage-lessons', { time: formats.duration(part.lessons.reduce((sum, { minutes }) => sum + minutes, 0)) })} open={isCurrent}>
        <TaskList items={[...lessons, ...tests]} statusLabels={{ todo: say('status.todo'), doing: say('status.doing'), done: say('status.done'), locked: say('status.locked') }} />
      </Disclosure>
    </Card>
  );
}
