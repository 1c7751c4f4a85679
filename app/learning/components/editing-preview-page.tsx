import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, LessonLayout, MarginNote, Notice, PageHead, Tag } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import type { CompiledLesson } from '../publishing/compile-lesson.server.ts';
import type { LessonPreview } from '../queries/editing-preview.server.ts';
import type { WayShares } from '../rules/way-shares.ts';
import { ProblemTable } from './editing-problems.tsx';
import { WaySharesCard } from './way-shares-card.tsx';

/** What the page needs of a preview; the prose itself comes through the slot. */
export type PreviewView = Omit<LessonPreview, 'lesson'> & { lesson: Omit<CompiledLesson, 'body'> | null; ways: WayShares[]; live: boolean };

/** A lesson as learners would see it, built from the file as it is now. */
export function EditingPreviewPage({ view }: { view: PreviewView }) {
  const t = useText(editingMessages);
  const base = `/admin/courses/${view.courseSlug}`;
  const island = view.live ? { 'data-island': 'preview', 'data-state': `${base}/preview/${view.slug}/state`, 'data-etag': view.etag } : {};
  return (
    <div {...island}>
      <LessonLayout
        outline={{
          label: t('preview.outline'),
          heading: view.moduleTitle,
          statusLabels: { todo: t('preview.status-todo'), doing: t('preview.status-doing'), done: '', locked: '' },
          items: view.siblings.map(({ slug, title }) => ({ id: slug, label: title, href: `${base}/preview/${slug}`, status: 'todo' as const, current: slug === view.slug })),
        }}
        asideLabel={t('preview.aside')}
        aside={view.lesson ? <Aside lesson={view.lesson} /> : undefined}
      >
        <div className="stack">
          <Head view={view} />
          {view.lesson ? <div className="prose" id="prose"><slot data-slot="prose"></slot></div> : null}
          {view.ways.length > 0 ? <WaySharesCard ways={view.ways} /> : null}
        </div>
      </LessonLayout>
    </div>
  );
}

function Head({ view }: { view: PreviewView }) {
  const t = useText(editingMessages);
  const title = view.lesson?.title ?? view.siblings.find((one) => one.slug === view.slug)?.title ?? view.slug;
  const items = [{ label: t('admin'), href: '/admin' }, { label: t('courses.title'), href: '/admin/courses' }, { label: view.courseTitle, href: `/admin/courses/${view.courseSlug}` }, { label: t('preview.title') }];
  const tags = view.lesson ? (
    <>
      <Tag icon="clock">{t('preview.minutes', { n: view.lesson.minutes })}</Tag>
      <Tag icon="file-text">{t('preview.measured', view.lesson)}</Tag>
    </>
  ) : undefined;
  return (
    <>
      <PageHead title={title} tags={tags} breadcrumb={<Breadcrumb label={t('breadcrumb')} items={items} />} />
      <Notice tone="info" live={false}>{t('preview.from', { file: view.file })} {view.live ? t('preview.live') : null}</Notice>
      {view.lesson ? null : <Notice tone="danger">{t('preview.broken')}</Notice>}
      {view.problems.length > 0 ? <Card><ProblemTable problems={view.problems} /></Card> : null}
    </>
  );
}

function Aside({ lesson }: { lesson: Omit<CompiledLesson, 'body'> }) {
  const t = useText(editingMessages);
  const formats = useFormats();
  return (
    <>
      <MarginNote title={t('preview.sources')}>
        <ul>{lesson.details.sources.map((source) => <li key={source.title}>{source.title}{source.note ? `, ${source.note}` : ''} ({source.confidence})</li>)}</ul>
        <p>{t('preview.review-by', { role: lesson.details.appraiserRole, day: formats.day(lesson.details.reviewBy) })}</p>
      </MarginNote>
      <MarginNote title={t('preview.anchors')}>
        <ul>{lesson.anchors.map((anchor) => <li key={anchor}><a href={`#${anchor}`}>{anchor}</a></li>)}</ul>
      </MarginNote>
    </>
  );
}
