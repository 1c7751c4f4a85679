import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, EmptyState, FileLinks, LinkButton, Notice, PageHead, Pagination, Select, Table, Tag, TextInput, type Crumb, type Tone } from '../../ui/index.ts';
import { exemptionStates, type ExemptionsQuery } from '../forms/exemptions.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { ExemptionsPage } from '../queries/exemption-pages.server.ts';
import { lastDayOf } from '../rules/exemption.ts';

/** The way back from a page about exemptions. */
export function ExemptionCrumbs({ between, here }: { between?: Crumb; here?: string }) {
  const t = useText(exemptionMessages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('admin'), href: '/admin' }, here ? { label: t('title'), href: '/admin/exemptions' } : { label: t('title') }, ...(between ? [between] : []), ...(here ? [{ label: here }] : [])]} />;
}

const tones: Record<(typeof exemptionStates)[number], Tone> = { IN_FORCE: 'ok', COMING: 'brand', OVER: 'neutral', ENDED: 'neutral' };
type Row = ExemptionsPage['rows'][number];

/** Who is exempted from what, until when. */
export function ExemptionsPageView({ shown, query, mayAdd }: { shown: ExemptionsPage; query: ExemptionsQuery; mayAdd: boolean }) {
  const t = useText(exemptionMessages);
  const isBlank = shown.total === 0 && !query.q && !query.state;
  const actions = <>{mayAdd ? <><LinkButton href="/admin/exemptions/new" icon="plus">{t('add')}</LinkButton><LinkButton href="/admin/exemptions/requests" variant="ghost" icon="inbox">{t('requests')}</LinkButton><LinkButton href="/admin/exemptions/import" variant="ghost" icon="upload">{t('import')}</LinkButton></> : null}<LinkButton href="/admin/assignments" variant="ghost">{t('rules')}</LinkButton></>;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<ExemptionCrumbs />} actions={actions} />
      {query.done ? <Notice tone="ok" focused>{query.done === 'filed' ? t('done.filed', { count: query.count ?? 0 }) : t(`done.${query.done}`)}</Notice> : null}
      {isBlank ? <EmptyState icon="users" title={t('none.title')} action={mayAdd ? <LinkButton href="/admin/exemptions/new">{t('add')}</LinkButton> : undefined}>{t('none.text')}</EmptyState> : <Found shown={shown} query={query} />}
    </div>
  );
}

function Found({ shown, query }: { shown: ExemptionsPage; query: ExemptionsQuery }) {
  const t = useText(exemptionMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const caption = t('caption', { n: formats.number(shown.total) });
  const filter = { ...(query.q ? { q: query.q } : {}), ...(query.state ? { state: query.state } : {}) };
  const href = (page: number) => `/admin/exemptions?${new URLSearchParams({ ...filter, page: String(page) }).toString()}`;
  return (
    <Card title={caption} id="list">
      <form method="get" action="/admin/exemptions" className="inline-form">
        <TextInput name="q" label={t('filter.search')} defaultValue={query.q} />
        <Select name="state" label={t('filter.state')} emptyLabel={t('filter.all')} defaultValue={query.state ?? ''} options={exemptionStates.map((state) => ({ value: state, label: t(`state.${state}`) }))} />
        <Button variant="ghost" icon="search">{t('filter.find')}</Button>
      </form>
      {shown.total > 0 ? <FileLinks names={{ xlsx: t('file.xlsx'), csv: t('file.csv') }} href={(format) => `/admin/exemptions/file?${new URLSearchParams({ ...filter, format }).toString()}`} note={t('file.note')} /> : null}
      {shown.total === 0 ? <EmptyState icon="search" title={t('none.found')} action={<LinkButton href="/admin/exemptions" variant="ghost">{t('filter.clear')}</LinkButton>} /> : <ExemptionTable rows={shown.rows} caption={caption} />}
      <Pagination label={caption} page={shown.page} pages={shown.pages} href={href} previous={r('previous')} next={r('next')} pageLabel={(page) => r('page', { page })} />
    </Card>
  );
}

function ExemptionTable({ rows, caption }: { rows: readonly Row[]; caption: string }) {
  const t = useText(exemptionMessages);
  const formats = useFormats();
  return (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'person', head: t('column.person'), rowHeader: true, cell: (row) => row.fullName },
        { key: 'unit', head: t('column.unit'), cell: (row) => row.unitName ?? '–' },
        { key: 'course', head: t('column.course'), cell: (row) => row.courseTitle ?? t('all-courses') },
        { key: 'kind', head: t('column.kind'), cell: (row) => <>{t(`kind.${row.kind}`)}<span className="muted small block">{row.number ? `${row.number}, ${row.issuer ?? ''}` : row.reason}</span></> },
        { key: 'period', head: t('column.period'), cell: (row) => t('period', { from: formats.day(row.validFrom), to: formats.day(lastDayOf(row)) }) },
        { key: 'state', head: t('column.state'), cell: (row) => <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag> },
        { key: 'deed', head: t('column.deed'), cell: (row) => (row.isOwn && (row.state === 'IN_FORCE' || row.state === 'COMING') ? <a className="unbroken" href={`/admin/exemptions/${row.id}/ending`} aria-label={t('end.link-of', { person: row.fullName })}>{t('end.link')}</a> : '–') },
      ]}
    />
  );
}
