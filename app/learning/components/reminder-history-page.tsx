import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { platformMessages } from '../../platform/messages.ts';
import { Button, Card, EmptyState, FileLinks, Pagination, Select, Table } from '../../ui/index.ts';
import { historyKinds, remindersHref, type HistoryKind } from '../forms/reminders.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { HistoryBatch, HistoryChannel, ReminderHistory } from '../queries/reminder-history.server.ts';
import { ReminderPage, UnitSelect, useStepName, type UnitChoice } from './reminder-parts.tsx';

interface Shown {
  history: ReminderHistory;
  unit: string | undefined;
  course: string | undefined;
}

/** What was sent, as the ledger has it. */
export function ReminderHistoryPage({ history, unit, course }: Shown) {
  const t = useText(reminderMessages);
  const p = useText(platformMessages);
  const filter = `subject=reminders${unit ? `&unit=${unit}` : ''}${course ? `&course=${course}` : ''}`;
  return (
    <ReminderPage tab="history" lead={t('history.lead')} unit={unit}>
      <HistoryFilter kind="reminder" history={history} unit={unit} course={course} />
      {history.count === 0 ? <EmptyState icon="inbox" title={t('history.none')}>{t('history.none-text')}</EmptyState> : history.batches.map((batch) => <Batch key={batch.id} batch={batch} />)}
      <Pagination label={t('pages')} page={history.page} pages={history.pages} href={(page) => remindersHref('/history', { unit, course, page })} previous={t('previous')} next={t('next')} pageLabel={(page) => t('page', { page })} />
      {history.count > 0 ? <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => `/reports/lists/file?${filter}&format=${format}`} note={t('history.file-note')} /> : null}
    </ReminderPage>
  );
}

interface FilterProps {
  kind: HistoryKind;
  history: { units: readonly UnitChoice[]; courses?: readonly { slug: string; title: string }[] };
  unit: string | undefined;
  course?: string | undefined;
}

/** Narrows what was sent: what it was, about whom, of which course. */
export function HistoryFilter({ kind, history, unit, course }: FilterProps) {
  const t = useText(reminderMessages);
  const e = useText(escalationMessages);
  return (
    <form method="get" action="/admin/reminders/history" className="inline-form">
      <Select name="kind" label={e('filter.kind')} defaultValue={kind} options={historyKinds.map((one) => ({ value: one, label: e(`kind.${one}`) }))} />
      <UnitSelect units={history.units} chosen={unit} />
      {history.courses ? <Select name="course" label={t('filter.course')} emptyLabel={t('filter.all')} defaultValue={course ?? ''} options={history.courses.map(({ slug, title }) => ({ value: slug, label: title }))} /> : null}
      <Button variant="ghost">{t('filter.show')}</Button>
    </form>
  );
}

function Batch({ batch }: { batch: HistoryBatch }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const name = useStepName();
  const who = [t(batch.isMandatory ? 'kind.mandatory' : 'kind.voluntary'), batch.dueOn ? t('history.due', { day: formats.day(batch.dueOn) }) : '', `${t('history.audience')}: ${formats.number(batch.audience)}`, `${t('history.read')}: ${formats.number(batch.read)}`, `${t('history.by')}: ${batch.by ?? t('history.system')}`];
  return (
    <Card id={`batch-${batch.id}`} title={<a href={`/admin/reminders/history/${batch.id}`}>{`${batch.title}: ${name(batch.step)}`}</a>} eyebrow={formats.moment(batch.sendAt)} lead={who.filter(Boolean).join(' · ')}>
      <BatchChannels batch={batch} />
    </Card>
  );
}

/** How a batch stands on each channel; each row adds up to the recipients. */
export function BatchChannels({ batch }: { batch: Pick<HistoryBatch, 'channels'> }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const column = (key: string, head: string, count: (row: HistoryChannel) => number) => ({ key, head, numeric: true, cell: (row: HistoryChannel) => formats.number(count(row)) });
  return (
    <Table
      caption={t('preview.channels')}
      hideCaption
      rows={batch.channels}
      rowKey={(row) => row.channel}
      columns={[
        { key: 'channel', head: t('history.channel'), rowHeader: true, cell: (row) => t(`channel.${row.channel}`) },
        column('waiting', t('history.waiting'), ({ waiting, states }) => waiting + states.QUEUED),
        column('sent', t('history.sent'), ({ states }) => states.ACCEPTED),
        column('delivered', t('history.delivered'), ({ states }) => states.DELIVERED),
        column('unsure', t('history.unsure'), ({ states }) => states.SENDING + states.UNCERTAIN),
        column('not', t('history.not-sent'), ({ states }) => states.SUPPRESSED + states.CANCELLED + states.EXPIRED),
        column('failed', t('history.failed'), ({ states }) => states.BOUNCED + states.FAILED),
      ]}
    />
  );
}
