import type { Day } from '../../platform/clock.ts';
import { smallFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, EmptyState, LinkButton, Notice, Pagination, Select, Table, TextInput } from '../../ui/index.ts';
import { remindersHref, type PreviewQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { PreviewChannel, PreviewGroup, PreviewRow, ReminderPreview } from '../queries/reminder-preview.server.ts';
import type { LeaderPreview } from '../queries/leader-preview.server.ts';
import { LeaderPreviewCards } from './leader-preview-cards.tsx';
import { ReminderPage, ReminderWords, UnitOf, UnitSelect, useLateness, useStepName, Ways } from './reminder-parts.tsx';

interface Shown {
  preview: ReminderPreview;
  leaders: LeaderPreview;
  query: PreviewQuery;
  fault: boolean;
}

/** Who would be reminded on a day, by which way, when and why. */
export function ReminderPreviewPage({ preview, leaders, query, fault }: Shown) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const at = preview.day === preview.from ? 'preview.at-soon' : 'preview.at';
  return (
    <ReminderPage tab="preview" lead={t('preview.lead')} unit={query.unit}>
      {fault ? <Notice tone="danger" live={false}>{t('preview.bad-day', { day: formats.day(preview.day) })}</Notice> : null}
      <FilterForm preview={preview} query={query} />
      {preview.total === 0 ? (leaders.people + leaders.digests > 0 ? <p className="muted">{t('preview.none')}</p> : <Nothing preview={preview} />) : (
        <>
          <Card title={t('preview.on', { day: formats.weekday(`${preview.day}T05:00:00.000Z`), count: formats.number(preview.total) })} id="day" lead={t(at, { time: formats.moment(preview.sendAt) })}>
            <Groups preview={preview} query={query} />
          </Card>
          <Card title={t('preview.channels')} id="channels" lead={t('preview.channels-sum', { count: formats.number(preview.chosen) })}><Channels rows={preview.channels} /></Card>
          <People preview={preview} query={query} />
        </>
      )}
      <LeaderPreviewCards leaders={leaders} />
    </ReminderPage>
  );
}

function FilterForm({ preview, query }: Pick<Shown, 'preview' | 'query'>) {
  const t = useText(reminderMessages);
  const name = useStepName();
  const courses = [...new Map(preview.groups.map(({ slug, title }) => [slug, title]))];
  const steps = [...new Set(preview.groups.map(({ step }) => step))];
  return (
    <form method="get" action="/admin/reminders" className="inline-form">
      <TextInput name="day" type="date" label={t('filter.day')} defaultValue={preview.day} min={preview.today} width="middle" />
      <UnitSelect units={preview.units} chosen={query.unit} />
      {courses.length > 1 ? <Select name="course" label={t('filter.course')} emptyLabel={t('filter.all')} defaultValue={query.course ?? ''} options={courses.map(([value, label]) => ({ value, label }))} /> : null}
      {steps.length > 1 ? <Select name="step" label={t('filter.step')} emptyLabel={t('filter.all')} defaultValue={query.step ?? ''} options={steps.map((step) => ({ value: step, label: name(step) }))} /> : null}
      <Button variant="ghost">{t('filter.show')}</Button>
    </form>
  );
}

function Nothing({ preview }: { preview: ReminderPreview }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const locale = useLocale();
  const { holiday } = preview;
  const day = formats.weekday(`${preview.day}T05:00:00.000Z`);
  const isOff = !preview.isWorkingDay && preview.policy.workingDaysOnly;
  const why = preview.day < preview.from ? t('preview.passed', { day }) : isOff ? (holiday ? t('preview.none-holiday', { day, holiday: holiday[locale] }) : t('preview.none-weekend', { day })) : t('preview.none-text');
  return <EmptyState icon="calendar" title={t('preview.none')} action={<LinkButton variant="ghost" href={preview.day < preview.from ? '/admin/reminders/history' : '/admin/reminders/calendar'}>{t(preview.day < preview.from ? 'tab.history' : 'tab.calendar')}</LinkButton>}>{why}</EmptyState>;
}

