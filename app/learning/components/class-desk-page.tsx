import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { platformMessages } from '../../platform/messages.ts';
import { Button, Card, EmptyState, FileLinks, LinkButton, Meta, Notice, PageHead, Table, Tabs, Tag } from '../../ui/index.ts';
import type { ClassRow } from '../class-rows.server.ts';
import { withQuery } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { classMessages } from '../messages/classes.ts';
import type { ClassPeople } from '../queries/class-people.server.ts';
import type { ManagedClass } from '../queries/managed-class.server.ts';
import { DeskCrumbs, Place, RunTag, useSessionTime } from './class-parts.tsx';

export type DeskDone = 'created' | 'saved' | 'opened' | 'recorded' | 'cancelled' | 'marked' | 'filed';

/** Says what has just been done. */
export function DeskNotice({ done }: { done: DeskDone | null }) {
  const t = useText(classDeskMessages);
  return done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null;
}

/** The classes of an administrator's units. */
export function ClassDeskPage({ classes, tab, unit, mayAdd }: { classes: ClassRow[]; tab: 'ahead' | 'past'; unit?: string; mayAdd: boolean }) {
  const t = useText(classDeskMessages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs />} actions={mayAdd ? <LinkButton href="/admin/classes/new" icon="plus">{t('new')}</LinkButton> : undefined} />
      <Tabs label={t('tabs')} items={(['ahead', 'past'] as const).map((one) => ({ href: one === 'ahead' ? '/admin/classes' : '/admin/classes?tab=past', label: t(`tab.${one}`), current: one === tab }))} />
      {classes.length === 0 ? <EmptyState icon="calendar" title={t('none')}>{t(mayAdd ? 'none-text' : 'none-look')}</EmptyState> : (
        <Table
          caption={t(`tab.${tab}`)}
          hideCaption
          rows={classes}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', head: t('col.title'), rowHeader: true, cell: (one) => <a href={`/admin/classes/${one.id}`}>{one.title}</a> },
            { key: 'first', head: t('col.first'), cell: (one) => (one.startsAt ? formats.moment(one.startsAt) : t('no-day')) },
            { key: 'unit', head: t('col.unit'), cell: (one) => one.unitName },
            { key: 'places', head: t('col.places'), numeric: true, cell: (one) => `${one.placed}/${one.capacity}` },
            { key: 'waiting', head: t('col.waiting'), numeric: true, cell: (one) => formats.number(one.waiting) },
            { key: 'state', head: t('col.state'), cell: (one) => <RunTag state={one.state} /> },
          ]}
        />
      )}
      {classes.length > 0 ? <ClassFiles path="/admin/classes/file" query={{ tab, unit }} note={t('file.desk-note')} /> : null}
    </div>
  );
}

/** The table of a page about classes as a file. */
export function ClassFiles({ path, query = {}, note }: { path: string; query?: Record<string, string | undefined>; note: string }) {
  const p = useText(platformMessages);
  return <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => withQuery(path, { ...query, format })} note={note} />;
}

/** One class at the desk: facts, sessions with their attendance, people, and what can be done now. */
export function ManagedClassPage({ managed, people, done }: { managed: ManagedClass; people: ClassPeople; done: DeskDone | null }) {
  const t = useText(classDeskMessages);
  const c = useText(classMessages);
  const mayEdit = managed.mayManage && managed.state !== 'CANCELLED';
  const actions = (
    <>
      {mayEdit ? <LinkButton href={`/admin/classes/${managed.id}/edit`} variant="ghost" icon="pencil">{t('edit')}</LinkButton> : null}
      {mayEdit && managed.state !== 'DONE' ? <LinkButton href={`/admin/classes/${managed.id}/cancellation`} variant="ghost" icon="circle-x">{t('cancel')}</LinkButton> : null}
    </>
  );
  return (
    <div className="stack">
      <PageHead title={managed.title} breadcrumb={<DeskCrumbs here={managed.title} />} tags={<RunTag state={managed.state} />} actions={actions} />
      <DeskNotice done={done} />
      {managed.cancelledReason ? <Notice tone="danger" live={false}>{c('cancelled', { reason: managed.cancelledReason })}</Notice> : null}
      {managed.mayManage ? null : <Notice live={false}>{t('read-only')}</Notice>}
      {managed.mayManage && managed.openedAt === null && !managed.cancelledAt ? <OpenCard managed={managed} /> : null}
      <div className="columns">
        <div className="stack">
          <Sessions managed={managed} />
          <People classId={managed.id} people={people} />
        </div>
        <Facts managed={managed} />
      </div>
    </div>
  );
}

