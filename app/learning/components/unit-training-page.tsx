import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, LinkButton, PageHead, Pagination, Select, Stat, StatList, Table } from '../../ui/index.ts';
import { withQuery } from '../forms/classes.ts';
import { trainingMessages } from '../messages/training.ts';
import type { UnitTraining } from '../queries/unit-training.server.ts';

export interface UnitTrainingView {
  unit: UnitTraining;
  year: number;
  years: number[];
  page: number;
  pages: number;
}

/** The training periods of a unit's people: sums first, then everybody, fifty to a page. */
export function UnitTrainingPage({ view: { unit, year, years, page, pages } }: { view: UnitTrainingView }) {
  const t = useText(trainingMessages);
  const formats = useFormats();
  const count = unit.count;
  return (
    <div className="stack">
      <PageHead
        title={t('unit.title', { unit: unit.unit.name })}
        lead={t('unit.lead', { year })}
        breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('crumb.units'), href: '/units' }, { label: t('title') }]} />}
        actions={<LinkButton href={withQuery('/units/training/csv', { unit: unit.unit.id, year })} variant="ghost" icon="download" download>{t('unit.csv')}</LinkButton>}
      />
      <form method="get" action="/units/training" className="inline-form">
        <Select name="unit" label={t('unit.unit')} defaultValue={unit.unit.id} options={unit.units.map((one) => ({ value: one.id, label: `${'\u2003'.repeat(one.depth)}${one.name}` }))} />
        <Select name="year" label={t('year')} defaultValue={String(year)} options={years.map((one) => ({ value: String(one), label: String(one) }))} />
        <Button variant="ghost">{t('show')}</Button>
      </form>
      <StatList>
        <Stat label={t('unit.people')} value={formats.number(count)} />
        <Stat label={t('total')} value={formats.number(unit.total)} />
        <Stat label={t('unit.average')} value={formats.score(count > 0 ? unit.total / count : 0)} />
        <Stat label={t('unit.without')} value={formats.number(unit.without)} of={formats.number(count)} />
      </StatList>
      <Table
        caption={t('unit.table')}
        rows={unit.people}
        rowKey={({ id }) => id}
        empty={t('unit.none')}
        columns={[
          { key: 'name', head: t('col.name'), rowHeader: true, cell: (one) => <a href={withQuery(`/units/training/people/${one.id}`, { year })}>{one.fullName}</a> },
          { key: 'unit', head: t('col.unit'), cell: (one) => <>{one.unitName}<span className="block muted small">{one.positionTitle}</span></> },
          { key: 'courses', head: t('col.courses'), numeric: true, cell: (one) => formats.number(one.courses) },
          { key: 'classes', head: t('col.classes'), numeric: true, cell: (one) => formats.number(one.classes) },
          { key: 'periods', head: t('col.periods'), numeric: true, cell: (one) => formats.number(one.periods) },
        ]}
      />
      <Pagination label={t('pages')} page={page} pages={pages} href={(to) => withQuery('/units/training', { unit: unit.unit.id, year, page: to })} previous={t('previous')} next={t('next')} pageLabel={(to) => t('page', { page: to })} />
    </div>
  );
}
