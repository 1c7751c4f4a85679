import { Select } from '../../ui/index.ts';
import { cellField, faultField, faultKinds, type CleaningRecord } from '../rules/drill.ts';
import { Why, type DrillParts, type DrillSay } from './drill-parts.tsx';

/** Records that each may hold one fault. On wide screens the cells stand below each other as in a table, on phones each record is a card. */
export function CleaningParts({ body, ...parts }: DrillParts<'cleaning'>) {
  return (
    <ul className="drill-items">
      {body.records.map((record, at) => <li key={at}><RecordCard record={record} at={at} heads={body.heads} {...parts} /></li>)}
    </ul>
  );
}

function RecordCard({ record, at, heads, name, form, given, marks, t }: Omit<DrillParts<'cleaning'>, 'body'> & { record: CleaningRecord; at: number; heads: string[] }) {
  const mark = marks?.[at];
  const field = (own: string) => ({ id: `${name}-${own}`, name: `${name}.${own}`, form, emptyLabel: t('choose'), defaultValue: given[own] ?? '' });
  return (
    <fieldset className="drill-item">
      <legend>{t('cleaning.record', { n: at + 1 })}</legend>
      <dl className="drill-record">
        {record.cells.map((cell, n) => <div key={n}><dt>{heads[n]}</dt><dd>{cell || t('cleaning.blank')}</dd></div>)}
      </dl>
      <div className="drill-selects">
        <Select {...field(cellField(at))} label={t('cleaning.cell')} options={[{ value: '0', label: t('cleaning.none') }, ...heads.map((label, n) => ({ value: `${n + 1}`, label }))]} />
        <Select {...field(faultField(at))} label={t('cleaning.fault')} options={faultKinds.map((value) => ({ value, label: t(`fault.${value}`) }))} />
      </div>
      {mark ? <Why mark={mark} t={t} solution={solution(record, heads, t)}>{record.fault?.why ?? t('cleaning.clean')}</Why> : null}
    </fieldset>
  );
}

function solution({ fault }: CleaningRecord, heads: readonly string[], t: DrillSay): string | undefined {
  return fault ? t('cleaning.solution', { column: heads[fault.cell - 1] ?? '', fault: t(`fault.${fault.kind}`) }) : undefined;
}
