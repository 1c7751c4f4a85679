import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, EmptyState, LinkButton, PageHead, PrintButton, SearchBox, Tabs } from '../../ui/index.ts';
import { noteMessages } from '../messages/notes.ts';
import { countNotes, type NotedCourse, type OwnNote } from '../rules/own-notes.ts';

export interface NotesView {
  /** All that she has noted, and what the search leaves of it. */
  all: NotedCourse[];
  shown: NotedCourse[];
  q: string;
  course: string | undefined;
}

/** "Ghi chú của tôi": what somebody wrote beside her lessons, to read again, search and print. */
export function NotesPage({ view: { all, shown, q, course } }: { view: NotesView }) {
  const t = useText(noteMessages);
  const count = countNotes(shown);
  return (
    <div className="stack">
      <PageHead
        title={t('title')}
        lead={t('lead')}
        breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('courses'), href: '/courses' }, { label: t('title') }]} />}
        actions={count > 0 ? <PrintButton label={t('print')} /> : undefined}
      />
      {all.length === 0 ? <EmptyState icon="notebook-pen" title={t('empty')} action={<LinkButton href="/courses" variant="ghost">{t('to-courses')}</LinkButton>}>{t('empty-text')}</EmptyState> : (
        <>
          <SearchBox id="note-search" action="/notes" label={t('search')} button={t('search-button')} placeholder={t('search-example')} value={q} large>
            {course ? <input type="hidden" name="course" value={course} /> : null}
          </SearchBox>
          {all.length > 1 ? <CourseTabs all={all} q={q} course={course} /> : null}
          {q && count > 0 ? <output className="block">{t('found', { n: count, q })} <a href="/notes">{t('show-all')}</a></output> : null}
          {count === 0 ? <EmptyState icon="search" title={t('none')} action={<LinkButton href="/notes" variant="ghost">{t('show-all')}</LinkButton>}>{t('none-text')}</EmptyState> : null}
        </>
      )}
      {shown.map((one) => <CourseNotes key={one.slug} course={one} />)}
    </div>
  );
}

function CourseTabs({ all, q, course }: Pick<NotesView, 'all' | 'q' | 'course'>) {
  const t = useText(noteMessages);
  const href = (slug?: string) => `/notes${[...(q ? [`q=${encodeURIComponent(q)}`] : []), ...(slug ? [`course=${slug}`] : [])].map((part, at) => (at === 0 ? '?' : '&') + part).join('')}`;
  return (
    <Tabs
      label={t('filter')}
      items={[
        { href: href(), label: t('all'), count: countNotes(all), current: !course },
        ...all.map(({ slug, title, notes }) => ({ href: href(slug), label: title, count: notes.length, current: slug === course })),
      ]}
    />
  );
}

function CourseNotes({ course }: { course: NotedCourse }) {
  return (
    <Card title={course.title} id={`notes-${course.slug}`}>
      <ul className="notes">
        {course.notes.map((note) => <Note key={note.lessonId} note={note} />)}
      </ul>
    </Card>
  );
}

function Note({ note: { lesson, body, updatedAt, place } }: { note: OwnNote }) {
  const t = useText(noteMessages);
  const formats = useFormats();
  const saved = t('saved', { time: formats.moment(updatedAt) });
  return (
    <li>
      <h3>{place ? <a href={place.href}>{lesson}</a> : lesson}</h3>
      <p className="muted small">{place ? `${t('module', { n: place.number, title: place.module })} · ${saved}` : `${t('gone')} (${saved})`}</p>
      <p className="note-text">{body}</p>
      {place ? <p className="small no-print"><a href={`${place.href}#lesson-note`} aria-label={t('edit-of', { lesson })}>{t('edit')}</a></p> : null}
    </li>
  );
}
