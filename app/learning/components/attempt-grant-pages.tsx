import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, EmptyState, LinkButton, Notice, PageHead, Pagination, Select, Table, TextArea, TextInput } from '../../ui/index.ts';
import type { StuckQuery } from '../forms/attempt-grants.ts';
import { attemptGrantMessages } from '../messages/attempt-grants.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { StuckLearner, StuckPage } from '../queries/attempt-grants.server.ts';

const listHref = '/admin/attempts';

function Crumbs({ here }: { here?: string }) {
  const t = useText(attemptGrantMessages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('admin'), href: '/admin' }, here ? { label: t('title'), href: listHref } : { label: t('title') }, ...(here ? [{ label: here }] : [])]} />;
}

/** Who can go no further by herself, whoever has waited longest first. */
export function StuckPageView({ shown, query }: { shown: StuckPage; query: StuckQuery }) {
  const t = useText(attemptGrantMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<Crumbs />} />
      {query.done ? <Notice tone="ok" focused>{t('done')}</Notice> : null}
      {shown.total === 0 && !query.q ? <EmptyState icon="users" title={t('none.title')}>{t('none.text')}</EmptyState> : <Found shown={shown} query={query} />}
    </div>
  );
}

function Found({ shown, query }: { shown: StuckPage; query: StuckQuery }) {
  const t = useText(attemptGrantMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const caption = t('caption', { n: formats.number(shown.total) });
  const href = (page: number) => `${listHref}?${new URLSearchParams({ ...(query.q ? { q: query.q } : {}), page: String(page) }).toString()}`;
  return (
    <Card title={caption} id="list">
      <form method="get" action={listHref} className="inline-form">
        <TextInput name="q" label={t('filter.search')} defaultValue={query.q} />
        <Button variant="ghost" icon="search">{t('filter.find')}</Button>
      </form>
      {shown.total === 0 ? <EmptyState icon="search" title={t('none.found')} action={<LinkButton href={listHref} variant="ghost">{t('filter.clear')}</LinkButton>} /> : <StuckTable rows={shown.rows} caption={caption} />}
      <Pagination label={caption} page={shown.page} pages={shown.pages} href={href} previous={r('previous')} next={r('next')} pageLabel={(page) => r('page', { page })} />
    </Card>
  );
}

function StuckTable({ rows, caption }: { rows: StuckPage['rows']; caption: string }) {
  const t = useText(attemptGrantMessages);
  const formats = useFormats();
  return (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ userId, assessmentId }) => `${userId} ${assessmentId}`}
      columns={[
        { key: 'person', head: t('column.person'), rowHeader: true, cell: (row) => row.fullName },
        { key: 'unit', head: t('column.unit'), cell: (row) => row.unitName ?? '–' },
        { key: 'test', head: t('column.test'), cell: (row) => <>{row.assessment}<span className="muted small block">{row.course}</span></> },
        { key: 'used', head: t('column.used'), cell: (row) => (row.granted > 0 ? t('used-granted', { n: row.used, extra: row.granted }) : t('used', { n: row.used })) },
        { key: 'best', head: t('column.best'), cell: (row) => formats.score(row.best) },
        { key: 'since', head: t('column.since'), cell: (row) => formats.moment(row.lastAt) },
        { key: 'deed', head: t('column.deed'), cell: (row) => (row.isOwn ? <a href={`${listHref}/${row.userId}/${row.assessmentId}`} aria-label={t('grant-to', { person: row.fullName })}>{t('grant')}</a> : '–') },
      ]}
    />
  );
}

/** How many attempts more, and why. */
export function AttemptGrantPage({ id, stuck }: { id: string; stuck: StuckLearner }) {
  const t = useText(attemptGrantMessages);
  const formats = useFormats();
  const { value, say } = useFaults();
  const title = t('form.title', { person: stuck.fullName });
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('form.lead', { assessment: stuck.assessment, course: stuck.course, used: stuck.used, best: formats.score(stuck.best) })} breadcrumb={<Crumbs here={title} />} />
      <Faults />
      <Card>
        <form method="post" action={`${listHref}/${stuck.userId}/${stuck.assessmentId}`} className="form stack" noValidate>
          <input type="hidden" name="id" value={id} />
          <Select name="extra" label={t('form.extra')} defaultValue={value('extra', '1')} error={say('extra')} options={[1, 2, 3].map((n) => ({ value: String(n), label: t('form.extra-value', { n }) }))} />
          <TextArea name="reason" label={t('form.reason')} hint={t('form.reason-hint')} rows={3} required maxLength={500} defaultValue={value('reason')} error={say('reason')} />
          <div className="actions">
            <Button icon="save">{t('form.save')}</Button>
            <LinkButton href={listHref} variant="ghost">{t('form.back')}</LinkButton>
          </div>
        </form>
      </Card>
    </div>
  );
}
