import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, EmptyState, LinkButton, PageHead, Select, Stat, StatList, Table, Tag, type Crumb } from '../../ui/index.ts';
import { trainingMessages } from '../messages/training.ts';
import type { RecordPage } from '../queries/unit-training.server.ts';
import { attendedShare, type TrainingLine } from '../rules/training-record.ts';

export interface TrainingRecordView {
  page: RecordPage;
  /** The share that counts today, for the words about the rule. */
  share: number;
  /** Where this page stands: the own one, or somebody's below her unit. */
  base: string;
  isOwn: boolean;
}

/** The training periods of one person in one year: what counted, what did not and why. */
export function TrainingRecordPage({ view: { page, share, base, isOwn } }: { view: TrainingRecordView }) {
  const t = useText(trainingMessages);
  const trail: Crumb[] = isOwn ? [{ label: t('crumb.classes'), href: '/classes' }, { label: t('title') }] : [{ label: t('crumb.units'), href: '/units' }, { label: t('title'), href: '/units/training' }, { label: page.holder.fullName }];
  return (
    <div className="stack">
      <PageHead
        title={isOwn ? t('title-year', { year: page.year }) : t('title-of', { name: page.holder.fullName })}
        lead={isOwn ? t('lead') : page.holder.unitName}
        breadcrumb={<Breadcrumb label={t('crumbs')} items={trail} />}
        actions={<LinkButton href={`${base}/pdf?year=${page.year}`} variant="ghost" icon="printer">{t('pdf')}</LinkButton>}
      />
      {isOwn ? <p className="print-only">{page.holder.fullName} · {page.holder.unitName}</p> : null}
      <YearForm action={base} years={page.years} year={page.year} />
      <Sums page={page} />
      <Lines page={page} isOwn={isOwn} />
      <Rules share={share} />
    </div>
  );
}

function YearForm({ action, years, year }: { action: string; years: number[]; year: number }) {
  const t = useText(trainingMessages);
  if (years.length < 2) return null;
  return (
    <form method="get" action={action} className="inline-form no-print">
      <Select name="year" label={t('year')} defaultValue={String(year)} options={years.map((one) => ({ value: String(one), label: String(one) }))} />
      <Button variant="ghost">{t('show')}</Button>
    </form>
  );
}

function Sums({ page }: { page: RecordPage }) {
  const t = useText(trainingMessages);
  const formats = useFormats();
  const of = (kind: 'COURSE' | 'CLASS') => page.record.lines.filter((line) => line.fact.kind === kind).reduce((sum, line) => sum + line.credited, 0);
  return (
    <StatList>
      <Stat label={t('total')} value={formats.number(page.record.total)} note={t('total-note', { year: page.year })} />
      <Stat label={t('from-courses')} value={formats.number(of('COURSE'))} />
      <Stat label={t('from-classes')} value={formats.number(of('CLASS'))} />
    </StatList>
  );
}

function Lines({ page, isOwn }: { page: RecordPage; isOwn: boolean }) {
  const t = useText(trainingMessages);
  const formats = useFormats();
  if (page.record.lines.length === 0) return <EmptyState icon="book-open" title={t('none')} action={isOwn ? <LinkButton href="/courses" variant="ghost">{t('none-action')}</LinkButton> : undefined}>{isOwn ? t('none-text') : null}</EmptyState>;
  return (
    <Table
      caption={t('lines')}
      rows={page.record.lines}
      rowKey={({ fact }) => fact.id}
      columns={[
        { key: 'on', head: t('col.on'), cell: ({ fact }) => formats.day(fact.on) },
        { key: 'what', head: t('col.what'), rowHeader: true, cell: ({ fact }) => fact.title },
        { key: 'kind', head: t('col.kind'), cell: ({ fact }) => t(`kind.${fact.kind}`) },
        { key: 'attended', head: t('col.attended'), cell: ({ fact }) => (fact.kind === 'CLASS' ? `${formats.number(fact.attended)}/${formats.number(fact.periods)}` : '–') },
        { key: 'credited', head: t('col.credited'), numeric: true, cell: (line) => <Credited line={line} /> },
      ]}
    />
  );
}

function Credited({ line }: { line: TrainingLine }) {
  const t = useText(trainingMessages);
  const formats = useFormats();
  const { fact, verdict } = line;
  if (verdict === 'COUNTS') return <Tag tone="ok">{formats.number(line.credited)}</Tag>;
  const why = verdict === 'ABSENT' && fact.kind === 'CLASS' ? t('verdict.ABSENT', { share: attendedShare(fact), needed: fact.neededShare }) : t(verdict === 'SAME_CLASS' ? 'verdict.SAME_CLASS' : 'verdict.SAME_COURSE');
  return <>0<span className="block muted small">{why}</span></>;
}

function Rules({ share }: { share: number }) {
  const t = useText(trainingMessages);
  return (
    <Card title={t('rules')} id="rules">
      <ul className="bullets">
        <li>{t('rule.course')}</li>
        <li>{t('rule.class', { share })}</li>
        <li>{t('rule.once')}</li>
        <li>{t('rule.year')}</li>
      </ul>
    </Card>
  );
}
