import { useActionData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Faults, useFaults } from '../../people/index.ts';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, FieldGroup, RadioGroup, Select, TextArea, TextInput } from '../../ui/index.ts';
import { prizeKinds } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import type { Call, Criterion, Dataset, DatasetChoice, Prize, Track } from '../queries/call.server.ts';
import { percentText } from '../rules/weights.ts';
import { useReadOnly } from './call-parts.tsx';

export interface UnitChoice { id: string; name: string }

/** A form of one step with what was refused above it. */
export function StepForm({ revision, children, last }: { revision: number; children: ReactNode; last?: boolean }) {
  const t = useText(messages);
  const isReadOnly = useReadOnly();
  return (
    <div className="form">
      <Faults />
      <form method="post" noValidate className="stack">
        <input type="hidden" name="revision" value={revision} />
        {children}
        {isReadOnly ? null : <div className="row"><Button icon="save">{t(last ? 'save' : 'save-next')}</Button></div>}
      </form>
    </div>
  );
}

/** The words of a call. */
export function AboutFields({ call, units }: { call: Call | null; units: readonly UnitChoice[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="title" label={t('field.title')} error={say('title')} defaultValue={value('title', call?.title)} required />
      <TextInput name="code" label={t('field.code')} hint={t('field.code-hint')} error={say('code')} defaultValue={value('code', call?.code)} width="short" required />
      <TextInput name="slug" label={t('field.slug')} hint={t('field.slug-hint')} optionalText={t('optional')} error={say('slug')} defaultValue={value('slug', call?.slug)} autoCapitalize="none" spellCheck={false} />
      <Select name="unitId" label={t('field.unit')} error={say('unitId')} defaultValue={value('unitId', call?.unitId)} emptyLabel={t('choose')} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      <TextArea name="summary" label={t('field.summary')} error={say('summary')} defaultValue={value('summary', call?.summary)} rows={3} required />
      <TextArea name="eligibility" label={t('field.eligibility')} error={say('eligibility')} defaultValue={value('eligibility', call?.eligibility)} rows={6} required />
    </>
  );
}

/** What an empty row comes with. */
const prefilled = /^(id|kind|count|maxScore)_/;

/** How many rows a form has and how many of them are open: those that are stored, those that were typed, and, for whoever may write, of three empty ones the first, two at least. */
function useRowCount(stored: number, most: number): { count: number; open: number } {
  const refused = useActionData() as FormFaults | undefined;
  const isReadOnly = useReadOnly();
  const typed = refused?.ok === false ? [...Object.keys(refused.faults), ...Object.entries(refused.values).flatMap(([name, value]) => (value.trim() === '' || prefilled.test(name) ? [] : [name]))].flatMap((name) => /_(\d{1,2})$/.exec(name)?.[1] ?? []).map(Number) : [];
  if (isReadOnly) return { count: stored, open: stored };
  const used = typed.map((at) => at + 1);
  return { count: Math.min(most, Math.max(stored + 3, ...used)), open: Math.min(most, Math.max(stored + 1, 2, ...used)) };
}

interface RowsProps<Row> {
  stored: readonly Row[];
  most: number;
  legend: (number: number) => string;
  children: (row: Row | undefined, at: number) => ReactNode;
}

/** Rows of a list, each a group with its number; the empty ones at the end are for new rows, folded but for the first. */
function Rows<Row extends { id: string }>({ stored, most, legend, children }: RowsProps<Row>) {
  const t = useText(messages);
  const { value } = useFaults();
  const { count, open } = useRowCount(stored.length, most);
  if (count === 0) return <p className="muted">{t('read-only.none')}</p>;
  const rows = Array.from({ length: count }, (_, at) => (
    <Card key={at} tight>
      <fieldset className="field">
        <legend className="group-title">{legend(at + 1)}</legend>
        <div className="stack">
          <input type="hidden" name={`id_${at}`} value={value(`id_${at}`, stored[at]?.id)} />
          <FieldGroup name={legend(at + 1)}>{children(stored[at], at)}</FieldGroup>
        </div>
      </fieldset>
    </Card>
  ));
  return (
    <>
      {rows.slice(0, open)}
      {count > open ? <Disclosure summary={t('row.more')}><div className="stack">{rows.slice(open)}</div></Disclosure> : null}
    </>
  );
}

export function TrackRows({ tracks }: { tracks: readonly Track[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return <Rows stored={tracks} most={20} legend={(number) => t('row.track', { number })}>{(row, at) => <TextInput name={`title_${at}`} label={t('field.name')} error={say(`title_${at}`)} defaultValue={value(`title_${at}`, row?.title)} />}</Rows>;
}

export function DatasetRows({ datasets }: { datasets: readonly Dataset[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Rows stored={datasets} most={30} legend={(number) => t('row.dataset', { number })}>
      {(row, at) => (
        <>
          <TextInput name={`title_${at}`} label={t('field.name')} error={say(`title_${at}`)} defaultValue={value(`title_${at}`, row?.title)} />
          <TextInput name={`holder_${at}`} label={t('field.holder')} error={say(`holder_${at}`)} defaultValue={value(`holder_${at}`, row?.holder)} />
          <TextInput name={`url_${at}`} type="url" label={t('field.url')} optionalText={t('optional')} error={say(`url_${at}`)} defaultValue={value(`url_${at}`, row?.url)} />
          <TextArea name={`terms_${at}`} label={t('field.terms')} error={say(`terms_${at}`)} defaultValue={value(`terms_${at}`, row?.terms)} rows={2} />
        </>
      )}
    </Rows>
  );
}

/** Sets that other calls brought in. */
export function KnownDatasets({ known }: { known: readonly DatasetChoice[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  if (known.length === 0) return null;
  return <RadioGroup multiple name="known[]" id="known" legend={t('field.known')} error={say('known')} value={value('known').split('\n')} options={known.map(({ id, title, holder }) => ({ value: id, label: title, hint: holder }))} />;
}

export function CriterionRows({ criteria }: { criteria: readonly Criterion[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Rows stored={criteria} most={15} legend={(number) => t('row.criterion', { number })}>
      {(row, at) => (
        <>
          <TextInput name={`title_${at}`} label={t('field.name')} error={say(`title_${at}`)} defaultValue={value(`title_${at}`, row?.title)} />
          <div className="row">
            <TextInput name={`weight_${at}`} label={t('field.weight')} error={say(`weight_${at}`)} defaultValue={value(`weight_${at}`, row && percentText(row.weight))} inputMode="decimal" width="short" />
            <TextInput name={`maxScore_${at}`} label={t('field.max')} error={say(`maxScore_${at}`)} defaultValue={value(`maxScore_${at}`, String(row?.maxScore ?? 10))} inputMode="numeric" width="short" />
          </div>
          <TextArea name={`anchors_${at}`} label={t('field.anchors')} hint={t('field.anchors-hint')} error={say(`anchors_${at}`)} defaultValue={value(`anchors_${at}`, row?.anchors.join('\n'))} rows={4} />
        </>
      )}
    </Rows>
  );
}

export function PrizeRows({ prizes }: { prizes: readonly Prize[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  return (
    <Rows stored={prizes} most={20} legend={(number) => t('row.prize', { number })}>
      {(row, at) => (
        <>
          <Select name={`kind_${at}`} label={t('field.kind')} error={say(`kind_${at}`)} defaultValue={value(`kind_${at}`, row?.kind ?? 'FIRST')} options={prizeKinds.map((kind) => ({ value: kind, label: t(`prize.${kind}`) }))} />
          <TextInput name={`title_${at}`} label={t('field.name')} error={say(`title_${at}`)} defaultValue={value(`title_${at}`, row?.title)} />
          <div className="row">
            <TextInput name={`count_${at}`} label={t('field.count')} error={say(`count_${at}`)} defaultValue={value(`count_${at}`, String(row?.count ?? 1))} inputMode="numeric" width="short" />
            <TextInput name={`amount_${at}`} label={t('field.amount')} optionalText={t('optional')} error={say(`amount_${at}`)} defaultValue={value(`amount_${at}`, row?.amount === null || row === undefined ? '' : formats.number(row.amount))} inputMode="numeric" />
          </div>
        </>
      )}
    </Rows>
  );
}
