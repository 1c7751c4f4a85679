import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, PageHead, ProgressBar } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { Run } from '../queries/assignment-run.server.ts';
import { RuleCrumbs, useRunWords } from './assignment-parts.tsx';

/** How far a rule's work is. It reloads itself without a script; with one, only the bar moves. The work goes on when nobody looks. */
export function AssignmentRunPage({ run, rule }: { run: Run; rule: { id: string; name: string; isOwn: boolean } }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRunWords();
  const isOpen = run.state === 'QUEUED' || run.state === 'RUNNING';
  const title = t(run.state === 'DONE' ? 'run.done-title' : 'run.title', { name: rule.name });
  const counts = { done: formats.number(run.done), total: formats.number(run.total) };
  return (
    <div className="stack-l">
      <PageHead title={title} lead={isOpen ? t('run.lead') : undefined} breadcrumb={<RuleCrumbs rule={rule} here={t('runs.title')} />} actions={<LinkButton href={`/admin/assignments/${rule.id}`} variant={run.state === 'DONE' ? undefined : 'ghost'}>{t('run.to-rule')}</LinkButton>} />
      {run.state === 'FAILED' ? <Notice tone="danger" action={rule.isOwn ? <form method="post" action={`/admin/assignments/${rule.id}/runs`}><Button icon="rotate-ccw">{t('run.resume')}</Button></form> : undefined}>{t('run.failed', counts)}</Notice> : null}
      {run.state === 'DONE' ? <Notice tone="ok">{t('run.finished', { time: formats.moment(run.finishedAt ?? run.createdAt), counts: words(run.counts) })}</Notice> : null}
      {isOpen ? <noscript><meta httpEquiv="refresh" content="3" /></noscript> : null}
      <Card>
        <div {...(isOpen ? { 'data-island': 'import-progress', 'data-url': `/admin/assignments/runs/${run.id}/progress` } : {})}>
          <ProgressBar label={t('run.progress')} value={run.state === 'DONE' ? Math.max(1, run.done) : run.done} max={Math.max(1, run.total)} text={t('run.count', counts)} size="thick" tone={run.state === 'DONE' ? 'ok' : 'brand'} />
        </div>
        {isOpen ? <p><a href={`/admin/assignments/runs/${run.id}`}>{t('run.reload')}</a></p> : null}
      </Card>
    </div>
  );
}
