import { smallFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, EmptyState, FileLinks, LinkButton, Notice, Pagination, Select, Table, Tag, type Tone } from '../../ui/index.ts';
import { platformMessages } from '../../platform/messages.ts';
import { remindersHref, type EscalationsQuery } from '../forms/reminders.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { EscalatedRow, EscalatedState, EscalationsPage } from '../queries/escalations-page.server.ts';
import { ReminderPage, UnitOf, UnitSelect, useLateness, useStepName } from './reminder-parts.tsx';

interface Shown {
  shown: EscalationsPage;
  query: EscalationsQuery;
}

const tones: Record<EscalatedState, Tone> = { late: 'danger', open: 'brand', done: 'ok', ended: 'neutral' };

/** Of whom leaders were told, and who has nobody above her. */
export function EscalationsView({ shown, query }: Shown) {
  const t = useText(escalationMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const { page: _page, ...filters } = query;
  return (
    <ReminderPage tab="escalations" lead={t('page.lead')} unit={query.unit}>
      {shown.unled > 0 ? <Unled shown={shown} query={query} /> : null}
      <form method="get" action="/admin/reminders/escalations" className="inline-form">
        {query.day ? <input type="hidden" name="day" value={query.day} /> : null}
        <UnitSelect units={shown.units} chosen={query.unit} />
        <Select name="course" label={r('filter.course')} emptyLabel={r('filter.all')} defaultValue={query.course ?? ''} options={shown.courses.map(({ slug, title }) => ({ value: slug, label: title }))} />
        <Select name="led" label={t('page.filter-led')} emptyLabel={r('filter.all')} defaultValue={query.led ?? ''} options={[{ value: 'none', label: t('page.led-none') }]} />
        <Button variant="ghost">{r('filter.show')}</Button>
      </form>
      {query.day ? <p className="row">{t('page.day')}: {formats.day(query.day)} <a href={remindersHref('/escalations', { ...filters, day: undefined })}>{r('preview.clear')}</a></p> : null}
      {shown.count === 0 ? <Nothing query={query} /> : <List shown={shown} query={query} />}
    </ReminderPage>
  );
}

function Unled({ shown, query }: Shown) {
  const t = useText(escalationMessages);
  const formats = useFormats();
  return (
    <Notice tone="warn" live={false} title={t('page.unled', { count: formats.number(shown.unled) })} action={query.led ? undefined : <a href={remindersHref('/escalations', { unit: query.unit, led: 'none' })}>{t('page.see-unled')}</a>}>
      <p>{t('page.unled-text')}</p>
      <Disclosure summary={t('page.unled-units', { count: formats.number(shown.unledUnits.length + shown.moreUnits) })}><ul className="bullets">
        {shown.unledUnits.map(({ unitId, name, above, n }) => <li key={unitId ?? ''}>{t('page.unled-unit', { unit: [name ?? t('page.no-unit'), above].filter(Boolean).join(', '), count: formats.number(n) })}</li>)}
        {shown.moreUnits > 0 ? <li>{t('page.unled-more', { count: formats.number(shown.moreUnits) })}</li> : null}
      </ul></Disclosure>
    </Notice>
  );
}

function Nothing({ query }: Pick<Shown, 'query'>) {
  const t = useText(escalationMessages);
  const r = useText(reminderMessages);
  return <EmptyState icon="inbox" title={t(query.led ? 'page.none-unled' : 'page.none')} action={<LinkButton variant="ghost" href={remindersHref('/calendar', { unit: query.unit })}>{r('tab.calendar')}</LinkButton>}>{t('page.none-text')}</EmptyState>;
}

function List({ shown, query }: Shown) {
  const t = useText(escalationMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const name = useStepName();
  const late = useLateness();
  const p = useText(platformMessages);
  const { page: _page, ...filters } = query;
  const title = t(query.led ? 'page.list-unled' : 'page.list', { count: formats.number(shown.count) });
  return (
    <Card title={title} id="people">
      <Table
        caption={title}
        hideCaption
        rows={shown.rows}
        rowKey={(row) => `${row.enrollmentId} ${row.step}`}
        columns={[
          { key: 'name', head: r('preview.name'), rowHeader: true, cell: (row: EscalatedRow) => <>{row.fullName}<div className="muted small"><UnitOf person={row} /></div></> },
          { key: 'course', head: r('filter.course'), cell: (row: EscalatedRow) => <>{row.title}<div className="muted small">{t('page.told-at', { due: formats.day(row.dueOn), day: formats.day(row.day), late: late(row.dueOn, row.day) ?? '', step: smallFirst(name(row.step)) })}</div></> },
          { key: 'leader', head: t('preview.leader'), cell: (row: EscalatedRow) => (row.leaders.length > 0 ? row.leaders.join(', ') : t('preview.no-leader')) },
          { key: 'state', head: t('page.state'), cell: (row: EscalatedRow) => <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag> },
        ]}
      />
      <Pagination label={r('pages')} page={shown.page} pages={shown.pages} href={(page) => `${remindersHref('/escalations', { ...query, page })}#people`} previous={r('previous')} next={r('next')} pageLabel={(page) => r('page', { page })} />
      <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => remindersHref('/escalations/file', { ...filters, format })} note={t('file.note')} />
    </Card>
  );
}
