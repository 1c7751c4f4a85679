import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Meta, Notice, PageHead, Table, TextArea, TextInput } from '../../ui/index.ts';
import { reviewMessages } from '../messages/reviews.ts';
import type { RecordedReview, ReviewPage } from '../queries/review-page.server.ts';
import { ReviewCrumbs, ReviewTag } from './reviews-page.tsx';

/** One lesson before its reviewer: what to compare, what was said before, and the form for a content editor. */
export function ReviewView({ page, mayReview }: { page: ReviewPage; mayReview: boolean }) {
  const t = useText(reviewMessages);
  return (
    <div className="stack">
      <PageHead
        title={t('page.title')}
        lead={`${page.courseTitle} · ${page.title}`}
        breadcrumb={<ReviewCrumbs trail={[{ label: t('title'), href: '/admin/reviews' }]} here={page.title} />}
        tags={<ReviewTag state={page.state} />}
      />
      <Faults />
      <div className="columns">
        <div className="stack">
          {mayReview ? <ReviewForm page={page} /> : <Notice live={false}>{t('not-editor')}</Notice>}
          <History history={page.history} />
        </div>
        <Facts page={page} />
      </div>
    </div>
  );
}

function Facts({ page }: { page: ReviewPage }) {
  const t = useText(reviewMessages);
  const formats = useFormats();
  const days = (checked: string, by: string) => t('page.file-days', { checked: formats.day(checked), by: formats.day(by) });
  return (
    <Card title={page.title} id="lesson" footer={<LinkButton variant="ghost" icon="eye" href={`/admin/courses/${page.courseSlug}/preview/${page.slug}`}>{t('page.preview')}</LinkButton>}>
      <Meta
        layout="stacked"
        items={[
          { term: t('page.now'), detail: days(page.checkedOn, page.reviewBy) },
          { term: t('page.file'), detail: days(page.details.checkedOn, page.details.reviewBy) },
          { term: t('col.role'), detail: page.details.appraiserRole },
        ]}
      />
      <h3>{t('page.sources')}</h3>
      <ul className="bullets">{page.details.sources.map(({ title, note }) => <li key={title}>{note ? `${title}, ${note}` : title}</li>)}</ul>
      {page.details.facts ? (
        <>
          <h3>{t('page.facts')}</h3>
          <ul className="bullets">{page.details.facts.map(({ text, source, asOf, reviewBy }) => <li key={text}>{text} {t('fact-source', { source, day: formats.day(asOf) })}: {t('page.fact-by', { day: formats.day(reviewBy) })}</li>)}</ul>
        </>
      ) : null}
    </Card>
  );
}

function ReviewForm({ page }: { page: ReviewPage }) {
  const t = useText(reviewMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  return (
    <Card title={t('record')} id="review" lead={t('page.rule')}>
      <p className="muted">{t('page.overlay')}</p>
      <form method="post" className="stack" noValidate>
        <input type="hidden" name="version" value={page.versionId} />
        <TextArea name="note" label={t('form.note')} hint={t('form.note-hint')} error={say('note')} defaultValue={value('note')} maxLength={1000} required />
        <TextInput name="reviewBy" type="date" label={t('form.day')} hint={t('form.day-hint', { latest: formats.day(page.latest) })} error={say('reviewBy')} defaultValue={value('reviewBy', page.latest)} max={page.latest} width="middle" required />
        <div className="row"><Button icon="check">{t('form.save')}</Button></div>
      </form>
    </Card>
  );
}

function History({ history }: { history: RecordedReview[] }) {
  const t = useText(reviewMessages);
  const formats = useFormats();
  return (
    <Card title={t('page.history')} id="history">
      <Table
        caption={t('page.history')}
        hideCaption
        rows={history}
        rowKey={({ id }) => id}
        empty={t('page.history-none')}
        columns={[
          { key: 'at', head: t('col.when'), rowHeader: true, cell: ({ at, isOfThisText }) => <>{formats.moment(at)}<span className="block muted small">{t(isOfThisText ? 'page.holds' : 'page.past')}</span></> },
          { key: 'by', head: t('col.by'), cell: ({ by }) => by },
          { key: 'until', head: t('col.review-by'), cell: ({ reviewBy }) => formats.day(reviewBy) },
          { key: 'note', head: t('col.note'), cell: ({ note }) => note },
        ]}
      />
    </Card>
  );
}
