import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { jobSigns, kindOf, troubleMessages } from '../../platform/trouble.ts';
import { Button, Table } from '../../ui/index.ts';
import { oversightMessages } from '../messages/oversight.ts';
import type { FailedJob } from '../queries/operations.server.ts';
import { useJobName } from './machine-room.tsx';
import { TechnicalReason } from './technical-reason.tsx';

/** The jobs that gave up, with why, to be run again. */
export function FailedJobs({ jobs }: { jobs: readonly FailedJob[] }) {
  const t = useText(oversightMessages);
  const formats = useFormats();
  const jobName = useJobName();
  const nameOf = ({ name }: FailedJob) => jobName(name);
  const retry = (job: FailedJob) => (
    <form method="post" action={`/admin/operations/jobs/${job.id}/retry`}>
      <Button variant="ghost" icon="rotate-ccw" aria-label={t('operations.retry-label', { name: nameOf(job) })}>{t('operations.retry')}</Button>
    </form>
  );
  return (
    <Table
      caption={t('operations.failed')}
      hideCaption
      rows={jobs}
      rowKey={(job) => job.id}
      columns={[
        { key: 'name', head: t('operations.name'), rowHeader: true, cell: (job) => <>{nameOf(job)}{nameOf(job) === job.name ? null : <span className="block muted small"><code>{job.name}</code></span>}</> },
        { key: 'reason', head: t('operations.reason'), cell: (job) => <JobReason said={job.reason} /> },
        { key: 'attempts', head: t('operations.attempts'), numeric: true, cell: (job) => formats.number(job.attempts) },
        { key: 'finished', head: t('operations.finished'), cell: (job) => (job.finishedAt ? formats.moment(job.finishedAt) : '–') },
        { key: 'retry', head: t('operations.deed'), hideHead: true, cell: retry },
      ]}
    />
  );
}

function JobReason({ said }: { said: string }) {
  const t = useText(troubleMessages);
  const kind = kindOf(said, jobSigns);
  return <TechnicalReason sentence={kind && t(kind)} raw={said} />;
}
