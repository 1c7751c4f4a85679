import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, TaskList, type TaskItem, type TaskStatus } from '../../ui/index.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { monthWords } from '../rules/period.ts';
import type { StoredReport } from '../queries/report-content.server.ts';
import type { Part, TextPart } from '../rules/report-state.ts';
import { Figures, mayBeEmpty, useResult } from './report-shown.tsx';
import { StatusTag } from './report-parts.tsx';

/** The parts of a report that is written, each with its own page and its own saving. */
export function ReportTasks({ id, stored, previous }: { id: string; stored: StoredReport; previous: string | null }) {
  const t = useText(messages);
  const labels: Record<TaskStatus, string> = { todo: t('task.todo'), doing: t('task.doing'), done: t('task.done'), locked: t('task.locked') };
  const part = (name: Part): TaskItem => ({ id: name, title: t(`part.${name}`), href: `/reports/monthly/${id}/parts/${name.toLowerCase()}`, status: isWritten(stored, name) ? 'done' : 'todo', ...(!isWritten(stored, name) && mayBeEmpty.has(name) ? { statusLabel: t('task.empty') } : {}) });
  return (
    <div className="stack">
      {previous ? (
        <form method="post" action={`/reports/monthly/${id}/carrying-over`} className="row">
          <Button variant="ghost" icon="copy">{t('carry-over', { month: monthWords(previous) })}</Button>
          <span className="muted small">{t('carry-over-text')}</span>
        </form>
      ) : null}
      <Card><TaskList label={t('tasks')} ordered={false} statusLabels={labels} items={(['HEADER', 'DIRECTION'] as const).map(part)} /></Card>
      <LineTasks id={id} stored={stored} labels={labels} />
      <Card><TaskList label={t('tasks')} ordered={false} statusLabels={labels} items={(['DIFFICULTIES', 'NEXT', 'PROPOSALS'] as const).map(part)} /></Card>
      <div className="row"><LinkButton icon="check-check" href={`/reports/monthly/${id}/check`}>{t('check')}</LinkButton></div>
    </div>
  );
}

function isWritten({ content, revisions }: StoredReport, part: Part): boolean {
  return part === 'HEADER' ? revisions.parts.HEADER !== undefined : content.texts[part as TextPart] !== '';
}

function LineTasks({ id, stored: { content }, labels }: { id: string; stored: StoredReport; labels: Record<TaskStatus, string> }) {
  const t = useText(messages);
  const formats = useFormats();
  const result = useResult();
  const [counted] = content.figures;
  const items = content.lines.map((line): TaskItem => ({
    id: String(line.model), title: `${line.model}. ${line.name}`, href: `/reports/monthly/${id}/lines/${line.model}`, status: line.status === null ? 'todo' : 'done',
    detail: line.quantity === null ? undefined : result(line), aside: line.status === null ? undefined : <StatusTag status={line.status} />,
    reason: content.figures.some(({ model }) => model === line.model) ? <Figures figures={content.figures.filter(({ model }) => model === line.model)} isBare /> : undefined,
  }));
  return (
    <Card title={t('part.LINES')} id="lines">
      <TaskList label={t('part.LINES')} ordered={false} statusLabels={{ ...labels, done: '' }} items={items} />
      {counted ? <form method="post" action={`/reports/monthly/${id}/figures`} className="actions"><Button variant="ghost" icon="rotate-ccw">{t('recount')}</Button><span className="muted small">{t('figures-note', { at: formats.moment(counted.countedAt) })}</span></form> : null}
    </Card>
  );
}
