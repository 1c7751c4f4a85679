import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, LinkButton, Meta, Notice, PageHead, Pagination, RadioGroup, Table, Tabs, TextArea, TextInput } from '../../ui/index.ts';
import { deskTabs, type RequestsQuery } from '../forms/recognition-requests.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { DecisionView, DeskRequest, RequestsDesk, Twin } from '../queries/recognition-desk.server.ts';
import { ExemptionCrumbs } from './exemption-pages.tsx';
import { CopyLine, RequestFacts, RequestTag } from './recognition-parts.tsx';

const base = '/admin/exemptions/requests';

/** Requests of learners: what waits, and what was decided. */
export function RequestsDeskPage({ shown, query }: { shown: RequestsDesk; query: RequestsQuery }) {
  const t = useText(messages);
  const formats = useFormats();
  const { tab, q, done } = query;
  const isBlank = shown.total === 0 && !q;
  return (
    <div className="stack-l">
      <PageHead title={t('desk.title')} lead={t('desk.lead')} breadcrumb={<ExemptionCrumbs here={t('desk.title')} />} />
      {done ? <Notice tone="ok" focused>{t(`desk.done.${done}`)}</Notice> : null}
      <Tabs label={t('desk.tabs')} items={deskTabs.map((key) => ({ label: t(`desk.${key}`), href: `${base}?tab=${key}`, current: key === tab, ...(key === 'waiting' ? { count: formats.number(shown.waiting) } : {}) }))} />
      {isBlank ? <EmptyState icon="inbox" title={t(tab === 'waiting' ? 'desk.none' : 'desk.none-decided')} action={<LinkButton href="/admin/exemptions" variant="ghost">{t('form.back')}</LinkButton>}>{t('desk.none-text')}</EmptyState> : <Found shown={shown} query={query} />}
    </div>
  );
}

function Found({ shown, query: { tab, q } }: { shown: RequestsDesk; query: RequestsQuery }) {
  const t = useText(messages);
  const e = useText(exemptionMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const caption = t('desk.caption', { n: formats.number(shown.total) });
  const href = (page: number) => `${base}?${new URLSearchParams({ tab, ...(q ? { q } : {}), page: String(page) }).toString()}`;
  return (
    <Card title={caption} id="list">
      <form method="get" action={base} className="inline-form">
        <input type="hidden" name="tab" value={tab} />
        <TextInput name="q" label={t('desk.find')} defaultValue={q} />
        <Button variant="ghost" icon="search">{e('filter.find')}</Button>
      </form>
      {shown.total === 0 ? <EmptyState icon="search" title={e('none.found')} action={<LinkButton href={`${base}?tab=${tab}`} variant="ghost">{e('filter.clear')}</LinkButton>} /> : <RequestTable rows={shown.rows} caption={caption} isWaiting={tab === 'waiting'} />}
      <Pagination label={caption} page={shown.page} pages={shown.pages} href={href} previous={r('previous')} next={r('next')} pageLabel={(page) => r('page', { page })} />
    </Card>
  );
}

function RequestTable({ rows, caption, isWaiting }: { rows: readonly DeskRequest[]; caption: string; isWaiting: boolean }) {
  const t = useText(messages);
  const e = useText(exemptionMessages);
  const formats = useFormats();
  const see = isWaiting ? 'desk.decide' : 'desk.see';
  return (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'person', head: e('column.person'), rowHeader: true, cell: (row) => row.fullName },
        { key: 'unit', head: e('column.unit'), cell: (row) => row.unitName ?? '–' },
        { key: 'course', head: e('column.course'), cell: (row) => row.courseTitle },
        { key: 'certificate', head: t('column.certificate'), cell: (row) => <>{row.title}<span className="muted small block">{`${row.number}, ${row.issuer}`}</span></> },
        isWaiting ? { key: 'sent', head: t('column.sent'), cell: (row) => formats.day(row.submittedAt ?? '') } : { key: 'decided', head: t('column.decided'), cell: (row) => <>{formats.day(row.decidedAt ?? '')} <RequestTag state={row.state} /></> },
        { key: 'deed', head: e('column.deed'), cell: (row) => <a className="unbroken" href={`${base}/${row.id}`} aria-label={t(`${see}-of`, { person: row.fullName })}>{t(see)}</a> },
      ]}
    />
  );
}

