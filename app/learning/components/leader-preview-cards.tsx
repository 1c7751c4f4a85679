import type { Day } from '../../platform/clock.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Disclosure, Notice, Table } from '../../ui/index.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { LeaderPreview, NoticePreview } from '../queries/leader-preview.server.ts';
import { ReminderWords, useLateness } from './reminder-parts.tsx';

/** What leaders would be told on the day of a preview; nothing where nobody would be told. */
export function LeaderPreviewCards({ leaders }: { leaders: LeaderPreview }) {
  const t = useText(escalationMessages);
  const formats = useFormats();
  return (
    <>
      {leaders.people > 0 ? <Notices leaders={leaders} /> : null}
      {leaders.digests > 0 ? (
        <Card title={t('preview.digests', { count: formats.number(leaders.digests) })} id="digests" lead={t('preview.digests-at', { hour: leaders.digestHour ?? '' })}>
          {leaders.digestSample ? <Disclosure summary={t('preview.sample', { person: leaders.digestSample.fullName })}><ReminderWords shown={leaders.digestSample} /></Disclosure> : null}
        </Card>
      ) : null}
    </>
  );
}

function Notices({ leaders }: { leaders: LeaderPreview }) {
  const t = useText(escalationMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const title = t('preview.notices', { people: formats.number(leaders.people), notices: formats.number(leaders.total) });
  return (
    <Card title={title} id="leaders" lead={t('preview.at', { hour: leaders.hour })}>
      {leaders.unled > 0 ? <Notice tone="warn" live={false}>{t('preview.unled', { count: formats.number(leaders.unled) })}</Notice> : null}
      {leaders.noticeSample ? <Disclosure summary={t('preview.sample', { person: leaders.noticeSample.fullName })}><ReminderWords shown={leaders.noticeSample} /></Disclosure> : null}
      <Table
        caption={title}
        hideCaption
        rows={leaders.notices}
        rowKey={(row) => `${row.leader?.id ?? ''} ${row.title}`}
        columns={[
          { key: 'leader', head: t('preview.leader'), rowHeader: true, cell: (row) => (row.leader ? <>{row.leader.fullName}<div className="muted small">{row.leader.unitName ?? '–'}</div></> : t('preview.no-leader')) },
          { key: 'course', head: r('filter.course'), cell: (row) => row.title },
          { key: 'who', head: t('preview.who'), cell: (row) => <Named row={row} day={leaders.day} /> },
        ]}
      />
      {leaders.total > leaders.notices.length ? <p className="muted small">{t('preview.rest', { shown: leaders.notices.length, total: formats.number(leaders.total) })}</p> : null}
    </Card>
  );
}

function Named({ row, day }: { row: NoticePreview; day: Day }) {
  const t = useText(escalationMessages);
  const formats = useFormats();
  const late = useLateness();
  return (
    <Disclosure summary={t('preview.people', { count: formats.number(row.people.length) })}>
      <ul className="bullets">{row.people.map((person, at) => <li key={`${at} ${person.fullName}`}>{t('preview.person', { person: person.fullName, unit: person.unitName ?? '–', late: late(person.dueOn, day) ?? '' })}</li>)}</ul>
    </Disclosure>
  );
}
