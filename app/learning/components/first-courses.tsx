import { useText } from '../../platform/i18n/react.tsx';
import { Notice, Tag } from '../../ui/index.ts';
import { readingMessages } from '../messages/reading.ts';
import type { Prerequisite } from '../queries/prerequisites.server.ts';

type Shown = Pick<Prerequisite, 'slug' | 'title' | 'isMet'>;

/** The courses that come before a course, each with a way to it and how the reader stands. */
export function FirstCourses({ first }: { first: readonly Shown[] }) {
  const t = useText(readingMessages);
  return (
    <ul className="plain-list">
      {first.map(({ slug, title, isMet }) => (
        <li key={slug}>
          <a href={`/courses/${slug}`}>{title}</a>{' '}
          <Tag tone={isMet ? 'ok' : 'neutral'} icon={isMet ? 'check' : 'lock'}>{t(isMet ? 'course.first-done' : 'course.first-open')}</Tag>
        </li>
      ))}
    </ul>
  );
}

/** Why a course is not open for its reader, and the way on. */
export function LockedNotice({ first, isAssigned }: { first: readonly Shown[]; isAssigned: boolean }) {
  const t = useText(readingMessages);
  return (
    <Notice tone="info" live={false} title={t('course.first-title')}>
      <p>{t('course.first-text')}</p>
      <ul className="bullets">{first.filter(({ isMet }) => !isMet).map(({ slug, title }) => <li key={slug}><a href={`/courses/${slug}`}>{title}</a></li>)}</ul>
      {isAssigned ? <p>{t('course.first-assigned')}</p> : null}
    </Notice>
  );
}

/** The same in one line of a card: only what is missing. */
export function FirstLine({ first }: { first: readonly Pick<Prerequisite, 'slug' | 'title'>[] }) {
  const t = useText(readingMessages);
  return <>{t('course.first')}: {first.map(({ slug, title }, at) => <span key={slug}>{at > 0 ? '; ' : ''}<a href={`/courses/${slug}`}>{title}</a></span>)}</>;
}
