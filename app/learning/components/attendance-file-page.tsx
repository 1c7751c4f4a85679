import { Faults, useFaults } from '../../people/index.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, Field, fieldAria, LinkButton, Notice, Table, TextInput } from '../../ui/index.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import type { AttendanceFile } from '../queries/attendance-file.server.ts';
import type { SessionDesk } from '../queries/session-desk.server.ts';
import { SessionHead } from './attendance-page.tsx';

/** Attendance from a file: choosing it, what it would do, and the confirmation. */
export function AttendanceFilePage({ desk, read }: { desk: SessionDesk; read: AttendanceFile | null }) {
  const t = useText(classDeskMessages);
  return (
    <div className="stack">
      <SessionHead desk={desk} title={t('file')} />
      <Faults />
      {desk.bar ? <Notice tone="warn" live={false}>{t(`fault.${desk.bar}`)}</Notice> : null}
      {read ? <Checked read={read} /> : null}
      {desk.bar ? null : <Upload isSecond={read !== null && read.present.length > 0} />}
      <div className="row"><LinkButton variant="ghost" href={`/admin/classes/${desk.classId}/sessions/${desk.session.id}`}>{t('back')}</LinkButton></div>
    </div>
  );
}

function Upload({ isSecond }: { isSecond: boolean }) {
  const t = useText(classDeskMessages);
  const { say } = useFaults();
  const [hint, error] = [t('file.hint'), say('file')];
  return (
    <Card title={t('file.choose')} id="upload" lead={t('file.lead')}>
      <form method="post" encType="multipart/form-data" className="stack">
        <Field id="file" label={t('file.choose')} hint={hint} error={error} required>
          <input type="file" id="file" name="file" className="input" accept=".csv,.txt,.xlsx,text/csv" {...fieldAria('file', { hint, error, required: true })} />
        </Field>
        <div className="row"><Button icon="upload" variant={isSecond ? 'ghost' : 'primary'}>{t('file.check')}</Button></div>
      </form>
    </Card>
  );
}

function Checked({ read }: { read: AttendanceFile }) {
  const t = useText(classDeskMessages);
  const { say, value } = useFaults();
  if (read.present.length === 0) return <><Notice tone="warn" focused>{t('file.nothing')}</Notice><Faulty faults={read.faults} /></>;
  return (
    <>
      <Card title={t('file.checked')} id="checked" lead={t('file.sum', { present: read.present.length, absent: read.absent, kept: read.kept })}>
        {read.joins.length > 0 ? <p>{t('file.joins', { count: read.joins.length })}</p> : null}
        <Disclosure summary={t('file.names')}><ul className="name-columns">{read.present.map(({ id, staffNo, fullName }) => <li key={id}>{fullName} <span className="muted">{staffNo}</span></li>)}</ul></Disclosure>
        <form method="post" className="stack form-gap" noValidate>
          <input type="hidden" name="list" value={read.list} />
          {read.changed > 0 ? <TextInput name="reason" label={t('attendance.reason')} hint={t('file.changes', { changed: read.changed })} error={say('reason')} defaultValue={value('reason')} maxLength={500} required /> : null}
          <div className="row"><Button icon="check">{t('file.confirm')}</Button></div>
        </form>
      </Card>
      <Faulty faults={read.faults} />
    </>
  );
}

function Faulty({ faults }: { faults: { row: number; say: Localised }[] }) {
  const t = useText(classDeskMessages);
  const locale = useLocale();
  if (faults.length === 0) return null;
  return (
    <Table
      caption={t('file.faults', { count: faults.length })}
      rows={faults.slice(0, 200)}
      rowKey={({ row }) => String(row)}
      columns={[
        { key: 'row', head: t('file.row'), rowHeader: true, numeric: true, cell: ({ row }) => row },
        { key: 'why', head: t('file.fault'), cell: ({ say }) => say[locale] },
      ]}
    />
  );
}
