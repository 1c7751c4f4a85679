import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Table, Tag, type Tone } from '../../ui/index.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import type { Gap } from '../queries/adoption-gaps.server.ts';
import type { EvidenceFile } from '../queries/adoption-evidence.server.ts';
import type { Adoption, AdoptionStep } from '../queries/adoptions.server.ts';
import { benefitsByUnit, type AdoptionState } from '../rules/adoption.ts';
import { EvidenceName } from './adoption-evidence.tsx';
import { Evidence } from './evidence-link.tsx';

const tones: Readonly<Record<AdoptionState, Tone>> = { PROPOSED: 'neutral', PILOT: 'brand', APPLIED: 'ok', NOT_APPLIED: 'warn' };

export function AdoptionTag({ state }: { state: AdoptionState }) {
  const t = useText(messages);
  return <Tag tone={tones[state]} {...(state === 'NOT_APPLIED' ? { icon: 'circle-x' as const } : {})}>{t(`state.${state}`)}</Tag>;
}

/** The way back from a page of an adoption. */
export function AdoptionCrumbs({ adoption, here }: { adoption?: { id: string; number: string }; here?: string }) {
  const t = useText(messages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('list.title'), href: '/contest-desk/adoptions' }, ...(adoption ? [{ label: adoption.number, ...(here ? { href: `/contest-desk/adoptions/${adoption.id}` } : {}) }] : []), ...(here ? [{ label: here }] : [])]} />;
}

/** Entries and the units to which they were given; titled where other lists stand beside this one. */
export function AdoptionTable({ adoptions, isOfOneContest = false }: { adoptions: readonly Adoption[]; isOfOneContest?: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Table caption={t('list.table')} hideCaption={!isOfOneContest} rows={adoptions} rowKey={({ id }) => id} columns={[
      { key: 'entry', head: t('entry'), rowHeader: true, cell: ({ id, number, title }) => <a href={`/contest-desk/adoptions/${id}`}>{number} – {title}</a> },
      ...(isOfOneContest ? [] : [{ key: 'contest', head: t('contest'), cell: ({ contestTitle }: Adoption) => contestTitle }]),
      { key: 'unit', head: t('unit'), cell: ({ unitName }) => unitName },
      { key: 'state', head: t('state'), cell: ({ state }) => <AdoptionTag state={state} /> },
      { key: 'recognition', head: t('recognition'), cell: ({ recognition, recognitionTitle }) => recognitionTitle ?? t(`recognition.${recognition}`) },
      { key: 'changed', head: t('changed'), cell: ({ changedAt }) => formats.day(changedAt) },
    ]} />
  );
}

/** Prizes that were given to no unit, with what is said about it in public. */
export function GapTable({ contestId, gaps, canWrite }: { contestId: string; gaps: readonly Gap[]; canWrite: boolean }) {
  const t = useText(messages);
  return (
    <Table caption={t('gap.list')} rows={gaps} rowKey={({ entryId }) => entryId} columns={[
      { key: 'entry', head: t('entry'), rowHeader: true, cell: ({ number, title }) => `${number} – ${title}` },
      { key: 'reason', head: t('gap.reason'), cell: ({ reason }) => (reason ? <span className="pre-line">{reason}</span> : <Tag tone="warn">{t('gap.unsaid')}</Tag>) },
      ...(canWrite ? [{ key: 'deed', head: t('gap.write'), hideHead: true, cell: ({ entryId, number, reason }: Gap) => <a href={`/contest-desk/${contestId}/adoptions/${entryId}/gap`} aria-label={t('gap.of', { number })}>{t(reason ? 'gap.change' : 'gap.write')}</a> }] : []),
    ]} />
  );
}

/** What is to be done by when; the owner says what is done. */
export function Milestones({ adoption, steps, today, canWrite }: { adoption: Adoption; steps: readonly AdoptionStep[]; today: string; canWrite: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  const own = steps.filter(({ kind }) => kind === 'MILESTONE');
  return (
    <Card title={t('own.steps')} id="steps">
      {own.length === 0 ? <p className="muted">{t('own.no-steps')}</p> : (
        <ul className="stack">
          {own.map(({ id, title, dueOn, doneOn, evidence }) => (
            <li key={id}>
              <strong>{title}</strong>
              <p className="muted">{doneOn ? t('own.done', { day: formats.day(doneOn) }) : t('own.due', { day: formats.day(dueOn ?? '') })} {!doneOn && dueOn !== null && dueOn < today ? <Tag tone="danger">{t('own.late')}</Tag> : null}</p>
              <Evidence href={evidence} />
              {!doneOn && canWrite ? <form method="post" noValidate className="form-gap" action={`/contest-desk/adoptions/${adoption.id}/steps/${id}/completion`}><input type="hidden" name="revision" value={adoption.revision} /><Button variant="ghost" icon="check" aria-label={`${t('own.complete')}: ${title}`}>{t('own.complete')}</Button></form> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What was measured, with its evidence, added up by unit of measure. */
export function Benefits({ steps, files, base }: { steps: readonly AdoptionStep[]; files: readonly EvidenceFile[]; base: string }) {
  const t = useText(messages);
  const formats = useFormats();
  const own = steps.filter(({ kind }) => kind === 'BENEFIT');
  const sums = benefitsByUnit(own).map(({ amount, unit }) => `${formats.number(amount)} ${unit}`).join('; ');
  return (
    <Card title={t('own.benefits')} id="benefits" lead={sums ? t('own.total', { sums }) : undefined}>
      {own.length === 0 ? <p className="muted">{t('own.no-benefits')}</p> : (
        <ul className="stack">
          {own.map(({ id, title, amount, unit, doneOn, evidence, fileId }) => <li key={id}><strong>{title}</strong>: {formats.number(amount ?? 0)} {unit} <span className="muted">({formats.day(doneOn ?? '')})</span> <Evidence href={evidence} /> {files.filter((file) => file.id === fileId).map((file) => <EvidenceName key={file.id} file={file} base={base} />)}</li>)}
        </ul>
      )}
    </Card>
  );
}

/** When the owner was and will be asked. */
export function Prompts({ steps }: { steps: readonly AdoptionStep[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const own = steps.filter(({ kind }) => kind === 'PROMPT');
  return <Card title={t('own.prompts')} id="prompts"><ul className="bullets">{own.map(({ id, title, dueOn, doneOn, askedOn, answer }) => <li key={id}>{t('own.prompt', { months: title, day: formats.day(dueOn ?? '') })}{askedOn ? ` – ${t(doneOn ? 'own.asked' : 'own.open')}` : ''}{answer ? <p className="pre-line">{t('own.answer', { day: formats.day(doneOn ?? ''), answer })}</p> : null}</li>)}</ul></Card>;
}
