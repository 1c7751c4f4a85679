import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Notice, PageHead, Stat, StatList } from '../../ui/index.ts';
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
        <StatList>
          <Stat bare label={t('file.made')} value={formats.moment(file.madeAt)} />
          <Stat bare label={t('file.rows')} value={formats.number(file.rowCount)} />
          <Stat bare label={t('file.expires')} value={formats.moment(file.expiresAt)} />
        </StatList>
        {file.state === 'ready'
          ? <div className="row"><LinkButton href={`/reports/files/${file.id}/content`} icon="download">{t('file.download')}</LinkButton></div>
          : <Notice tone="warn" title={t(`file.${file.state}`)} action={<LinkButton href={listsHref(file.question)} variant="ghost">{t('open')}</LinkButton>}>{t(`file.${file.state}-text`)}</Notice>}
      </Card>
    </div>
  );
}
