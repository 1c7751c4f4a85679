import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { platformMessages } from '../../platform/messages.ts';
import { Button, Card, Disclosure, FileLinks, LinkButton, Meta, Notice, PageHead, Table } from '../../ui/index.ts';
import { listsHref, writeQuestion } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import { savedMessages } from '../messages/saved.ts';
import type { ReportFileRow, ReportSchedule, SavedReport } from '../queries/saved-reports.server.ts';
import { SavedCrumbs } from './report-crumbs.tsx';

export interface SavedReportShown {
  report: SavedReport & { isOwn: boolean };
  schedule: ReportSchedule | null;
  files: ReportFileRow[];
  unitName: string | null;
  courseTitle: string | null;
  done: 'saved' | 'shared' | 'unshared' | 'scheduled' | 'ended' | undefined;
}

/** One saved list: open it, take it, share it, have it sent. */
export function SavedReportPage({ report, schedule, files, unitName, courseTitle, done }: SavedReportShown) {
  const t = useText(savedMessages);
  const l = useText(listMessages);
  const p = useText(platformMessages);
  const formats = useFormats();
  const { question, isOwn } = report;
  return (
    <div className="stack">
      <PageHead title={report.name} lead={isOwn ? t('lead') : t('by', { person: report.ownerName })} breadcrumb={<SavedCrumbs here={report.name} />} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Card title={l(`subject.${question.subject}`)} id="list">
        <div className="stack">
          <Meta items={[{ term: l('unit'), detail: unitName ?? l('unit.own') }, ...(question.course ? [{ term: l('course'), detail: courseTitle ?? question.course }] : []), ...(question.state ? [{ term: l('state'), detail: l(`value.${question.state}` as 'value.done') }] : []), ...(['from', 'to'] as const).flatMap((side) => (question[side] ? [{ term: l(side), detail: formats.day(question[side]) }] : []))]} />
          <div className="row"><LinkButton href={listsHref(question)} icon="eye">{t('open')}</LinkButton></div>
          <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => `/reports/lists/file?${writeQuestion(question)}&format=${format}`} />
        </div>
      </Card>
      {isOwn ? <ScheduleCard reportId={report.id} schedule={schedule} /> : null}
      {isOwn || files.length > 0 ? <FilesCard files={files} /> : null}
      {isOwn ? <SharingCard report={report} /> : null}
      {isOwn ? <Disclosure summary={t('delete')}><form method="post" action={`/reports/saved/${report.id}/deletion`} className="stack"><p>{t('delete.lead')}</p><div className="row"><Button variant="danger" icon="trash-2">{t('delete')}</Button></div></form></Disclosure> : null}
    </div>
  );
}

function ScheduleCard({ reportId, schedule }: { reportId: string; schedule: ReportSchedule | null }) {
  const t = useText(savedMessages);
  const formats = useFormats();
  const href = `/reports/saved/${reportId}/schedule`;
  if (!schedule) return <Card title={t('schedule.title')} id="schedule" lead={t('schedule.none')}><div className="row"><LinkButton href={href} variant="ghost" icon="calendar">{t('schedule.set')}</LinkButton></div></Card>;
  const { every, onDay, atHour, nextAt, readers } = schedule;
  const rhythm = every === 'WEEK' ? t('schedule.week', { day: t(`weekday.${onDay}` as 'weekday.1'), hour: atHour }) : t('schedule.month', { day: onDay, hour: atHour });
  return (
    <Card title={t('schedule.title')} id="schedule" lead={`${rhythm} · ${t('schedule.next', { time: formats.moment(nextAt) })}`}>
      <p>{t('schedule.readers')}: {readers.map(({ fullName }) => fullName).join(', ')}</p>
      <div className="row">
        <LinkButton href={href} variant="ghost" icon="calendar">{t('schedule.change')}</LinkButton>
        <form method="post" action={`/reports/saved/${reportId}/schedule-ending`}><Button variant="quiet">{t('schedule.end')}</Button></form>
      </div>
    </Card>
  );
}

function FilesCard({ files }: { files: readonly ReportFileRow[] }) {
  const t = useText(savedMessages);
  const formats = useFormats();
  return (
    <Card title={t('files.title')} id="files">
      <Table
        caption={t('files.title')}
        hideCaption
        rows={files}
        rowKey={({ id }) => id}
        empty={t('files.none')}
        columns={[
          { key: 'made', head: t('file.made'), rowHeader: true, cell: (file) => (file.isReady ? <a href={`/reports/files/${file.id}`}>{formats.moment(file.madeAt)}</a> : formats.moment(file.madeAt)) },
          { key: 'rows', head: t('file.rows'), numeric: true, cell: ({ rowCount }) => formats.number(rowCount) },
          { key: 'until', head: t('file.expires'), numeric: true, cell: ({ expiresAt, isReady }) => (isReady ? formats.moment(expiresAt) : t('file.expired')) },
        ]}
      />
    </Card>
  );
}

function SharingCard({ report }: Pick<SavedReportShown, 'report'>) {
  const t = useText(savedMessages);
  return (
    <Card title={t('share.title')} id="sharing" lead={t(report.isShared ? 'share.on' : 'share.off')}>
      <form method="post" action={`/reports/saved/${report.id}/sharing`}>
        <input type="hidden" name="shared" value={report.isShared ? 'no' : 'yes'} />
        <Button variant="ghost" icon="users">{t(report.isShared ? 'unshare' : 'share')}</Button>
      </form>
    </Card>
  );
}
