import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, LessonLayout, LinkButton, MarginNote, Notice, ProgressBar, Tag } from '../../ui/index.ts';
import { readingMessages } from '../messages/reading.ts';
import type { LessonView } from '../rules/lesson-view.ts';
import { completionForm } from './lesson-prose.tsx';
import { LessonNote } from './note-form.tsx';
import { TalkSection } from './talk-parts.tsx';

/** What a source's note may say itself already, in the language of the content. */
const toCompare = readingMessages.in('vi')('lesson.source-b');

/** The reader: outline at the left, prose in the middle, sources and the own note at the right. */
export function LessonPage({ view }: { view: LessonView }) {
  const t = useText(readingMessages);
  const done = view.siblings.filter((sibling) => sibling.status === 'done').length;
  const base = `/learn/${view.courseSlug}`;
  return (
    <div data-island="lesson" data-lesson={view.lessonId} data-course={view.courseSlug} data-position={view.position} data-answers={`${base}/${view.slug}/answers`}>
      <LessonLayout
        progress={{ label: t('lesson.progress'), value: Math.round(view.position / 10) }}
        outline={{
          label: t('lesson.outline'),
          heading: view.courseTitle,
          progress: <ProgressBar label={t('lesson.outline')} value={done} max={view.siblings.length} text={t('lesson.module-lessons', { done, total: view.siblings.length })} />,
          statusLabels: { todo: t('status.todo'), doing: t('status.doing'), done: t('status.done'), locked: t('status.locked') },
          items: view.siblings.map((sibling) => ({ id: sibling.id, label: sibling.title, href: `${base}/${sibling.slug}`, status: sibling.status, current: sibling.id === view.lessonId })),
        }}
        head={<Head view={view} />}
        asideLabel={t('lesson.aside')}
        aside={<Aside view={view} />}
        footer={<Foot view={view} />}
        after={<TalkSection place={{ course: view.courseSlug, lesson: view.slug }} talk={view.talk} />}
      >
        {/* Enter on an option presses the first button of a form without a script: that only keeps what was chosen, and goes no way in a situation. */}
        <button type="submit" form={completionForm} formAction={`${base}/${view.slug}/answers`} hidden>{t('lesson.keep')}</button>
        <div className="prose" id="prose">
          <slot data-slot="prose"></slot>
        </div>
      </LessonLayout>
    </div>
  );
}

function Head({ view }: { view: LessonView }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  return (
    <>
      <Breadcrumb label={t('crumbs')} items={[{ label: t('catalogue.title'), href: '/courses' }, { label: view.courseTitle, href: `/courses/${view.courseSlug}` }, { label: view.title }]} />
      <div className="tags">
        <Tag tone="brand">{t('lesson.number', { n: view.number })}</Tag>
        <Tag icon="clock">{t('lesson.minutes', { n: view.minutes })}</Tag>
        <Tag tone="ok">{t('lesson.checked', { day: formats.day(view.details.checkedOn) })}</Tag>
        {view.completedAt ? <Tag tone="ok">{t('lesson.already-done', { day: formats.day(view.completedAt) })}</Tag> : view.creditedAt ? <Tag tone="ok" icon="shield-check">{t('lesson.proven', { day: formats.day(view.creditedAt) })}</Tag> : null}
      </div>
      <h1>{view.title}</h1>
      {view.reviewLate ? <Notice tone="warn" live={false}>{t('lesson.review-late', { day: formats.day(view.details.reviewBy) })}</Notice> : null}
      {view.factsLate.map(({ text, reviewBy }) => <Notice key={text} tone="warn" live={false}>{t('lesson.fact-late', { text, day: formats.day(reviewBy) })}</Notice>)}
      {view.position > 50 && view.position < 950 && !view.completedAt ? (
        <p className="resume" hidden data-resume>
          <a href="#prose">{t('lesson.resume')}</a>
        </p>
      ) : null}
    </>
  );
}

function Aside({ view }: { view: LessonView }) {
  const t = useText(readingMessages);
  const formats = useFormats();
  return (
    <>
      {view.outline.length > 1 ? (
        <MarginNote onScreen title={t('lesson.in-this-lesson')}>
          <ul>{view.outline.map((entry) => <li key={entry.id}><a href={`#${entry.id}`}>{entry.text}</a></li>)}</ul>
        </MarginNote>
      ) : null}
      <MarginNote title={t('lesson.sources')}>
        <ul>
          {view.details.sources.map((source) => (
            <li key={source.title}>
              {source.title}
              {source.note ? `, ${source.note}` : ''}
              {source.confidence === 'B' && !source.note?.includes(toCompare) ? ` (${t('lesson.source-b')})` : ''}
            </li>
          ))}
        </ul>
        <p>{t('lesson.review-by', { role: view.details.appraiserRole, day: formats.day(view.details.reviewBy) })}</p>
      </MarginNote>
      {view.path ? (
        <MarginNote onScreen title={t('lesson.path')}>
          <p><a href={`/paths/${view.path.key}`}>{view.path.title}</a>{t('lesson.path-stage', { stage: view.path.stage, stages: view.path.stages })}</p>
          <p>{t('lesson.path-goes-on')}</p>
        </MarginNote>
      ) : null}
      <LessonNote action={`/learn/${view.courseSlug}/${view.slug}/note`} form={completionForm} note={view.note} />
    </>
  );
}

function Foot({ view }: { view: LessonView }) {
  const t = useText(readingMessages);
  const base = `/learn/${view.courseSlug}`;
  return (
    <>
      {view.unanswered > 0 ? <Notice tone="warn">{t('lesson.unanswered', { n: view.unanswered })}</Notice> : null}
      {view.previous ? <LinkButton href={`${base}/${view.previous}`} variant="ghost" icon="chevron-left">{t('lesson.previous')}</LinkButton> : <span />}
      <form method="post" action={`${base}/${view.slug}/completion`} id={completionForm}>
        <Button iconAfter="arrow-right">{view.hasNext ? t('lesson.done') : t('lesson.done-module')}</Button>
      </form>
    </>
  );
}
