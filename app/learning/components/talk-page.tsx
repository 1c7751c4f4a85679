import { Faults, useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { beginningOf } from '../../platform/text/normalise.ts';
import { Button, Card, EmptyState, LinkButton, Notice, PageHead, TextArea } from '../../ui/index.ts';
import { mostLetters } from '../forms/lesson-posts.ts';
import { talkMessages } from '../messages/talk.ts';
import type { Post, Thread } from '../queries/lesson-posts.server.ts';
import { OldText, OwnState, PostLine, TalkCrumbs, talkHref, type TalkPlace } from './talk-parts.tsx';

export type TalkDone = 'asked' | 'answered' | 'withdrawn' | 'accepted' | 'reported';

/** The questions below one lesson, and the form to ask. */
export function TalkPage({ place, threads, done }: { place: TalkPlace; threads: Thread[]; done: TalkDone | null }) {
  const t = useText(talkMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('title-of', { lesson: place.lessonTitle })} lead={t('lead')} breadcrumb={<TalkCrumbs place={place} />} actions={<LinkButton href={`/learn/${place.course}/${place.lesson}`} variant="ghost" icon="book-open">{t('back-lesson')}</LinkButton>} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Faults />
      {threads.length === 0 ? <EmptyState icon="message-circle-question" title={t('none')}>{t('none-text')}</EmptyState> : <div className="stack">{threads.map((thread) => <ThreadCard key={thread.id} place={place} thread={thread} />)}</div>}
      <AskCard />
    </div>
  );
}

function ThreadCard({ place, thread }: { place: TalkPlace; thread: Thread }) {
  const t = useText(talkMessages);
  const [best] = thread.answers;
  const href = `${talkHref(place)}/${thread.id}`;
  return (
    <Card className="talk-card">
      <p className="pre-line"><strong>{thread.body}</strong></p>
      <PostLine post={thread} />
      <OwnState post={thread} />
      <OldText isOfOldText={thread.isOfOldText} />
      {best ? <div className="quoted form-gap"><p className="pre-line">{best.body}</p><PostLine post={best} /></div> : <p className="muted form-gap">{t('answers.none')}</p>}
      <div className="actions">
        <a href={href} aria-label={t('see-of', { question: beginningOf(thread.body, 80) })}>{t('see')}</a>
        {thread.answers.length > 1 ? <span className="muted small">{t('answers.count', { n: thread.answers.length })}</span> : null}
      </div>
    </Card>
  );
}

function AskCard() {
  const t = useText(talkMessages);
  const { say, value } = useFaults();
  return (
    <Card title={t('ask')} id="ask" lead={t('ask-lead')}>
      <form method="post" className="stack" noValidate>
        <TextArea name="body" label={t('ask-label')} hint={t('ask-hint')} error={say('body')} defaultValue={value('body')} rows={4} maxLength={mostLetters} required />
        <div className="row"><Button icon="send">{t('ask-send')}</Button></div>
      </form>
    </Card>
  );
}

/** One question with its answers: answer it, accept an answer, take one's own words back, report others'. */
export function ThreadPage({ place, thread, done }: { place: TalkPlace; thread: Thread; done: TalkDone | null }) {
  const t = useText(talkMessages);
  return (
    <div className="stack">
      <PageHead title={t('title')} lead={place.lessonTitle} breadcrumb={<TalkCrumbs place={place} here={t('ask-label')} />} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Faults />
      <Card>
        <p className="pre-line"><strong>{thread.body}</strong></p>
        <PostLine post={thread} />
        <OwnState post={thread} />
        <OldText isOfOldText={thread.isOfOldText} />
        <PostDeeds place={place} post={thread} withdraw={t('withdraw-question')} />
      </Card>
      <Card title={t('answers')} id="answers">
        {thread.answers.length === 0 ? <p className="muted">{t('answers.none')}</p> : <ul className="hits">{thread.answers.map((answer) => <AnswerItem key={answer.id} place={place} answer={answer} mayAccept={thread.isOwn && thread.state === 'SHOWN'} />)}</ul>}
      </Card>
      <AnswerCard />
    </div>
  );
}

function AnswerItem({ place, answer, mayAccept }: { place: TalkPlace; answer: Post; mayAccept: boolean }) {
  const t = useText(talkMessages);
  return (
    <li id={`answer-${answer.id}`}>
      <p className="pre-line">{answer.body}</p>
      <PostLine post={answer} />
      <OwnState post={answer} />
      <PostDeeds place={place} post={answer} withdraw={t('withdraw')}>
        {mayAccept && !answer.isAccepted && answer.state === 'SHOWN' ? <form method="post" action={postHref(place, answer, 'acceptance')}><Button variant="ghost" icon="check">{t('accept')}</Button></form> : null}
      </PostDeeds>
    </li>
  );
}

const postHref = (place: TalkPlace, post: Post, deed: string) => `/learn/${place.course}/${place.lesson}/posts/${post.id}/${deed}`;

function PostDeeds({ place, post, withdraw, children }: { place: TalkPlace; post: Post; withdraw: string; children?: React.ReactNode }) {
  const t = useText(talkMessages);
  return (
    <div className="actions">
      {children}
      {post.isOwn ? <form method="post" action={postHref(place, post, 'withdrawal')}><Button variant="quiet" icon="trash-2">{withdraw}</Button></form> : <LinkButton href={postHref(place, post, 'report')} variant="quiet" icon="flag">{t('report')}</LinkButton>}
    </div>
  );
}

function AnswerCard() {
  const t = useText(talkMessages);
  const { say, value } = useFaults();
  return (
    <Card title={t('answer')} id="answer" lead={t('answer-lead')}>
      <form method="post" className="stack" noValidate>
        <TextArea name="body" label={t('answer-label')} hint={t('answer-hint')} error={say('body')} defaultValue={value('body')} rows={4} maxLength={mostLetters} required />
        <div className="row"><Button icon="send">{t('answer-send')}</Button></div>
      </form>
    </Card>
  );
}

/** Why something should be looked at. */
export function ReportPage({ place, post, back }: { place: TalkPlace; post: Post; back: string }) {
  const t = useText(talkMessages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('report.title')} lead={t('report.lead')} breadcrumb={<TalkCrumbs place={place} here={t('report.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <div className="quoted"><p className="pre-line">{post.body}</p></div>
          <form method="post" className="stack form-gap" noValidate>
            <TextArea name="reason" label={t('report.reason')} hint={t('report.hint')} error={say('reason')} defaultValue={value('reason')} rows={3} maxLength={500} required />
            <div className="row"><Button icon="flag">{t('report.send')}</Button><LinkButton variant="ghost" href={back}>{t('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
