import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, EmptyState, LinkButton, Notice, PageHead, Pagination, Table, Tag, type Column, type Tone } from '../../ui/index.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { EscalatedState } from '../queries/escalations-page.server.ts';
import type { LeaderNotice, NamedPerson } from '../queries/leader-notice.server.ts';
import { UnitOf, useLateness } from './reminder-parts.tsx';

const tones: Record<EscalatedState, Tone> = { late: 'danger', open: 'brand', done: 'ok', ended: 'neutral' };

/** Whoever still has to do it. */
const mayRemind = ({ state }: NamedPerson) => state === 'late' || state === 'open';

/** The people behind a leader's notice as they stand now; she marks some and goes on to a page that shows what they would get. */
export function LeaderNoticePage({ shown }: { shown: LeaderNotice }) {
  const t = useText(escalationMessages);
  const formats = useFormats();
  const title = t('notice.title', { course: shown.title });
  const toDo = shown.counts.late + shown.counts.open;
  const toUnit = <LinkButton variant="ghost" href={`/units?course=${shown.slug}`}>{t('notice.to-unit')}</LinkButton>;
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('notice.lead', { day: formats.day(shown.day), late: formats.number(shown.counts.late), done: formats.number(shown.counts.done) }) + (shown.counts.open > 0 ? ` ${t('notice.open', { count: formats.number(shown.counts.open) })}` : '')} breadcrumb={<Breadcrumb label={t('notice.units')} items={[{ label: t('notice.units'), href: `/units?course=${shown.slug}` }, { label: title }]} />} />
      {shown.elsewhere > 0 ? <Notice live={false}>{t('notice.elsewhere', { count: formats.number(shown.elsewhere) })}</Notice> : null}
      {toDo === 0 ? <EmptyState icon="circle-check" title={t('notice.all-done')} action={toUnit}>{t('notice.all-done-text')}</EmptyState> : null}
      {shown.people.length > 0 ? <People shown={shown} /> : null}
      {toDo > 0 ? <div className="row">{toUnit}</div> : null}
    </div>
  );
}

function People({ shown }: { shown: LeaderNotice }) {
  const t = useText(escalationMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const { late, open, done, ended } = shown.counts;
  const title = t('notice.list', { count: formats.number(late + open + done + ended) });
  const table = <PeopleTable shown={shown} caption={title} />;
  return (
    <Card title={title} id="people">
      {shown.people.some(mayRemind) ? (
        <form method="get" action="/units/reminder" className="stack">
          <input type="hidden" name="course" value={shown.slug} />
          {table}
          <div className="row"><Button icon="bell">{r('hand.choose')}</Button></div>
          <p className="muted small">{r('hand.once')}</p>
        </form>
      ) : table}
      <Pagination label={r('pages')} page={shown.page} pages={shown.pages} href={(page) => `/units/escalations/${shown.id}?page=${page}#people`} previous={r('previous')} next={r('next')} pageLabel={(page) => r('page', { page })} />
    </Card>
  );
}

function PeopleTable({ shown, caption }: { shown: LeaderNotice; caption: string }) {
  const t = useText(escalationMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const late = useLateness();
  const pick: Column<NamedPerson> = {
    key: 'pick', head: r('hand.pick-head'), hideHead: true,
    cell: (row) => (mayRemind(row) ? <input type="checkbox" className="tick" name="who" value={row.userId} defaultChecked aria-label={r('hand.pick', { person: row.fullName })} /> : null),
  };
  return (
    <Table
      caption={caption}
      hideCaption
      rows={shown.people}
      rowKey={(row) => row.userId}
      columns={[
        ...(shown.people.some(mayRemind) ? [pick] : []),
        { key: 'name', head: r('preview.name'), rowHeader: true, cell: (row) => <>{row.fullName}<div className="muted small"><UnitOf person={row} /></div></> },
        { key: 'due', head: r('preview.due'), cell: (row) => formats.day(row.dueOn) },
        { key: 'when', head: t('notice.when'), cell: (row) => late(row.dueOn, shown.day) },
        { key: 'state', head: t('page.state'), cell: (row) => <><Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>{row.state === 'done' && row.completedAt ? <div className="muted small">{formats.day(row.completedAt)}</div> : null}</> },
      ]}
    />
  );
}
