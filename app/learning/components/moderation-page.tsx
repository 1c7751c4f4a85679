import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { beginningOf } from '../../platform/text/normalise.ts';
import { Breadcrumb, Button, Card, EmptyState, LinkButton, Notice, PageHead, Pagination, Table, Tabs, Tag, TextArea, type Crumb } from '../../ui/index.ts';
import { moderationTabs, mostLetters } from '../forms/lesson-posts.ts';
import { moderationMessages } from '../messages/moderation.ts';
import { talkMessages } from '../messages/talk.ts';
import type { ModeratedPost, ModeratedThread, ModerationList } from '../queries/moderation.server.ts';
import { OldText } from './talk-parts.tsx';

export type ModerationDone = 'shown' | 'hidden' | 'answered' | 'dismissed' | 'accepted';
const base = '/admin/lesson-questions';

/** The way to a page of the moderators' desk. */
export function ModerationCrumbs({ trail = [], here }: { trail?: Crumb[]; here?: string }) {
  const t = useText(moderationMessages);
  const talk = useText(talkMessages);
  return <Breadcrumb label={talk('crumbs')} items={[{ label: t('crumb.admin'), href: '/admin' }, ...(here ? [{ label: t('title'), href: base }, ...trail, { label: here }] : [{ label: t('title') }])]} />;
}

/** What waits for editors, what was reported, what is shown and hidden. */
export function ModerationPage({ list, done }: { list: ModerationList; done: ModerationDone | null }) {
  const t = useText(moderationMessages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<ModerationCrumbs />} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Tabs label={t('tabs')} items={moderationTabs.map((tab) => ({ href: `${base}?tab=${tab}`, label: t(`tab.${tab}`), count: list.counts[tab], current: tab === list.tab }))} />
      {list.posts.length === 0 ? <EmptyState icon="check-check" title={t(`none.${list.tab}`)} /> : (
        <Table
          caption={t(`tab.${list.tab}`)}
          hideCaption
          rows={list.posts}
          rowKey={({ id }) => id}
          columns={[
            { key: 'what', head: t('col.what'), rowHeader: true, cell: (post) => <><span className="muted small block">{t(post.parentId ? 'kind.answer' : 'kind.question')}</span><a href={`${base}/${post.id}`}>{beginning(post.body)}</a></> },
            { key: 'lesson', head: t('col.lesson'), cell: (post) => post.lessonTitle },
            { key: 'who', head: t('col.who'), cell: (post) => <Author post={post} /> },
            { key: 'when', head: t('col.when'), cell: (post) => <>{formats.moment(post.writtenAt)}{post.reports > 0 ? <span className="block"><Tag tone="danger">{t('reports', { n: post.reports })}</Tag></span> : null}</> },
          ]}
        />
      )}
      <Pagination label={t('pages')} page={list.page} pages={list.pages} href={(page) => `${base}?tab=${list.tab}&page=${page}`} previous={t('previous')} next={t('next')} pageLabel={(page) => t('page', { page })} />
    </div>
  );
}

const beginning = (body: string) => (body.length > 160 ? `${beginningOf(body, 160).trimEnd()}…` : body);

function Author({ post }: { post: ModeratedPost }) {
  const t = useText(moderationMessages);
  return post.author ? <>{post.author.fullName}<span className="block muted small">{post.author.unitName}</span></> : <span className="muted">{t('nobody')}</span>;
}

const tones = { WAITING: 'warn', SHOWN: 'ok', HIDDEN: 'danger', WITHDRAWN: 'neutral' } as const;

/** One post before its moderator, within its thread. */
export function ModeratedPage({ thread, mayModerate, done }: { thread: ModeratedThread; mayModerate: boolean; done: ModerationDone | null }) {
  const t = useText(moderationMessages);
  const { post, question, answers } = thread;
  return (
    <div className="stack">
      <PageHead title={t('page.title')} lead={post.lessonTitle} breadcrumb={<ModerationCrumbs here={t(post.parentId ? 'kind.answer' : 'kind.question')} />} actions={<LinkButton href={`/admin/courses/${post.course}/preview/${post.lesson}`} variant="ghost" icon="eye">{t('look')}</LinkButton>} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Faults />
      {mayModerate ? null : <Notice live={false}>{t('read-only')}</Notice>}
      <Card title={t(post.parentId ? 'kind.answer' : 'kind.question')} id="post"><Moderated post={post} /><OldText isOfOldText={post.isOfOldText} />{mayModerate ? <Deeds post={post} /> : null}</Card>
      {thread.reports.length > 0 ? <Reports thread={thread} mayModerate={mayModerate} /> : null}
      {post.parentId || answers.length > 0 ? (
        <Card title={t('thread')} id="thread">
          <ul className="hits">{[question, ...answers].filter(({ id }) => id !== post.id).map((one) => <li key={one.id}><Moderated post={one} /><div className="actions"><a href={`${base}/${one.id}`} aria-label={t('look-at', { body: beginningOf(one.body, 80) })}>{t('look-short')}</a></div></li>)}</ul>
        </Card>
      ) : null}
      {mayModerate && post.parentId === null && (post.state === 'WAITING' || post.state === 'SHOWN') ? <AnswerForm /> : null}
    </div>
  );
}

