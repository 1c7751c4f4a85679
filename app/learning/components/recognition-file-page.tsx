import { columnLetter, cellText, Faults, useFaults } from '../../people/index.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, Field, fieldAria, LinkButton, Notice, PageHead, Select, Table } from '../../ui/index.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { recognitionMessages as messages } from '../messages/recognition.ts';
import type { RecognitionCheck, RecognitionTable } from '../queries/recognition-file.server.ts';
import { isRequired, recognitionFields, type RecognitionColumns, type RecognitionField } from '../rules/recognition-columns.ts';
import { ExemptionCrumbs } from './exemption-pages.tsx';

/** A list that has been read: which column is which, and what it would do once all needed ones are known. */
export interface CheckedList {
  table: RecognitionTable;
  columns: RecognitionColumns;
  missing: RecognitionField[];
  check: RecognitionCheck | null;
}

const mostRows = 2_000;
const namesShown = 50;
const faultsShown = 200;

/** Certificates from elsewhere out of a list: choosing it, what it would do, the word to save it. */
export function RecognitionFilePage({ list }: { list: CheckedList | null }) {
  const t = useText(messages);
  const e = useText(exemptionMessages);
  return (
    <div className="stack">
      <PageHead title={t('title')} breadcrumb={<ExemptionCrumbs here={t('title')} />} />
      <Faults />
      {list ? <Checked list={list} /> : null}
      {list?.check ? <Faulty faults={list.check.faults} /> : null}
      {list ? <Disclosure summary={t('upload.other')} boxed><Upload isSecond /></Disclosure> : <Upload />}
      <div className="row"><LinkButton variant="ghost" href="/admin/exemptions">{e('end.back')}</LinkButton></div>
    </div>
  );
}

function Upload({ isSecond = false }: { isSecond?: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  const { say } = useFaults();
  const [hint, error] = [t('upload.hint'), say('file')];
  return (
    <Card title={t('upload.title')} id="upload" lead={t('upload.lead', { rows: formats.number(mostRows) })}>
      <form method="post" encType="multipart/form-data" className="stack">
        <Field id="file" label={t('upload.file')} hint={hint} error={error} required>
          <input type="file" id="file" name="file" className="input" accept=".csv,.txt,.xlsx,text/csv" {...fieldAria('file', { hint, error, required: true })} />
        </Field>
        <div className="row"><Button icon="upload" variant={isSecond ? 'ghost' : 'primary'}>{t('upload.check')}</Button></div>
      </form>
    </Card>
  );
}

/** What was read goes along in the form, so that nothing of a list lies on the server before it is confirmed. */
function Checked({ list: { table, columns, missing, check } }: { list: CheckedList }) {
  const t = useText(messages);
  const fresh = check?.fresh ?? [];
  return (
    <form method="post" encType="multipart/form-data" className="stack">
      <input type="hidden" name="table" value={JSON.stringify(table)} />
      {check ? <Sum check={check} /> : <Notice tone="warn" focused>{t('fault.columns', { fields: missing.map((field) => t(`field.${field}`)).join(', ') })}</Notice>}
      {fresh.length > 0 ? <div className="row"><Button icon="check" name="sure" value="on">{t('checked.confirm', { count: fresh.length })}</Button></div> : null}
      <Disclosure summary={t('columns.title')} boxed open={missing.length > 0}><Columns table={table} columns={columns} /></Disclosure>
    </form>
  );
}

function Sum({ check: { fresh, same, faults } }: { check: RecognitionCheck }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={t('checked.title')} id="checked">
      <p>{t('checked.sum', { fresh: formats.number(fresh.length), same: formats.number(same), faulty: formats.number(faults.length) })}</p>
      {fresh.length === 0 ? <Notice tone="warn" focused>{t('checked.nothing')}</Notice> : (
        <Disclosure summary={t('checked.names')}>
          <ul className="bullets">
            {fresh.slice(0, namesShown).map(({ row, person, course, number, lastDay }) => <li key={row}>{t('checked.name', { person: person.fullName, staffNo: person.staffNo ?? '', course: course.title, number, until: formats.day(lastDay) })}</li>)}
            {fresh.length > namesShown ? <li>{t('checked.rest', { count: formats.number(fresh.length - namesShown) })}</li> : null}
          </ul>
        </Disclosure>
      )}
      {faults.length > 0 ? <p className="muted">{t('checked.faulty-stay')}</p> : null}
    </Card>
  );
}

function Columns({ table: { rows, headRow }, columns }: Pick<CheckedList, 'table' | 'columns'>) {
  const t = useText(messages);
  const heads = rows[headRow] ?? [];
  const width = Math.max(...rows.slice(headRow, headRow + 50).map((cells) => cells.length));
  const options = Array.from({ length: width }, (_, at) => ({ value: String(at), label: cellText(heads[at]).slice(0, 80) || t('columns.no-head', { letter: columnLetter(at) }) }));
  return (
    <div className="stack">
      <p className="muted">{t('columns.lead')}</p>
      {recognitionFields.map((field) => <Select key={field} name={`column_${field}`} label={t(`field.${field}`)} required={isRequired(field)} emptyLabel={t('columns.none')} defaultValue={columns[field] === null ? '' : String(columns[field])} options={options} />)}
      <div className="row"><Button variant="ghost" icon="rotate-ccw">{t('columns.again')}</Button></div>
    </div>
  );
}

function Faulty({ faults }: { faults: RecognitionCheck['faults'] }) {
  const t = useText(messages);
  const locale = useLocale();
  const formats = useFormats();
  if (faults.length === 0) return null;
  return (
    <section className="stack">
      <Table
        caption={t('faults.title', { count: formats.number(faults.length) })}
        rows={faults.slice(0, faultsShown)}
        rowKey={({ row }) => String(row)}
        columns={[
          { key: 'row', head: t('faults.row'), rowHeader: true, numeric: true, cell: ({ row }) => row },
          { key: 'why', head: t('faults.why'), cell: ({ say }) => <ul className="ways">{say.map((one) => <li key={one.vi}>{one[locale]}</li>)}</ul> },
        ]}
      />
      {faults.length > faultsShown ? <p className="muted">{t('faults.rest', { shown: faultsShown })}</p> : null}
    </section>
  );
}
