import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Meta, Notice, PageHead, Table, Tag, TextInput } from '../../ui/index.ts';
import { classMessages } from '../messages/classes.ts';
import type { OwnClassPage, OwnSession } from '../queries/classes.server.ts';
import { isAhead, takesPeople } from '../rules/course-run.ts';
import { ClassCrumbs, Place, RunTag, useSessionTime } from './class-parts.tsx';
import { StandingTag } from './classes-page.tsx';

type Done = 'placed' | 'waiting' | 'left' | 'present' | 'already';

/** One class before its learners: what it is, when, and what one can do now. */
export function ClassPage({ view, done }: { view: OwnClassPage; done: Done | null }) {
  const t = useText(classMessages);
  // To enrol is the one thing to do for whoever has not; to leave is not, for whoever has.
  const isIn = view.standing.kind !== 'NONE';
  return (
    <div className="stack">
      <PageHead title={view.title} breadcrumb={<ClassCrumbs here={view.title} />} tags={<><RunTag state={view.state} /><StandingTag standing={view.standing} state={view.state} /></>} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      {view.cancelledReason ? <Notice tone="danger" live={false}>{t('cancelled', { reason: view.cancelledReason })}</Notice> : null}
      <Faults />
      {isIn ? null : <PlaceCard view={view} />}
      <div className="columns">
        <div className="stack">
          <CheckInCard view={view} />
          <Timetable view={view} />
          {view.about ? <Card title={t('about')} id="about"><p className="pre-line">{view.about}</p></Card> : null}
        </div>
        <div className="stack">
          {isIn ? <PlaceCard view={view} /> : null}
          <FactsCard view={view} />
        </div>
      </div>
    </div>
  );
}

function PlaceCard({ view }: { view: OwnClassPage }) {
  const t = useText(classMessages);
  if (view.standing.kind === 'NONE') {
    if (!takesPeople(view.state)) return null;
    const waits = view.state === 'FULL' || view.waiting > 0;
    return (
      <Card title={t('own')} id="own" lead={t(waits ? 'wait.lead' : 'take.lead')}>
        <form method="post" action={`/classes/${view.id}/place`}><Button icon="check">{t(waits ? 'wait' : 'take')}</Button></form>
      </Card>
    );
  }
  if (!isAhead(view.state)) return null;
  const isIn = view.standing.kind === 'PLACED';
  return (
    <Card title={t(isIn ? 'leave.title' : 'waits.title')} id="own" lead={t(isIn ? 'leave.lead' : 'waits.lead')}>
      <form method="post" action={`/classes/${view.id}/leaving`}><Button variant="ghost" icon="x">{t(isIn ? 'leave' : 'leave-waiting')}</Button></form>
    </Card>
  );
}

function FactsCard({ view }: { view: OwnClassPage }) {
  const t = useText(classMessages);
  const formats = useFormats();
  return (
    <Card title={t('facts')} id="facts">
      <Meta
        layout="stacked"
        items={[
          { term: t('fact.lecturer'), detail: [view.lecturer, view.lecturerUnit].filter(Boolean).join(', ') },
          { term: t('fact.unit'), detail: view.unitName },
          { term: t('fact.closes'), detail: formats.moment(view.closesAt) },
          { term: t('fact.places'), detail: [t('places', { placed: view.placed, capacity: view.capacity }), view.waiting > 0 ? t('waiting-count', { waiting: view.waiting }) : ''].filter(Boolean).join(' · ') },
          { term: t('fact.length'), detail: `${t('sessions', { count: view.sessions })} · ${t('periods', { periods: formats.number(view.periods) })}` },
          ...(view.courseSlug ? [{ term: t('fact.course'), detail: <><a href={`/courses/${view.courseSlug}`}>{view.courseTitle ?? view.courseSlug}</a><span className="block muted small">{t(view.replacesCourse ? 'replaces' : 'blended')}</span></> }] : []),
        ]}
      />
    </Card>
  );
}

function Timetable({ view }: { view: OwnClassPage }) {
  const t = useText(classMessages);
  const formats = useFormats();
  const time = useSessionTime();
  const isIn = view.standing.kind === 'PLACED';
  return (
    <Card title={t('timetable')} id="timetable" lead={t('rule', { periods: formats.number(view.periods), share: view.policy.attendanceShare })}>
      <Table
        caption={t('timetable')}
        hideCaption
        rows={view.sessionRows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'when', head: t('col.when'), rowHeader: true, cell: (session) => time(session) },
          { key: 'place', head: t('col.place'), cell: (session) => <Place place={session.place} /> },
          { key: 'periods', head: t('col.periods'), numeric: true, cell: (session) => formats.number(session.periods) },
          ...(isIn ? [{ key: 'present', head: t('col.present'), cell: (session: OwnSession) => <PresentTag isPresent={session.isPresent} /> }] : []),
        ]}
      />
      {isIn && view.state === 'DONE' ? <Outcome view={view} /> : null}
    </Card>
  );
}

function PresentTag({ isPresent }: { isPresent: boolean | null }) {
  const t = useText(classMessages);
  if (isPresent === null) return <span className="muted">{t('present.none')}</span>;
  return isPresent ? <Tag tone="ok">{t('present.yes')}</Tag> : <Tag tone="warn">{t('present.no')}</Tag>;
}

function Outcome({ view }: { view: OwnClassPage }) {
  const t = useText(classMessages);
  const formats = useFormats();
  return <p className="form-gap">{t('share', { attended: formats.number(view.attended), periods: formats.number(view.periods), share: view.share })} {t(view.share >= view.policy.attendanceShare ? 'counts' : 'counts-not')}</p>;
}

/** Where the code of the room is typed, while a session is open for checking in. */
function CheckInCard({ view }: { view: OwnClassPage }) {
  const t = useText(classMessages);
  const { say, value } = useFaults();
  const isOpen = view.standing.kind === 'PLACED' && !view.cancelledAt && view.sessionRows.some(({ checkIn, isPresent }) => checkIn === 'OPEN' && !isPresent);
  if (!isOpen) return null;
  return (
    <Card title={t('check-in')} id="check-in" lead={t('check-in.lead')}>
      <form method="post" className="stack" noValidate>
        <TextInput name="code" label={t('check-in.code')} error={say('code')} defaultValue={value('code')} width="short" autoComplete="off" autoCapitalize="characters" maxLength={40} required />
        <div className="row"><Button icon="check">{t('check-in.send')}</Button></div>
      </form>
    </Card>
  );
}
