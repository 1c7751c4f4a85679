import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Breadcrumb, Button, Card, Disclosure, EmptyState, LinkButton, Notice, PageHead, RadioGroup, Table, TextArea } from '../../ui/index.ts';
import { mostLetters } from '../forms/lesson-posts.ts';
import { editingMessages } from '../messages/editing.ts';
import { talkMessages } from '../messages/talk.ts';
import type { CourseFeedback, OwnFeedback } from '../queries/feedback.server.ts';
import { ratings, type FeedbackSum, type Rating } from '../rules/feedback.ts';

const levels = ['1', '2', '3', '4', '5'] as const;

/** What somebody thinks of a course that she has completed. */
export function FeedbackPage({ own, isSaved }: { own: OwnFeedback; isSaved: boolean }) {
  const t = useText(talkMessages);
  const formats = useFormats();
  const course = `/courses/${own.slug}`;
  const back = <LinkButton href={course} variant="ghost">{t('back')}</LinkButton>;
  return (
    <>
      <PageHead title={t('feedback.of', { course: own.title })} lead={t('feedback.lead', { least: own.least })} breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('crumb.courses'), href: '/courses' }, { label: own.title, href: course }, { label: t('feedback.title') }]} />} />
      <div className="form">
        {isSaved ? <Notice tone="ok" focused>{t('feedback.given')}</Notice> : null}
        <Faults />
        {!own.isCompleted ? <Notice live={false} action={back}>{t('fault.not-done')}</Notice> : null}
        {own.isCompleted && own.given && !own.mayChange ? <Notice live={false} action={back}>{t('feedback.closed', { day: formats.day(own.given.givenAt) })}</Notice> : null}
        {own.isCompleted && own.mayChange ? <FeedbackForm own={own} /> : null}
      </div>
    </>
  );
}

function FeedbackForm({ own: { given, until, slug } }: { own: OwnFeedback }) {
  const t = useText(talkMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const stored = (rating: Rating) => (given ? String(given[rating]) : '');
  return (
    <Card lead={given && until ? t('feedback.until', { day: formats.day(given.givenAt), until: formats.moment(until) }) : undefined}>
      <form method="post" className="stack" noValidate>
        {ratings.map((rating) => <RadioGroup key={rating} name={rating} legend={t(`feedback.${rating}`)} options={levels.map((level) => ({ value: level, label: t(`feedback.${level}`) }))} value={value(rating, stored(rating))} error={say(rating)} required scale />)}
        <TextArea name="comment" label={t('feedback.comment')} hint={t('feedback.comment-hint')} error={say('comment')} defaultValue={value('comment', given?.comment)} rows={4} maxLength={mostLetters} />
        <div className="row"><Button icon="send">{t(given ? 'feedback.change' : 'feedback.send')}</Button><LinkButton variant="ghost" href={`/courses/${slug}`}>{t('back')}</LinkButton></div>
      </form>
    </Card>
  );
}

/** What editors see of the feedback on a course. */
export function CourseFeedbackPage({ feedback }: { feedback: CourseFeedback }) {
  const t = useText(talkMessages);
  const e = useText(editingMessages);
  const { sums } = feedback;
  const head = <PageHead title={t('feedback.of', { course: feedback.title })} lead={sums ? t('feedback.count', { count: feedback.count ?? 0 }) : undefined} breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: e('admin'), href: '/admin' }, { label: t('crumb.content'), href: '/admin/courses' }, { label: feedback.title, href: `/admin/courses/${feedback.slug}` }, { label: t('feedback.title') }]} />} />;
  if (!sums) return <div className="stack">{head}<EmptyState icon="users" title={t('feedback.few', { least: feedback.least })} action={<LinkButton href={`/admin/courses/${feedback.slug}`} variant="ghost">{t('back')}</LinkButton>}>{t('feedback.few-text')}</EmptyState></div>;
  return (
    <div className="stack">
      {head}
      <div className="cards">{ratings.map((rating) => <SumCard key={rating} rating={rating} sum={sums[rating]} />)}</div>
      <Card title={t('feedback.comments')} id="comments" lead={t('feedback.comments-lead')}>
        {feedback.comments.length === 0 ? <p className="muted">{t('feedback.no-comments')}</p> : <ul className="hits">{feedback.comments.map((comment, at) => <li key={at}><p className="pre-line">{comment}</p></li>)}</ul>}
      </Card>
    </div>
  );
}

function SumCard({ rating, sum }: { rating: Rating; sum: FeedbackSum }) {
  const t = useText(talkMessages);
  const formats = useFormats();
  const rows = levels.map((level, at) => ({ level, count: sum.counts[at as 0 | 1 | 2 | 3 | 4] })).toReversed();
  const all = sum.counts.reduce((total, count) => total + count, 0);
  return (
    <Card title={t(`feedback.${rating}`)} id={rating} lead={t('feedback.average', { average: formats.score(sum.average) })}>
      <BarList label={t(`feedback.${rating}`)}>{rows.map(({ level, count }) => <BarRow key={level} label={t(`feedback.${level}`)} value={count} max={all} text={formats.number(count)} />)}</BarList>
      <Disclosure summary={t('feedback.table')}>
        <Table caption={t(`feedback.${rating}`)} hideCaption rows={rows} rowKey={({ level }) => level} columns={[{ key: 'level', head: t('feedback.level'), rowHeader: true, cell: ({ level }) => t(`feedback.${level}`) }, { key: 'people', head: t('feedback.people'), numeric: true, cell: ({ count }) => formats.number(count) }]} />
      </Disclosure>
    </Card>
  );
}
