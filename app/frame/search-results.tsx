import type { ReactNode } from 'react';
import { useFormats, useText } from '../platform/i18n/react.tsx';
import { Card, EmptyState, LinkButton, PageHead, SearchBox, Tag } from '../ui/index.ts';
import { chromeMessages as messages } from './messages.ts';
import type { Everything } from './search-everything.server.ts';

/** Results by kind, each with how many there are: answers first, then courses and lessons. */
export function SearchResults({ found }: { found: Everything }) {
  const t = useText(messages);
  const { question, answers, courses, lessons } = found;
  const isNothing = answers.hits.length + courses.length + lessons.length === 0;
  return (
    <div className="stack-l">
      <PageHead title={question ? t('search.results', { question: question.slice(0, 80) }) : t('search.title')} lead={t('search.lead')} />
      <SearchBox id="everything" action="/search" label={t('search')} button={t('search.button')} placeholder={t('search')} value={question} large />
      {answers.meant ? <p>{t('search.meant')} <a href={`/search?${new URLSearchParams({ q: answers.meant }).toString()}`} lang="vi">{answers.meant}</a></p> : null}
      {question && isNothing ? <EmptyState icon="search" title={t('search.none')} action={<span className="row"><LinkButton variant="ghost" href="/courses">{t('search.to-courses')}</LinkButton><LinkButton variant="ghost" href="/help">{t('search.to-answers')}</LinkButton></span>}>{t('search.none-text')}</EmptyState> : null}
      {answers.hits.length > 0 ? <Answers found={found} /> : null}
      {courses.length > 0 ? <Group title={t('search.courses')} count={courses.length} id="courses">{courses.map(({ slug, title, summary }) => <Hit key={slug} href={`/courses/${slug}`} title={title} text={summary} />)}</Group> : null}
      {lessons.length > 0 ? <Group title={t('search.lessons')} count={lessons.length} id="lessons">{lessons.map((lesson) => <Hit key={`${lesson.courseSlug}/${lesson.slug}`} href={`/learn/${lesson.courseSlug}/${lesson.slug}`} title={lesson.title} text={lesson.summary} foot={<><span lang="vi">{lesson.courseTitle}</span> · {t('search.minutes', { minutes: lesson.minutes })}</>} />)}</Group> : null}
    </div>
  );
}

function Answers({ found: { question, answers, search } }: { found: Everything }) {
  const t = useText(messages);
  const formats = useFormats();
  const all = answers.total > answers.hits.length ? <a href={`/help?${new URLSearchParams({ q: question }).toString()}`}>{t('search.all-answers', { count: formats.number(answers.total) })}</a> : null;
  return (
    <Group title={t('search.answers')} count={answers.total} id="answers" action={all} lead={answers.read ? t('search.read', { read: answers.read }) : null}>
      {answers.hits.map(({ slug, question: asked, short, audience }) => <Hit key={slug} href={`/help/${slug}${search ? `?s=${search}` : ''}`} title={asked} text={short} foot={audience === 'INTERNAL' ? <Tag tone="warn">{t('search.internal')}</Tag> : null} />)}
    </Group>
  );
}

function Group({ title, count, id, action, lead, children }: { title: string; count: number; id: string; action?: ReactNode; lead?: string | null; children: ReactNode }) {
  const formats = useFormats();
  return <Card title={`${title} (${formats.number(count)})`} id={id} action={action} lead={lead ?? undefined}><ul className="hits">{children}</ul></Card>;
}

/** What was found is Vietnamese whatever the page speaks; what the page says about it is not. */
function Hit({ href, title, text, foot }: { href: string; title: string; text: string; foot?: ReactNode }) {
  return (
    <li>
      <a href={href} lang="vi">{title}</a>
      <p lang="vi">{text}</p>
      {foot ? <p className="muted">{foot}</p> : null}
    </li>
  );
}
