import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, Notice, PageHead } from '../../ui/index.ts';
import { topicTitle } from '../components/desk-list.tsx';
import { DeskCrumbs, DeskTabs } from '../components/desk-parts.tsx';
import { ReviewTable } from '../components/review-table.tsx';
import { documentMessages } from '../messages/documents.ts';
import { canSeeAnswerDesk, canWriteAnswers } from '../policy.ts';
import { listTopics } from '../queries/desk-entry.server.ts';
import { listDesk } from '../queries/desk-list.server.ts';

export const loader = page({ guard: canSeeAnswerDesk }, async ({ actor, context }) => {
  const all = await listDesk(context.db, momentOf(portsOf(context)));
  const due = all.filter((row) => row.due === 'OVERDUE' || row.due === 'SOON').toSorted((a, b) => ((a.reviewDue ?? '') < (b.reviewDue ?? '') ? -1 : 1));
  return { due, topics: await listTopics(context.db), canWrite: canWriteAnswers(actor) };
});

export const meta = titled((locale) => documentMessages.in(locale)('reviews.title'));
export const handle = { layout: 'wide' };

export default function ReviewsPage() {
  const { due, topics, canWrite } = useLoaderData<typeof loader>();
  const t = useText(documentMessages);
  const formats = useFormats();
  const locale = useLocale();
  const overdue = due.filter((row) => row.due === 'OVERDUE').length;
  return (
    <div className="stack-l">
      <PageHead title={t('reviews.title')} lead={t('reviews.lead')} breadcrumb={<DeskCrumbs here={t('reviews.title')} />} />
      <DeskTabs current="reviews" canWrite={canWrite} />
      {due.length === 0 ? <EmptyState icon="calendar" title={t('reviews.none')}>{t('reviews.none-text')}</EmptyState> : <Notice tone={overdue > 0 ? 'warn' : 'info'} live={false}>{t('reviews.overdue', { count: formats.number(overdue), soon: formats.number(due.length - overdue) })}</Notice>}
      {topics.map(({ key }) => ({ key, rows: due.filter((row) => row.topic === key) })).filter(({ rows }) => rows.length > 0).map(({ key, rows }) => <ReviewTable key={key} title={topicTitle(topics, key, locale)} rows={rows} canWrite={canWrite} />)}
    </div>
  );
}
