import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Meta, Table } from '../../ui/index.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { percentOfTarget } from '../rules/models.ts';
import type { CountedFigure, ReportContent, ReportFile, ReportLine } from '../rules/report-content.ts';
import type { Part, TextPart } from '../rules/report-state.ts';
import { StatusTag } from './report-parts.tsx';

/** A whole report to be read: as it stands, or as a version holds it; of files that the scanner stopped since then only the name. */
export function ReportShown({ id, content, stopped = [] }: { id: string; content: ReportContent; stopped?: readonly string[] }) {
  const t = useText(messages);
  const { header, texts } = content;
  return (
    <div className="stack">
      <Card title={t('part.HEADER')} id="shown-header">
        <Meta items={[{ term: t('header.sign'), detail: header.sign || t('empty') }, { term: t('header.place'), detail: header.place || t('empty') }, { term: t('header.on-behalf'), detail: header.onBehalf || t('empty') }, { term: t('header.signer'), detail: header.signerTitle || t('empty') }, { term: t('header.signer-name'), detail: header.signerName || t('empty') }]} />
      </Card>
      <TextCard part="DIRECTION" text={texts.DIRECTION} />
      <LinesShown id={id} content={content} stopped={stopped} />
      {(['DIFFICULTIES', 'NEXT', 'PROPOSALS'] as const).map((part) => <TextCard key={part} part={part} text={texts[part]} byModel={content.lines.some((line) => part !== 'PROPOSALS' && line[wordsOf[part]] !== '')} />)}
    </div>
  );
}

/** To leave these open says that there is nothing; the others were not written yet. */
export const mayBeEmpty: ReadonlySet<Part> = new Set<Part>(['DIFFICULTIES', 'PROPOSALS']);

/** What a line says of its own model in these parts. */
const wordsOf = { DIFFICULTIES: 'difficulties', NEXT: 'tasks' } as const;

function TextCard({ part, text, byModel = false }: { part: TextPart; text: string; byModel?: boolean }) {
  const t = useText(messages);
  return (
    <Card title={t(`part.${part}`)} id={`shown-${part.toLowerCase()}`}>
      {text ? <p className="pre-line">{text}</p> : byModel ? null : <p className="muted">{t(mayBeEmpty.has(part) ? 'nothing' : 'task.todo')}</p>}
      {byModel ? <p className="muted">{t('by-model')}</p> : null}
    </Card>
  );
}

/** Quantity against target in words. */
export function useResult(): (line: Pick<ReportLine, 'quantity' | 'target' | 'measure'>) => string {
  const t = useText(messages);
  const formats = useFormats();
  return ({ quantity, target, measure }) => {
    if (quantity === null) return '–';
    if (target === null) return t('line.only', { quantity: formats.number(quantity), measure }).trim();
    return t('line.of', { quantity: formats.number(quantity), target: formats.number(target), measure }).trim();
  };
}

function LinesShown({ id, content, stopped }: { id: string; content: ReportContent; stopped: readonly string[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const result = useResult();
  return (
    <Card title={t('part.LINES')} id="shown-lines">
      <Table
        caption={t('part.LINES')}
        hideCaption
        rows={content.lines}
        rowKey={({ model }) => String(model)}
        columns={[
          { key: 'model', head: t('col.model'), rowHeader: true, cell: ({ model, name }) => `${model}. ${name}` },
          { key: 'status', head: t('col.status'), cell: ({ status }) => <StatusTag status={status} /> },
          { key: 'result', head: t('col.result'), cell: (line) => {
            const percent = percentOfTarget(line.quantity, line.target);
            return <span className="cell-room">{result(line)}{percent === null ? null : <><br /><span className="muted small">{t('line.percent', { percent: formats.number(percent) })}</span></>}</span>;
          } },
          { key: 'evidence', head: t('col.evidence'), cell: (line) => <Evidence id={id} line={line} stopped={stopped} files={content.files.filter(({ model }) => model === line.model)} figures={content.figures.filter(({ model }) => model === line.model)} /> },
          { key: 'plan', head: t('col.plan'), cell: (line) => <LineWords line={line} /> },
        ]}
      />
    </Card>
  );
}

/** What hinders one model and what comes next. */
export function LineWords({ line: { difficulties, tasks } }: { line: Pick<ReportLine, 'difficulties' | 'tasks'> }) {
  const t = useText(messages);
  if (difficulties === '' && tasks === '') return <>–</>;
  return (
    <div className="ways">
      {difficulties ? <p className="pre-line">{t('line.difficulties-said', { text: difficulties })}</p> : null}
      {tasks ? <p className="pre-line">{t('line.tasks-said', { text: tasks })}</p> : null}
    </div>
  );
}

function Evidence({ id, line, stopped, files, figures }: { id: string; line: ReportLine; stopped: readonly string[]; files: readonly ReportFile[]; figures: readonly CountedFigure[] }) {
  const t = useText(messages);
  return (
    <div className="ways">
      {line.evidence ? <p className="pre-line">{line.evidence}</p> : null}
      {line.link ? <p><a href={line.link} rel="noreferrer">{line.link}</a></p> : null}
      {files.map((file) => <p key={file.id}>{stopped.includes(file.id) ? t('file-stopped', { name: file.name }) : <a href={`/reports/monthly/${id}/files/${file.id}`} download>{file.name}</a>}</p>)}
      {line.comment ? <p className="pre-line">{line.comment}</p> : null}
      <Figures figures={figures} isRead />
      {line.evidence || line.link || line.comment || files.length > 0 || figures.length > 0 ? null : '–'}
    </div>
  );
}

/** What the program has counted, and when; whoever writes the report is told what she can do about it. */
export function Figures({ figures, isBare, isRead }: { figures: readonly CountedFigure[]; isBare?: boolean; isRead?: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  const [first] = figures;
  if (!first) return null;
  const said = ({ key, value, total }: CountedFigure) => {
    if (value === null) return t(key === 'reached' ? 'figure.reached-small' : 'figure.trained-small');
    return t(`figure.${key}`, { value: formats.number(value), total: formats.number(total ?? 0) });
  };
  return (
    <div className="small">
      {isBare ? null : <p><b>{isRead ? t('figures-at', { at: formats.moment(first.countedAt) }) : t('figures')}</b></p>}
      <ul className="ways">{figures.map((figure) => <li key={figure.key}>{said(figure)}</li>)}</ul>
      {isBare || isRead ? null : <p className="muted">{t('figures-note', { at: formats.moment(first.countedAt) })}</p>}
    </div>
  );
}
