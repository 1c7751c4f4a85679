import { Faults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Disclosure, EmptyState, LinkButton, Notice, PageHead, Table } from '../../ui/index.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { Candidate, HandPreview, HandReminder } from '../queries/hand-reminders.server.ts';
import { ReminderWords, Ways } from './reminder-parts.tsx';

/** The step before people are reminded by hand: exactly who gets what, by which way, and who does not. */
export function HandReminderPage({ preview, back }: { preview: HandPreview; back: string }) {
  const t = useText(reminderMessages);
  const ready = preview.groups.flatMap(({ people }) => people);
  const nobody = ready.length + preview.others.length === 0;
  return (
    <div className="stack-l">
      <PageHead title={t('hand.title')} lead={t(ready.length > 0 ? 'hand.lead' : 'hand.lead-nobody', { course: preview.course.title })} breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('hand.units'), href: back }, { label: t('hand.title') }]} />} />
      <Faults />
      {nobody ? <EmptyState icon="users" title={t('hand.none-chosen')} action={<LinkButton href={back}>{t('hand.back')}</LinkButton>}>{t('hand.none-chosen-text')}</EmptyState> : <Notice live={false}>{t('hand.once')}</Notice>}
      {preview.groups.map((group) => <GroupCard key={`${group.dueOn} ${group.isMandatory}`} group={group} />)}
      {preview.others.length > 0 ? <Others people={preview.others} /> : null}
      {nobody ? null : (
        <form method="post" className="row">
          {ready.map(({ id }) => <input key={id} type="hidden" name="who[]" value={id} />)}
          {ready.length > 0 ? <Button icon="bell">{t('hand.send', { count: ready.length })}</Button> : null}
          <LinkButton variant="ghost" href={back}>{t('hand.back')}</LinkButton>
        </form>
      )}
    </div>
  );
}

function GroupCard({ group }: { group: HandPreview['groups'][number] }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const [first] = group.people;
  const title = group.dueOn ? t('hand.who', { count: group.people.length, day: formats.day(group.dueOn) }) : t('hand.who-open', { count: group.people.length });
  return (
    <Card title={title} id={`due-${group.dueOn ?? 'open'}-${group.isMandatory ? 'mandatory' : 'voluntary'}`} lead={t(group.isMandatory ? 'kind.mandatory' : 'kind.voluntary')}>
      <Disclosure open summary={t(group.people.length > 1 ? 'hand.words' : 'hand.words-one', { person: first?.fullName ?? '' })}><ReminderWords shown={group.shown} /></Disclosure>
      <Table
        caption={title}
        hideCaption
        rows={group.people}
        rowKey={(person) => person.id}
        columns={[
          { key: 'name', head: t('preview.name'), rowHeader: true, cell: (person: HandReminder) => person.fullName },
          { key: 'unit', head: t('filter.unit'), cell: (person: HandReminder) => person.unitName },
          { key: 'left', head: t('preview.left'), numeric: true, cell: (person: HandReminder) => formats.number(person.minutesLeft) },
          { key: 'how', head: t('preview.how'), cell: (person: HandReminder) => <Ways forecasts={person.forecasts} /> },
        ]}
      />
    </Card>
  );
}

function Others({ people }: { people: Candidate[] }) {
  const t = useText(reminderMessages);
  return (
    <Card title={t('hand.others', { count: people.length })} id="others">
      <ul className="plain-list">
        {people.map((person) => <li key={person.id}><span>{person.fullName}<br /><span className="muted">{person.unitName}</span></span><span>{person.state === 'READY' ? null : t(`hand.state.${person.state}`)}</span></li>)}
      </ul>
    </Card>
  );
}
