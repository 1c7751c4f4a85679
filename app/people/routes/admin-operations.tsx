import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { lastDeed } from '../../platform/audit.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, Meta, Notice, PageHead, Stat, StatList } from '../../ui/index.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { FailedJobs } from '../components/failed-jobs.tsx';
import { JobTable, ProcessTable } from '../components/machine-room.tsx';
import { oversightMessages } from '../messages/oversight.ts';
import { canSeeOperations } from '../policy.ts';
import { readOperations } from '../queries/operations.server.ts';
import { page } from '../route.server.ts';

const query = z.object({ done: z.literal('retried').optional().catch(undefined) });

export const loader = page({ guard: canSeeOperations, query }, async ({ actor, query, context }) => ({
  done: query.done && (await lastDeed(context.db, { actorId: actor.id }))?.action === 'job.retry' ? query.done : null,
  ...(await readOperations(context.db, context.env.DATA_DIR, context.clock.now().toISOString())),
}));

export const meta = titled((locale) => oversightMessages.in(locale)('operations.title'));
export const handle = { layout: 'wide' };

export default function OperationsPage() {
  const { counts, due, kinds, processes, failed, databaseBytes, lastBackupAt, done } = useLoaderData<typeof loader>();
  const t = useText(oversightMessages);
  const formats = useFormats();
  const size = t('operations.megabytes', { size: formats.score(databaseBytes / 1_000_000) });
  return (
    <>
      <PageHead title={t('operations.title')} breadcrumb={<AdminCrumbs here={t('operations.title')} />} />
      <div className="stack">
        {done ? <Notice tone="ok">{t('operations.retried')}</Notice> : null}
        <h2>{t('process.title')}</h2>
        <ProcessTable processes={processes} due={due} />
        <h2>{t('operations.jobs')}</h2>
        <StatList>
          <Stat label={t('operations.due')} value={formats.number(due)} />
          <Stat label={t('operations.later')} value={formats.number(counts.QUEUED - due)} />
          <Stat label={t('job.RUNNING')} value={formats.number(counts.RUNNING)} />
          <Stat label={t('job.DONE')} value={formats.number(counts.DONE)} />
          <Stat label={t('job.FAILED')} value={formats.number(counts.FAILED)} />
        </StatList>
        <h3>{t('operations.kinds')}</h3>
        <JobTable kinds={kinds} />
        <h2>{t('operations.failed')}</h2>
        {failed.length === 0 ? <EmptyState icon="circle-check" level={3} title={t('operations.failed-none')} /> : <FailedJobs jobs={failed} />}
        {failed.length < counts.FAILED ? <p className="muted">{t('operations.failed-more', { shown: failed.length, count: counts.FAILED })}</p> : null}
        <Card id="storage" title={t('operations.storage')}>
          <Meta items={[{ term: t('operations.database'), detail: size }, { term: t('operations.backup'), detail: lastBackupAt ? formats.moment(lastBackupAt) : t('operations.backup-none') }]} />
          {lastBackupAt ? null : <BackupHow />}
        </Card>
      </div>
    </>
  );
}

/** What to do where there is no backup. */
function BackupHow() {
  const t = useText(oversightMessages);
  return (
    <Notice tone="warn" live={false}>
      <div className="stack-s">
        <p>{t('operations.backup-how')}</p>
        <p><code>npm run backup</code></p>
        <p className="small">{t('operations.backup-guide')}</p>
      </div>
    </Notice>
  );
}