function Moderated({ post }: { post: ModeratedPost }) {
  const t = useText(moderationMessages);
  const talk = useText(talkMessages);
  const formats = useFormats();
  return (
    <>
      <p className="pre-line">{post.body || talk('tag.WITHDRAWN')}</p>
      <div className="tags">
        <Tag tone={tones[post.state]}>{talk(`tag.${post.state}`)}</Tag>
        {post.isAccepted ? <Tag tone="ok">{talk('tag.accepted')}</Tag> : null}
        <span className="muted small">{[post.author ? [post.author.fullName, post.author.unitName].filter(Boolean).join(', ') : t('nobody'), formats.moment(post.writtenAt)].join(' · ')}</span>
      </div>
      {post.hiddenReason ? <p className="muted small">{talk('hidden-why', { reason: post.hiddenReason })}</p> : null}
    </>
  );
}

function Deeds({ post }: { post: ModeratedPost }) {
  const t = useText(moderationMessages);
  const talk = useText(talkMessages);
  if (post.state === 'WITHDRAWN') return null;
  return (
    <div className="actions">
      {post.state === 'SHOWN' ? null : <form method="post" action={`${base}/${post.id}/publication`}><Button icon="check">{t(post.state === 'HIDDEN' ? 'show-again' : 'show')}</Button></form>}
      {post.parentId && post.state === 'SHOWN' && !post.isAccepted ? <form method="post" action={`${base}/${post.id}/acceptance`}><Button variant="ghost" icon="star">{talk('accept')}</Button></form> : null}
      {post.state === 'HIDDEN' ? null : <LinkButton href={`${base}/${post.id}/hiding`} variant="ghost" icon="circle-x">{t('hide')}</LinkButton>}
    </div>
  );
}

function Reports({ thread: { post, reports }, mayModerate }: { thread: ModeratedThread; mayModerate: boolean }) {
  const t = useText(moderationMessages);
  const formats = useFormats();
  return (
    <Card title={t('reports.title')} id="reports">
      <ul className="hits">{reports.map((report) => <li key={report.at + report.reason}><p>{report.reason}</p><p className="muted small">{t('reports.by', { at: formats.moment(report.at) })}</p></li>)}</ul>
      {mayModerate ? <form method="post" action={`${base}/${post.id}/dismissal`} className="actions"><Button variant="ghost">{t('dismiss')}</Button></form> : null}
    </Card>
  );
}

function AnswerForm() {
  const t = useText(moderationMessages);
  const talk = useText(talkMessages);
  const { say, value } = useFaults();
  return (
    <Card title={t('answer')} id="answer" lead={t('answer.lead')}>
      <form method="post" className="stack" noValidate>
        <TextArea name="body" label={talk('answer-label')} hint={talk('answer-hint')} error={say('body')} defaultValue={value('body')} rows={5} maxLength={mostLetters} required />
        <div className="row"><Button icon="send">{talk('answer-send')}</Button></div>
      </form>
    </Card>
  );
}

/** Hiding a post, with the reason for its author. */
export function HidePage({ post }: { post: ModeratedPost }) {
  const t = useText(moderationMessages);
  const talk = useText(talkMessages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('hide.title')} lead={t('hide.lead')} breadcrumb={<ModerationCrumbs trail={[{ label: t(post.parentId ? 'kind.answer' : 'kind.question'), href: `${base}/${post.id}` }]} here={t('hide.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <div className="quoted"><p className="pre-line">{post.body}</p></div>
          <form method="post" className="stack form-gap" noValidate>
            <TextArea name="reason" label={t('hide.reason')} hint={t('hide.hint')} error={say('reason')} defaultValue={value('reason')} rows={2} maxLength={300} required />
            <div className="row"><Button variant="danger">{t('hide')}</Button><LinkButton variant="ghost" href={`${base}/${post.id}`}>{talk('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
