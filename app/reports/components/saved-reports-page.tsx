import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { Card, EmptyState, ErrorSummary, LinkButton, PageHead } from '../../ui/index.ts';
import { readQuestion } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import { savedMessages } from '../messages/saved.ts';
import type { SavedReport } from '../queries/saved-reports.server.ts';
import { SavedCrumbs } from './report-crumbs.tsx';
import { SaveCard } from './save-card.tsx';

/** What somebody keeps and what is shared with her; after a refused name the form with what was typed. */
export function SavedReportsPage({ own, shared, refused }: { own: SavedReport[]; shared: SavedReport[]; refused: FormFaults | undefined }) {
  const t = useText(savedMessages);
  const locale = useLocale();
  const faults = Object.entries(refused?.faults ?? {});
  return (
    <div className="stack">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<SavedCrumbs />} actions={<LinkButton href="/reports/lists" icon="plus">{t('make')}</LinkButton>} />
      {refused ? (
        <>
          <ErrorSummary title={t('save.title')} errors={faults.map(([field, say]) => ({ href: field === 'name' ? '#name' : '#save', message: say[locale] }))} />
          <SaveCard question={readQuestion(new URLSearchParams(refused.values['question'] ?? ''))} name={refused.values['name'] ?? ''} error={refused.faults['name']?.[locale]} />
        </>
      ) : null}
      {own.length === 0 && shared.length === 0 ? <EmptyState icon="file-text" title={t('none')}>{t('none-text')}</EmptyState> : null}
      {own.length > 0 ? <Reports id="own" title={t('own')} reports={own} /> : null}
      {shared.length > 0 ? <Reports id="shared" title={t('shared')} reports={shared} isShared /> : null}
    </div>
  );
}

function Reports({ id, title, reports, isShared = false }: { id: string; title: string; reports: readonly SavedReport[]; isShared?: boolean }) {
  const t = useText(savedMessages);
  const l = useText(listMessages);
  const formats = useFormats();
  return (
    <Card title={title} id={id}>
      <ul className="plain-list stack">
        {reports.map((report) => (
          <li key={report.id}>
            <a href={`/reports/saved/${report.id}`}>{report.name}</a>
            <div className="muted small">{[l(`subject.${report.question.subject}`), isShared ? t('by', { person: report.ownerName }) : report.isShared ? t('shared') : '', t('updated', { time: formats.moment(report.updatedAt) })].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
