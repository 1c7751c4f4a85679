import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Notice, RadioGroup, Select, Table, Tag, TextInput, type Tone } from '../../ui/index.ts';
import { deskMessages } from '../messages/desk.ts';
import { documentMessages } from '../messages/documents.ts';
import type { DocumentLine, RestingAnswer, Validity } from '../queries/legal-documents.server.ts';

const tones: Readonly<Record<Validity, Tone>> = { IN_FORCE: 'ok', ENDING: 'warn', EXPIRED: 'danger', NOT_YET: 'brand', UNKNOWN: 'neutral' };

export function ValidityTag({ validity }: { validity: Validity }) {
  const t = useText(documentMessages);
  return <Tag tone={tones[validity]}>{t(`validity.${validity}`)}</Tag>;
}

/** All documents, those that end first. */
export function DocumentsTable({ documents }: { documents: readonly DocumentLine[] }) {
  const t = useText(documentMessages);
  const formats = useFormats();
  const day = (value: string | null) => (value ? formats.day(value) : '–');
  return (
    <Table
      caption={t('title')}
      hideCaption
      rows={documents}
      rowKey={(document) => document.id}
      columns={[
        { key: 'name', head: t('name'), rowHeader: true, cell: (document) => <a href={`/answers/documents/${document.id}`}>{document.name}</a> },
        { key: 'validity', head: t('col.validity'), cell: (document) => <ValidityTag validity={document.validity} /> },
        { key: 'from', head: t('from'), cell: (document) => day(document.effectiveFrom) },
        { key: 'to', head: t('to'), cell: (document) => day(document.effectiveTo) },
        { key: 'answers', head: t('col.answers'), numeric: true, cell: (document) => formats.number(document.answers) },
      ]}
    />
  );
}

/** The two days of a document. */
export function DateFields({ stored }: { stored?: { effectiveFrom: string | null; effectiveTo: string | null } }) {
  const t = useText(documentMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="effectiveFrom" type="date" label={t('from')} error={say('effectiveFrom')} defaultValue={value('effectiveFrom', stored?.effectiveFrom)} width="middle" />
      <TextInput name="effectiveTo" type="date" label={t('to')} hint={t('to-hint')} error={say('effectiveTo')} defaultValue={value('effectiveTo', stored?.effectiveTo)} width="middle" />
    </>
  );
}

/** What a last day does to the answers that rest on a document. */
export function Effect({ count, at, isPast, unsaved }: { count: number; at: string | null; isPast: boolean; unsaved: string | null }) {
  const t = useText(documentMessages);
  const formats = useFormats();
  const said = { count: formats.number(count), at: at ? formats.second(at) : '' };
  const text = count === 0 ? t('effect.none') : at === null ? t('effect.no-end', { count: said.count }) : isPast ? t('effect.now', said) : t('effect.will', said);
  return (
    <Notice tone={at && count > 0 ? 'warn' : 'info'} live={false}>
      {text}{unsaved ? <> {t('effect.unsaved', { day: formats.day(unsaved) })}</> : null}
    </Notice>
  );
}

/** The answers on a document and what follows each of them. */
export function RestingTable({ resting }: { resting: readonly RestingAnswer[] }) {
  const t = useText(documentMessages);
  const d = useText(deskMessages);
  const formats = useFormats();
  const next = ({ number, newest }: RestingAnswer) => {
    if (newest.number === number) return t('next.none');
    if (newest.state === 'OUT') return newest.rests ? t('next.none') : t('next.ready', { number: newest.number });
    return newest.plannedPublishAt ? <>{t('next.planned', { number: newest.number, at: formats.second(newest.plannedPublishAt) })} <Tag>{d(`work.${newest.state}`)}</Tag></> : t('next.under-way', { number: newest.number });
  };
  return (
    <Table
      caption={t('resting')}
      rows={resting}
      rowKey={(one) => one.id}
      columns={[
        { key: 'question', head: d('col.question'), rowHeader: true, cell: (one) => <a href={`/answers/${one.id}`}>{one.question}</a> },
        { key: 'article', head: t('col.article'), cell: (one) => one.article ?? '–' },
        { key: 'next', head: t('col.next'), cell: next },
      ]}
    />
  );
}

/** One step to successors for whatever has none yet. Nothing is ticked beforehand: each answer gets a successor because somebody chose it. */
export function SuccessorsForm({ document, resting, at, others }: { document: { id: string }; resting: readonly RestingAnswer[]; at: string; others: readonly string[] }) {
  const t = useText(documentMessages);
  const formats = useFormats();
  const isPlanned = ({ newest }: RestingAnswer) => newest.plannedPublishAt === at && !newest.rests;
  const open = resting.filter((one) => !isPlanned(one) && (one.newest.number === one.number || one.newest.state === 'DRAFT' || one.newest.state === 'RETURNED'));
  if (open.length === 0) return null;
  return (
    <Card title={t('prepare', { at: formats.second(at) })} id="successors" lead={t('prepare-lead')}>
      <form method="post" action={`/answers/documents/${document.id}/successors`} className="stack">
        <RadioGroup multiple name="entries[]" legend={t('prepare-choose')} value={[]} options={open.map(({ id, question }) => ({ value: id, label: question }))} />
        <Select name="replacement" label={t('replacement')} emptyLabel={t('replacement-none')} options={others.map((name) => ({ value: name, label: name }))} />
        <TextInput name="article" label={t('article')} maxLength={200} width="middle" />
        <div className="row"><Button icon="calendar">{t('prepare-button')}</Button></div>
      </form>
    </Card>
  );
}
