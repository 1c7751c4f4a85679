import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { Faults, FileCard } from '../../people/index.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, EmptyState, LinkButton, Notice, PageHead, Table } from '../../ui/index.ts';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { receiveEvidence } from '../evidence-store.server.ts';
import { doneQuery, lineParams, type Done } from '../forms/monthly.ts';
import { modelMessages } from '../messages/models.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canWriteMonthly } from '../policy.ts';
import { editingLine } from '../queries/editing-report.server.ts';
import { listStopped } from '../queries/evidence.server.ts';
import { evidenceEndings } from '../rules/evidence.ts';
import type { ReportFile } from '../rules/report-content.ts';

export const loader = page({ guard: canWriteMonthly, params: lineParams, query: doneQuery }, async ({ actor, params, query, context, request }) => ({
  ...(await editingLine(context.db, actor, params, momentOf(portsOf(context)).today, followsForm(request))),
  stopped: await listStopped(context.db, params.report, params.number),
  done: query.done ?? null,
}));

/** Takes a file in while it arrives: a large one is never whole in memory. */
export const action = page({ guard: canWriteMonthly, params: lineParams }, async ({ actor, params, context, request }) => {
  const outcome = await receiveEvidence(context, actor, { id: params.report, model: params.number }, request);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/reports/monthly/${params.report}/lines/${params.number}/files?done=uploaded`);
});

export const meta = titled((locale) => messages.in(locale)('line.files'));

export default function MonthlyFilesPage() {
  const { report, line, files, stopped, done } = useLoaderData() as unknown as Awaited<ReturnType<typeof editingLine>> & { stopped: Awaited<ReturnType<typeof listStopped>>; done: Done | null };
  const t = useText(messages);
  const m = useText(modelMessages);
  const title = t('files-title', { number: line.model });
  return (
    <div className="stack-l">
      <PageHead title={title} eyebrow={line.name} breadcrumb={<MonthlyCrumbs report={report} between={{ label: m('model-no', { number: line.model }), href: `/reports/monthly/${report.id}/lines/${line.model}` }} here={title} />} />
      {done === 'uploaded' || done === 'removed' ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Faults />
      {stopped.length > 0 ? <Notice tone="warn" live={false} title={t('files-stopped')}><ul className="ways">{stopped.map(({ id, name }) => <li key={id}>{name}</li>)}</ul></Notice> : null}
      <FileTable id={report.id} files={files} />
      <div className="form"><FileCard words={{ send: t('files-send'), choose: t('files-choose'), hint: t('files-lead') }} accept={evidenceEndings} /></div>
      <div className="row"><LinkButton variant="ghost" href={`/reports/monthly/${report.id}/lines/${line.model}`}>{t('back')}</LinkButton></div>
    </div>
  );
}

function FileTable({ id, files }: { id: string; files: readonly ReportFile[] }) {
  const t = useText(messages);
  const formats = useFormats();
  if (files.length === 0) return <EmptyState icon="file-text" title={t('files-none')} />;
  return (
    <Table
      caption={t('line.files')}
      rows={files}
      rowKey={(file) => file.id}
      columns={[
        { key: 'name', head: t('col.file'), rowHeader: true, cell: (file) => <a href={`/reports/monthly/${id}/files/${file.id}`} download>{file.name}</a> },
        { key: 'kind', head: t('col.kind'), cell: ({ kind }) => kind },
        { key: 'size', head: t('col.size'), numeric: true, cell: (file) => formats.bytes(file.bytes) },
        { key: 'remove', head: t('files-remove'), hideHead: true, cell: (file) => <form method="post" action={`/reports/monthly/${id}/files/${file.id}/removal`}><Button variant="quiet" icon="trash-2" aria-label={`${t('files-remove')}: ${file.name}`}>{t('files-remove')}</Button></form> },
      ]}
    />
  );
}
