import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, LinkButton, Notice, Tag, type Crumb } from '../../ui/index.ts';
import { talkMessages } from '../messages/talk.ts';
import type { Post } from '../queries/lesson-posts.server.ts';
import type { LessonTalk } from '../rules/lesson-view.ts';

/** Where a page about a lesson's questions stands. */
export interface TalkPlace {
  course: string;
  courseTitle: string;
  lesson: string;
  lessonTitle: string;
}
export const talkHref = ({ course, lesson }: Pick<TalkPlace, 'course' | 'lesson'>) => `/learn/${course}/${lesson}/questions`;

/** The way to a page about questions; `here` when it is below their list. */
export function TalkCrumbs({ place, here }: { place: TalkPlace; here?: string }) {
  const t = useText(talkMessages);
  const items: Crumb[] = [{ label: t('crumb.courses'), href: '/courses' }, { label: place.courseTitle, href: `/courses/${place.course}` }, { label: place.lessonTitle, href: `/learn/${place.course}/${place.lesson}` }];
  return <Breadcrumb label={t('crumbs')} items={[...items, ...(here ? [{ label: t('section'), href: talkHref(place) }, { label: here }] : [{ label: t('section') }])]} />;
}

/** Who wrote it (never a name), when, and how it stands. */
export function PostLine({ post }: { post: Post }) {
  const t = useText(talkMessages);
  const formats = useFormats();
  const by = post.isOwn ? t('by.own') : t(post.byEditor ? 'by.editor' : 'by.learner');
  return (
    <div className="tags">
      <span className="muted small">{by} · {formats.moment(post.writtenAt)}</span>
      {post.isAccepted ? <Tag tone="ok">{t('tag.accepted')}</Tag> : null}
      {post.state === 'SHOWN' ? null : <Tag tone={post.state === 'WAITING' ? 'warn' : 'danger'}>{t(`tag.${post.state}`)}</Tag>}
    </div>
  );
}

/** Why nobody else sees a post of one's own. */
export function OwnState({ post }: { post: Post }) {
  const t = useText(talkMessages);
  if (post.state === 'HIDDEN') return <p className="muted small">{t('hidden-why', { reason: post.hiddenReason ?? '' })}</p>;
  return post.state === 'WAITING' ? <p className="muted small">{t('waiting-why')}</p> : null;
}

/** The lesson's words have changed since. */
export function OldText({ isOfOldText }: { isOfOldText: boolean }) {
  const t = useText(talkMessages);
  return isOfOldText ? <Notice tone="warn" live={false}>{t('text-changed')}</Notice> : null;
}

/** Below the lesson: how many questions there are, the newest, and the way to ask. */
export function TalkSection({ place, talk }: { place: Pick<TalkPlace, 'course' | 'lesson'>; talk: LessonTalk }) {
  const t = useText(talkMessages);
  const href = talkHref(place);
  return (
    <section className={talk.count > 0 ? 'lesson-talk' : 'lesson-talk no-print'} aria-labelledby="talk">
      <h2 id="talk">{t('section')}</h2>
      <p className="muted">{talk.count > 0 ? t('section.count', { n: talk.count }) : t('section.none')}</p>
      {talk.latest.length > 0 ? (
        <ul className="hits">
          {talk.latest.map((one) => <li key={one.id}><a href={`${href}/${one.id}`}>{one.beginning}</a> {one.isAnswered ? <Tag tone="ok">{t('section.answered')}</Tag> : null}</li>)}
        </ul>
      ) : null}
      <div className="actions"><LinkButton href={href} variant="ghost" icon="message-square">{t('section.see')}</LinkButton></div>
    </section>
  );
}