function Groups({ preview, query }: Pick<Shown, 'preview' | 'query'>) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const name = useStepName();
  const late = useLateness();
  const href = (group: PreviewGroup) => remindersHref('', { day: preview.day, unit: query.unit, course: group.slug, step: group.step });
  return (
    <Table
      caption={t('preview.groups')}
      hideCaption
      rows={preview.groups}
      rowKey={(group) => `${group.slug} ${group.step} ${group.dueOn}`}
      columns={[
        { key: 'course', head: t('filter.course'), rowHeader: true, cell: (group) => <a href={href(group)}>{group.title}</a> },
        { key: 'step', head: t('filter.step'), cell: (group) => name(group.step) },
        { key: 'due', head: t('preview.due'), cell: (group) => <>{formats.day(group.dueOn)}<div className="muted small">{late(group.dueOn, preview.day)}</div></> },
        { key: 'people', head: t('preview.people'), numeric: true, cell: (group) => formats.number(group.people) },
      ]}
    />
  );
}

function Channels({ rows }: { rows: PreviewChannel[] }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const reasons = (list: PreviewChannel['not']) => (list.length === 0 ? '0' : list.map(({ reason, count }) => t('preview.count-reason', { count: formats.number(count), reason: t(`why.${reason as 'CAP'}`) })).join(', '));
  return (
    <Table
      caption={t('preview.channels')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.channel}
      columns={[
        { key: 'channel', head: t('preview.channel'), rowHeader: true, cell: (row) => t(`channel.${row.channel}`) },
        { key: 'goes', head: t('preview.goes'), cell: (row) => formats.number(row.goes) },
        { key: 'waits', head: t('preview.waits'), cell: (row) => reasons(row.waits) },
        { key: 'not', head: t('preview.not'), cell: (row) => reasons(row.not) },
      ]}
    />
  );
}

function People({ preview, query }: Pick<Shown, 'preview' | 'query'>) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const filters = { day: preview.day, unit: query.unit, course: query.course, step: query.step };
  return (
    <Card title={t('preview.list', { count: formats.number(preview.chosen) })} id="people">
      {preview.chosen < preview.total ? <p className="row">{t('preview.filtered', { chosen: formats.number(preview.chosen), total: formats.number(preview.total) })} <a href={remindersHref('', { day: preview.day, unit: query.unit })}>{t('preview.clear')}</a></p> : null}
      {preview.sample ? <Disclosure summary={t('preview.sample', { person: preview.sample.fullName })}><ReminderWords shown={preview.sample} /></Disclosure> : null}
      <PeopleTable rows={preview.rows} day={preview.day} />
      <Pagination label={t('pages')} page={preview.page} pages={preview.pages} href={(page) => `${remindersHref('', { ...filters, page })}#people`} previous={t('previous')} next={t('next')} pageLabel={(page) => t('page', { page })} />
    </Card>
  );
}

function PeopleTable({ rows, day }: { rows: PreviewRow[]; day: Day }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const name = useStepName();
  const late = useLateness();
  const why = (row: PreviewRow) => [t('step.named', { step: smallFirst(name(row.step)) }), t(row.isMandatory ? 'preview.mandatory' : 'preview.voluntary'), t(row.started ? 'preview.started' : 'preview.not-started')].join(' · ');
  return (
    <Table
      caption={t('preview.list', { count: rows.length })}
      hideCaption
      compact
      rows={rows}
      rowKey={(row) => row.enrollmentId}
      empty={t('preview.none')}
      columns={[
        { key: 'name', head: t('preview.name'), rowHeader: true, cell: (row) => <>{row.fullName}<div className="muted small"><UnitOf person={row} /></div></> },
        { key: 'course', head: t('filter.course'), onCard: 'line', cell: (row) => <>{row.title}<div className="muted small">{[t('history.due', { day: formats.day(row.dueOn) }), late(row.dueOn, day)].filter(Boolean).join(', ')}</div></> },
        { key: 'why', head: t('preview.why'), onCard: 'line', cell: why },
        { key: 'left', head: t('preview.left'), numeric: true, onCard: 'named', cell: (row) => formats.number(row.minutesLeft) },
        { key: 'how', head: t('preview.how'), onCard: 'named', cell: (row) => <Ways forecasts={row.forecasts} /> },
      ]}
    />
  );
}
