import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, PageHead, Table, TextInput } from '../../ui/index.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import type { Attendee, SessionDesk } from '../queries/session-desk.server.ts';
import { ClassFiles, DeskNotice, type DeskDone } from './class-desk-page.tsx';
import { DeskCrumbs, Place, useSessionTime } from './class-parts.tsx';

/** The head of the pages about one session. */
export function SessionHead({ desk, title }: { desk: SessionDesk; title: string }) {
  const t = useText(classDeskMessages);
  const time = useSessionTime();
  const own = t('attendance.of', { number: desk.number });
  const session = title === own ? [] : [{ label: own, href: `/admin/classes/${desk.classId}/sessions/${desk.session.id}` }];
  return <PageHead title={title} lead={<>{time(desk.session)} · <Place place={desk.session.place} /></>} breadcrumb={<DeskCrumbs here={title} trail={[{ label: desk.title, href: `/admin/classes/${desk.classId}` }, ...session]} />} />;
}

/** Who was at a session: everybody with a tick, the other ways, what was corrected. */
export function AttendancePage({ desk, done }: { desk: SessionDesk; done: DeskDone | null }) {
  const t = useText(classDeskMessages);
  const count = (wanted: boolean | null) => desk.people.filter(({ isPresent }) => isPresent === wanted).length;
  const mayMark = desk.mayManage && desk.bar === null;
  return (
    <div className="stack">
      <SessionHead desk={desk} title={t('attendance.of', { number: desk.number })} />
      <DeskNotice done={done} />
      <Faults />
      {desk.bar ? <Notice tone="warn" live={false}>{t(`fault.${desk.bar}`)}</Notice> : null}
      {desk.mayManage ? null : <Notice live={false}>{t('read-only')}</Notice>}
      {mayMark ? <Ways desk={desk} /> : null}
      <Card title={t('attendance')} id="attendance" lead={[t('attendance.count', { present: count(true), absent: count(false), open: count(null) }), mayMark ? t('attendance.lead') : ''].join(' ')}>
        {desk.people.length === 0 ? <p className="muted">{t('people.none')}</p> : mayMark ? <MarkForm desk={desk} /> : <People people={desk.people} />}
        {desk.people.length > 0 ? <ClassFiles path={`/admin/classes/${desk.classId}/people/file`} note={t('file.note')} /> : null}
      </Card>
      {mayMark ? <AddForm /> : null}
      {desk.corrections.length > 0 ? <Corrections desk={desk} /> : null}
    </div>
  );
}

function Ways({ desk }: { desk: SessionDesk }) {
  const t = useText(classDeskMessages);
  const base = `/admin/classes/${desk.classId}/sessions/${desk.session.id}`;
  return (
    <Card title={t('attendance.ways')} id="ways" lead={t(desk.checkIn === 'OPEN' ? 'attendance.ways-lead' : 'attendance.ways-file')}>
      <div className="row">
        {desk.checkIn === 'OPEN' ? <LinkButton href={`${base}/qr`} variant="ghost" icon="qr-code">{t('qr')}</LinkButton> : null}
        <LinkButton href={`${base}/file`} variant="ghost" icon="upload">{t('file')}</LinkButton>
      </div>
    </Card>
  );
}

function MarkForm({ desk }: { desk: SessionDesk }) {
  const t = useText(classDeskMessages);
  const { say, value, list } = useFaults();
  const typed = list.length > 0 && value('who') !== '' ? new Set(value('present').split('\n')) : null;
  const isTicked = ({ id, isPresent }: Attendee) => typed?.has(id) ?? isPresent === true;
  return (
    <form method="post" className="stack" noValidate>
      {desk.people.map(({ id }) => <input key={id} type="hidden" name="who[]" value={id} />)}
      <People people={desk.people} tick={(person) => <input type="checkbox" className="tick" name="present[]" value={person.id} id={`present-${person.id}`} defaultChecked={isTicked(person)} />} />
      {desk.people.some(({ isPresent }) => isPresent !== null) ? <TextInput name="reason" label={t('attendance.reason')} hint={t('attendance.reason-hint')} error={say('reason')} defaultValue={value('reason')} maxLength={500} /> : null}
      <div className="row"><Button icon="save">{t('attendance.save')}</Button></div>
    </form>
  );
}

function AddForm() {
  const t = useText(classDeskMessages);
  const { say, value } = useFaults();
  return (
    <Card title={t('add.title')} id="add" lead={t('add.lead')}>
      <form method="post" className="inline-form" noValidate>
        <TextInput name="staffNo" label={t('add.staff-no')} error={say('staffNo')} defaultValue={value('staffNo')} maxLength={60} autoComplete="off" required />
        <Button variant="ghost" icon="plus">{t('add.button')}</Button>
      </form>
    </Card>
  );
}

function People({ people, tick }: { people: readonly Attendee[]; tick?: (person: Attendee) => React.ReactNode }) {
  const t = useText(classDeskMessages);
  const said = ({ isPresent, source }: Attendee) => (isPresent === null ? t('source.none') : `${t(isPresent ? 'present.yes' : 'present.no')} (${t(`source.${source ?? 'LIST'}`)})`);
  return (
    <Table
      caption={t('attendance')}
      hideCaption
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        ...(tick ? [{ key: 'tick', head: t('col.present'), cell: tick }] : []),
        { key: 'name', head: t('col.name'), rowHeader: true, cell: (person: Attendee) => (tick ? <label htmlFor={`present-${person.id}`}>{person.fullName}</label> : person.fullName) },
        { key: 'no', head: t('col.staff-no'), cell: (person: Attendee) => person.staffNo },
        { key: 'unit', head: t('col.person-unit'), cell: (person: Attendee) => person.unitName },
        { key: 'recorded', head: t('col.recorded'), cell: said },
      ]}
    />
  );
}

function Corrections({ desk }: { desk: SessionDesk }) {
  const t = useText(classDeskMessages);
  const formats = useFormats();
  return (
    <Card title={t('corrections')} id="corrections">
      <Table
        caption={t('corrections')}
        hideCaption
        rows={desk.corrections}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', head: t('col.name'), rowHeader: true, cell: (one) => one.fullName },
          { key: 'was', head: t('col.was'), cell: (one) => t(one.wasPresent ? 'present.yes' : 'present.no') },
          { key: 'reason', head: t('col.reason'), cell: (one) => one.reason },
          { key: 'by', head: t('col.by'), cell: (one) => one.by },
          { key: 'at', head: t('col.at'), cell: (one) => formats.moment(one.at) },
        ]}
      />
    </Card>
  );
}