/** One request: what it says, its copy, who else came with it, and the decision. */
export function DecisionPage({ request, twins, lastDay, latest }: DecisionView) {
  const t = useText(messages);
  const title = t('decide.title', { person: request.fullName });
  return (
    <div className="stack-l">
      <PageHead title={title} lead={request.unitName ?? undefined} breadcrumb={<ExemptionCrumbs between={{ label: t('desk.title'), href: '/admin/exemptions/requests' }} here={title} />} tags={<RequestTag state={request.state} />} />
      <Faults />
      {twins.length > 0 && request.state === 'WAITING' ? <Twins twins={twins} /> : null}
      <div className="columns">
        <div className="stack">
          <Card title={t('facts.title')} id="facts"><RequestFacts request={request} /></Card>
          {request.copy ? <Card title={t('copy.title')} id="copy"><CopyLine copy={request.copy} href={`${base}/${request.id}/file`} /></Card> : null}
        </div>
        {request.state === 'WAITING' ? <Decide lastDay={lastDay} latest={latest} /> : <Decided request={request} />}
      </div>
      <div className="row"><LinkButton href={base} variant="ghost">{t('form.back')}</LinkButton></div>
    </div>
  );
}

function Twins({ twins }: { twins: readonly Twin[] }) {
  const t = useText(messages);
  return (
    <Notice tone="warn" live={false} title={t('twin.title')}>
      <ul className="bullets">{twins.map(({ by, fullName }, at) => <li key={at}>{t(`twin.${by}`, { person: fullName ?? t('twin.elsewhere') })}</li>)}</ul>
    </Notice>
  );
}

function Decide({ lastDay, latest }: Pick<DecisionView, 'lastDay' | 'latest'>) {
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const field = (name: string, stored = '') => ({ name, error: say(name), defaultValue: value(name, stored) });
  return (
    <Card title={t('decide.form')} id="decide">
      <form method="post" className="form stack" noValidate>
        <RadioGroup name="decision" legend={t('decide.choice')} required error={say('decision')} value={value('decision')} options={[{ value: 'ACCEPTED', label: t('decide.ACCEPTED') }, { value: 'REFUSED', label: t('decide.REFUSED') }]} />
        <TextInput {...field('lastDay', lastDay)} type="date" width="middle" label={t('decide.lastDay')} hint={t('decide.lastDay-hint', { day: formats.day(latest) })} />
        <TextArea {...field('reason')} label={t('decide.reason')} hint={t('decide.reason-hint')} rows={3} maxLength={500} />
        <div className="actions"><Button icon="save">{t('decide.save')}</Button></div>
      </form>
    </Card>
  );
}

function Decided({ request }: { request: DeskRequest }) {
  const t = useText(messages);
  const formats = useFormats();
  if (request.state === 'WITHDRAWN') return <Notice live={false} title={t('state.WITHDRAWN')}>{t('fault.withdrawn')}</Notice>;
  return (
    <Card title={t('decide.form')} id="decide">
      <Meta
        layout="stacked"
        items={[
          { term: t('column.decided'), detail: formats.moment(request.decidedAt ?? '') },
          { term: t('decided.by'), detail: request.decidedBy ?? '–' },
          ...(request.countsUntil ? [{ term: t('decide.lastDay'), detail: formats.day(request.countsUntil) }] : []),
          { term: t('decide.reason'), detail: request.reason ?? '–' },
        ]}
      />
    </Card>
  );
}
