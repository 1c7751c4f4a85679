import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Meta, Table, Tag } from '../../ui/index.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import type { EvidenceFile } from '../queries/adoption-evidence.server.ts';
import { pilotChange, type Pilot } from '../rules/pilot.ts';
import { Evidence } from './evidence-link.tsx';

/** Where and when an entry was tried out, and what it changed against the measure before. */
export function PilotFacts({ pilot }: { pilot: Pilot }) {
  const t = useText(messages);
  const formats = useFormats();
  const amountOn = (amount: number, day: string) => t('pilot.amount-on', { amount: formats.number(amount), unit: pilot.unit, day: formats.day(day) });
  return (
    <Meta items={[
      { term: t('pilot.place'), detail: pilot.place },
      { term: t('pilot.days'), detail: t('pilot.from-to', { from: formats.day(pilot.startsOn), to: formats.day(pilot.endsOn) }) },
      { term: t('pilot.measure'), detail: pilot.measure },
      { term: t('pilot.before'), detail: amountOn(pilot.baseline, pilot.baselineOn) },
      { term: t('pilot.after'), detail: pilot.result === null ? t('pilot.waiting') : amountOn(pilot.result, pilot.resultOn ?? '') },
      ...(pilot.result === null ? [] : [{ term: t('pilot.change'), detail: <><PilotResult pilot={pilot} /> <Evidence href={pilot.evidence} /></> }]),
    ]} />
  );
}

/** The result against the baseline, in a number and a word. */
function PilotResult({ pilot }: { pilot: Pilot }) {
  const t = useText(messages);
  const formats = useFormats();
  const change = pilotChange(pilot);
  if (!change) return null;
  const signed = (value: number, shown: string) => (value > 0 ? `+${shown}` : shown);
  const difference = signed(change.difference, formats.number(change.difference));
  const words = change.share === null ? t('pilot.change-plain', { difference, unit: pilot.unit }) : t('pilot.change-share', { difference, unit: pilot.unit, share: signed(change.share, formats.percent(change.share)) });
  return <>{words} <Tag tone={change.verdict === 'BETTER' ? 'ok' : change.verdict === 'WORSE' ? 'warn' : 'neutral'}>{t(`pilot.${change.verdict}`)}</Tag></>;
}

/** The pilot on the page of an adoption; its leader writes it. */
export function PilotCard({ base, pilot, canWrite }: { base: string; pilot: Pilot | null; canWrite: boolean }) {
  const t = useText(messages);
  return (
    <Card title={t('pilot.title')} id="pilot" footer={canWrite ? <LinkButton variant="ghost" href={`${base}/pilot`}>{t('pilot.write')}</LinkButton> : undefined}>
      {pilot ? <PilotFacts pilot={pilot} /> : <p className="muted">{t('pilot.none')}</p>}
    </Card>
  );
}

type Linked = Pick<EvidenceFile, 'id' | 'name' | 'isScanned'> & Partial<Pick<EvidenceFile, 'stoppedAt'>>;

/** A file to be kept, with what the scanner says of it; one that it stops is named only. */
export function EvidenceName({ file: { id, name, isScanned, stoppedAt }, base }: { file: Linked; base: string }) {
  const t = useText(messages);
  if (stoppedAt) return <>{name} <Tag tone="danger">{t('files.stopped')}</Tag></>;
  return <><a href={`${base}/files/${id}`} download>{name}</a>{isScanned ? null : <> <Tag tone="neutral">{t('files.unscanned')}</Tag></>}</>;
}

/** Files of evidence as links; in public only those that are shown. */
export function EvidenceLinks({ files, base }: { files: readonly (Linked & Pick<EvidenceFile, 'bytes' | 'kind'>)[]; base: string }) {
  const { bytes } = useFormats();
  return <ul className="bullets">{files.map((file) => <li key={file.id}><EvidenceName file={file} base={base} /> <span className="muted">({file.kind}, {bytes(file.bytes)})</span></li>)}</ul>;
}

export function EvidenceCard({ base, files, canWrite }: { base: string; files: readonly EvidenceFile[]; canWrite: boolean }) {
  const t = useText(messages);
  return (
    <Card title={t('files.title')} id="files" footer={canWrite ? <LinkButton variant="ghost" href={`${base}/files`}>{t('files.open')}</LinkButton> : undefined}>
      {files.length > 0 ? <EvidenceLinks files={files} base={base} /> : <p className="muted">{t('files.none')}</p>}
    </Card>
  );
}

/** The files with who may read each, and what their leader can do with them. */
export function EvidenceTable({ base, revision, files }: { base: string; revision: number; files: readonly EvidenceFile[] }) {
  const t = useText(messages);
  const { bytes } = useFormats();
  return (
    <Table caption={t('files.title')} hideCaption rows={files} rowKey={({ id }) => id} columns={[
      { key: 'name', head: t('files.name'), rowHeader: true, cell: (file) => <EvidenceName file={file} base={base} /> },
      { key: 'size', head: t('files.size'), numeric: true, cell: (file) => bytes(file.bytes) },
      { key: 'state', head: t('files.state'), cell: ({ shownAt, stoppedAt }) => (shownAt ? <Tag tone="ok">{t('files.shown')}</Tag> : t(stoppedAt ? 'files.nobody' : 'files.internal')) },
      { key: 'deeds', head: t('files.deeds'), hideHead: true, cell: (file) => <FileDeeds base={base} revision={revision} file={file} /> },
    ]} />
  );
}

function FileDeeds({ base, revision, file: { id, name, shownAt, isScanned, stoppedAt } }: { base: string; revision: number; file: EvidenceFile }) {
  const t = useText(messages);
  const showing = t(shownAt ? 'files.hide' : isScanned ? 'files.show' : 'files.show-unscanned');
  return (
    <div className="row">
      {stoppedAt ? null : <form method="post" action={`${base}/files/${id}/showing`}><input type="hidden" name="revision" value={revision} />{shownAt ? null : <input type="hidden" name="shown" value="on" />}{shownAt || isScanned ? null : <input type="hidden" name="unscanned" value="on" />}<Button variant="quiet" aria-label={`${showing}: ${name}`}>{showing}</Button></form>}
      <form method="post" action={`${base}/files/${id}/removal`}><input type="hidden" name="revision" value={revision} /><Button variant="quiet" icon="trash-2" aria-label={`${t('files.remove')}: ${name}`}>{t('files.remove')}</Button></form>
    </div>
  );
}
