import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Disclosure, EmptyState, Notice, Table, Tag } from '../../ui/index.ts';
import { jobNames } from '../messages/job-names.ts';
import { oversightMessages } from '../messages/oversight.ts';
import type { JobKind, RunningProcess } from '../queries/machine-room.server.ts';

/** The name of a job in words; a job of an older program keeps the name under which it was queued. */
export function useJobName(): (name: string) => string {
  const names = useText(jobNames);
  return (name) => (Object.hasOwn(jobNames.catalogue, name) ? names(name as keyof typeof jobNames.catalogue) : name);
}

/** Which processes are at work, and whether the shared queue answers them. */
export function ProcessTable({ processes, due }: { processes: readonly RunningProcess[]; due: number }) {
  const t = useText(oversightMessages);
  const formats = useFormats();
  const working = processes.filter(({ standing, runsJobs }) => standing === 'ALIVE' && runsJobs);
  return (
    <>
      {working.length === 0 ? <Notice tone="warn">{t('process.nobody', { due })}</Notice> : null}
      {working.some(({ queue }) => queue === 'REDIS_AWAY') ? <Notice tone="warn">{t('process.redis-away')}</Notice> : null}
      {processes.length === 0 ? null : (
        <Table
          caption={t('process.title')}
          hideCaption
          rows={processes}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', head: t('process.name'), rowHeader: true, cell: ({ name, runsJobs }) => <>{t(`process.${name}`)}<span className="block muted small">{t(runsJobs ? 'process.runs-jobs' : 'process.runs-none')}</span></> },
            { key: 'pid', head: t('process.pid'), numeric: true, cell: ({ pid }) => String(pid) },
            { key: 'since', head: t('process.since'), cell: ({ startedAt }) => formats.moment(startedAt) },
            { key: 'standing', head: t('process.standing'), cell: ({ standing }) => <Tag tone={standing === 'ALIVE' ? 'ok' : 'warn'}>{t(`process.${standing}`)}</Tag> },
            { key: 'queue', head: t('process.queue'), cell: ({ queue }) => <Tag tone={queue === 'REDIS_AWAY' ? 'warn' : 'neutral'}>{t(`queue.${queue}`)}</Tag> },
          ]}
        />
      )}
    </>
  );
}

/** Every kind of job that is due, runs, has failed or was done within the hour; those that only wait for their hour stand behind. */
export function JobTable({ kinds }: { kinds: readonly JobKind[] }) {
  const t = useText(oversightMessages);
  const isAtWork = ({ due, running, failed, doneInHour }: JobKind) => due + running + failed + doneInHour > 0;
  const [atWork, waiting] = [kinds.filter(isAtWork), kinds.filter((kind) => !isAtWork(kind))];
  return (
    <>
      {atWork.length > 0 ? <KindTable kinds={atWork} /> : <EmptyState icon="circle-check" level={3} title={t('operations.kinds-none')} />}
      {waiting.length > 0 ? <Disclosure summary={t('operations.kinds-later', { count: waiting.length })}><KindTable kinds={waiting} /></Disclosure> : null}
    </>
  );
}

function KindTable({ kinds }: { kinds: readonly JobKind[] }) {
  const t = useText(oversightMessages);
  const formats = useFormats();
  const nameOf = useJobName();
  const number = (key: 'due' | 'later' | 'running' | 'failed' | 'doneInHour', head: string) => ({ key, head, numeric: true, cell: (kind: JobKind) => formats.number(kind[key]) });
  return (
    <Table
      caption={t('operations.kinds')}
      hideCaption
      rows={kinds}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', head: t('operations.name'), rowHeader: true, cell: ({ name }) => nameOf(name) },
        number('due', t('operations.due')),
        { key: 'oldest', head: t('operations.oldest'), cell: ({ oldestDue }) => (oldestDue ? formats.moment(oldestDue) : '–') },
        number('running', t('job.RUNNING')),
        number('doneInHour', t('operations.done-hour')),
        number('failed', t('job.FAILED')),
        number('later', t('operations.later')),
      ]}
    />
  );
}
