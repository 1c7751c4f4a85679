import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice, Table, Tag, type Column } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import type { Problem } from '../../platform/content/problems.ts';

/** What is wrong with the files, at which line of which file. */
export function EditingProblems({ problems }: { problems: readonly Problem[] }) {
  const t = useText(editingMessages);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  if (problems.length === 0) return <Notice tone="ok" live={false}>{t('problems.none')}</Notice>;
  return (
    <Card title={t('problems.title')} id="problems" lead={t('problems.count', { errors, warnings: problems.length - errors })}>
      <ProblemTable problems={problems} />
    </Card>
  );
}

/** The bare table, errors first. */
export function ProblemTable({ problems }: { problems: readonly Problem[] }) {
  const t = useText(editingMessages);
  const locale = useLocale();
  const rows = [...problems.filter((problem) => problem.severity === 'error'), ...problems.filter((problem) => problem.severity === 'warning')];
  const columns: Column<Problem>[] = [
    { key: 'state', head: t('col.state'), cell: ({ severity }) => <Tag tone={severity === 'error' ? 'danger' : 'warn'} icon={severity === 'error' ? 'circle-x' : 'triangle-alert'}>{t(`problem.${severity}`)}</Tag> },
    { key: 'place', head: t('col.place'), rowHeader: true, cell: ({ file, line }) => <code>{placeOf(file)}:{line}</code> },
    { key: 'reason', head: t('col.reason'), cell: ({ reason }) => reason[locale] },
  ];
  return <Table caption={t('problems.title')} hideCaption columns={columns} rows={rows} rowKey={(problem) => `${problem.file}:${problem.line}:${problem.reason.en}`} />;
}

/** Long paths may break at their slashes, so that they fit a phone. */
function placeOf(file: string) {
  return file.split('/').flatMap((part, at) => (at === 0 ? [part] : ['/', <wbr key={at} />, part]));
}
