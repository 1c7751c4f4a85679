import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Meta, Notice, PageHead } from '../../ui/index.ts';
import { listsHref } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import { savedMessages } from '../messages/saved.ts';
import type { ReportFile } from '../queries/report-file.server.ts';
import { SavedCrumbs } from './report-crumbs.tsx';

/** A file that was made on schedule: fetch it, or why that is no longer possible and what to do instead. */
export function ReportFilePage({ file }: { file: ReportFile }) {
  const t = useText(savedMessages);
  const l = useText(listMessages);
  const formats = useFormats();
  return (
    <div className="stack">
      <PageHead title={file.name} lead={l(`subject.${file.question.subject}`)} breadcrumb={<SavedCrumbs here={t('file.title')} {...(file.deletedAt === null ? { report: { id: file.reportId, name: file.name } } : {})} />} />
      <Card title={t('file.title')} id="file">
        {file.state === 'ready'
          ? <div className="row"><LinkButton href={`/reports/files/${file.id}/content`} icon="download">{t('file.download')}</LinkButton></div>
          : <Notice tone="warn" title={t(`file.${file.state}`)} action={<LinkButton href={listsHref(file.question)} variant="ghost">{t('open')}</LinkButton>}>{t(`file.${file.state}-text`)}</Notice>}
        <Meta
          items={[
            { term: t('file.made'), detail: formats.moment(file.madeAt) },
            { term: t('file.rows'), detail: formats.number(file.rowCount) },
            { term: t('file.expires'), detail: formats.moment(file.expiresAt) },
          ]}
        />
      </Card>
    </div>
  );
}