function OpenCard({ managed: { id, isOver } }: { managed: ManagedClass }) {
  const t = useText(classDeskMessages);
  const deed = isOver ? 'record' : 'open';
  return (
    <Card title={t(`${deed}.title`)} id="open" lead={t(`${deed}.lead`)}>
      <form method="post" action={`/admin/classes/${id}/opening`}><Button icon="check">{t(deed)}</Button></form>
    </Card>
  );
}

function Facts({ managed }: { managed: ManagedClass }) {
  const t = useText(classDeskMessages);
  const c = useText(classMessages);
  const formats = useFormats();
  return (
    <Card title={t('form.facts')} id="facts">
      <Meta
        layout="stacked"
        items={[
          { term: t('form.lecturer'), detail: [managed.lecturer, managed.lecturerUnit].filter(Boolean).join(', ') },
          { term: t('form.unit'), detail: managed.unitName },
          { term: t('form.audience'), detail: managed.audienceName },
          { term: t('form.closes'), detail: formats.moment(managed.closesAt) },
          { term: t('form.capacity'), detail: [c('places', { placed: managed.placed, capacity: managed.capacity }), managed.waiting > 0 ? c('waiting-count', { waiting: managed.waiting }) : ''].filter(Boolean).join(' · ') },
          { term: c('fact.length'), detail: c('periods', { periods: formats.number(managed.periods) }) },
          ...(managed.courseTitle ? [{ term: t('form.course'), detail: <>{managed.courseTitle}<span className="block muted small">{c(managed.replacesCourse ? 'replaces' : 'blended')}</span></> }] : []),
        ]}
      />
      {managed.about ? <p className="pre-line form-gap">{managed.about}</p> : null}
      {managed.openedAt ? <p className="form-gap"><a href={`/classes/${managed.id}`}>{t('learner-view')}</a></p> : null}
    </Card>
  );
}

function Sessions({ managed }: { managed: ManagedClass }) {
  const t = useText(classDeskMessages);
  const c = useText(classMessages);
  const formats = useFormats();
  const time = useSessionTime();
  return (
    <Card title={t('form.sessions')} id="sessions">
      <Table
        caption={t('form.sessions')}
        hideCaption
        rows={managed.sessionRows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'when', head: c('col.when'), rowHeader: true, cell: (session) => time(session) },
          { key: 'place', head: c('col.place'), cell: (session) => <Place place={session.place} /> },
          { key: 'periods', head: c('col.periods'), numeric: true, cell: (session) => formats.number(session.periods) },
          { key: 'attendance', head: t('attendance'), hideHead: true, cell: (session) => <a className="unbroken" href={`/admin/classes/${managed.id}/sessions/${session.id}`} aria-label={`${t('attendance')}: ${time(session)}`}>{t('attendance')}</a> },
        ]}
      />
    </Card>
  );
}

function People({ classId, people }: { classId: string; people: ClassPeople }) {
  const t = useText(classDeskMessages);
  const c = useText(classMessages);
  const formats = useFormats();
  return (
    <Card title={t('people')} id="people">
      <Table
        caption={t('people')}
        hideCaption
        rows={people}
        rowKey={({ id }) => id}
        empty={t('people.none')}
        columns={[
          { key: 'name', head: t('col.name'), rowHeader: true, cell: (one) => <>{one.fullName}<span className="block muted small">{one.unitName}</span></> },
          { key: 'standing', head: t('people.standing'), cell: (one) => (one.turn === null ? t('people.placed') : <span className="unbroken">{t('people.waiting', { number: one.turn })}</span>) },
          { key: 'share', head: t('people.share'), numeric: true, cell: (one) => c('periods', { periods: formats.number(one.attended) }) },
          { key: 'counts', head: t('people.counts'), cell: (one) => (one.counts ? <Tag tone="ok">{t('yes')}</Tag> : t('no')) },
        ]}
      />
      {people.length > 0 ? <ClassFiles path={`/admin/classes/${classId}/people/file`} note={t('file.note')} /> : null}
    </Card>
  );
}
