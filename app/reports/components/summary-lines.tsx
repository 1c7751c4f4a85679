import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, Pagination, Select, Table } from '../../ui/index.ts';
import { listMessages } from '../messages/lists.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages as messages } from '../messages/monthly-summary.ts';
import type { SentLine } from '../queries/sent-reports.server.ts';
import type { SummaryPage } from '../queries/summary.server.ts';
import { StatusTag } from './report-parts.tsx';
import { LineWords, useResult } from './report-shown.tsx';

const base = '/reports/monthly/summary';

/** Who reported what, piece by piece, of all models or of one. */
export function LinesCard({ summary: { period, unit, models, lines }, file }: { summary: SummaryPage; file?: ReactNode }) {
  const t = useText(messages);
  const l = useText(listMessages);
  const formats = useFormats();
  if (lines.all === 0) return null;
  const place = { month: period.month, ...(unit ? { unit: unit.id } : {}) };
  const href = (page: number) => `${base}?${new URLSearchParams({ ...place, ...(lines.model === null ? {} : { model: String(lines.model) }), page: String(page) }).toString()}#lines`;
  return (
    <Card title={t('units-of')} id="lines">
      <div className="stack">
        <form method="get" action={`${base}#lines`} className="inline-form no-print">
          {Object.entries(place).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          <Select name="model" label={t('lines-model')} emptyLabel={t('lines-all')} defaultValue={lines.model === null ? '' : String(lines.model)} options={models.map(({ number, name }) => ({ value: String(number), label: `${number}. ${name}` }))} />
          <Button variant="ghost">{t('lines-show')}</Button>
        </form>
        {lines.count === 0 ? <p className="muted">{t('lines-none')}</p> : (
          // On a phone each line is a card: they open for whoever asks for them.
          <Disclosure summary={t('lines-count', { shown: formats.number(lines.rows.length), total: formats.number(lines.count) })} open={lines.model !== null || lines.page > 1}>
            <div className="stack">
              <SentLines lines={lines.rows} />
              <Pagination label={l('pages')} page={lines.page} pages={lines.pages} href={href} previous={l('previous')} next={l('next')} pageLabel={(page) => l('page', { page })} />
            </div>
          </Disclosure>
        )}
        {file}
      </div>
    </Card>
  );
}

/** The lines themselves, for whoever wants to know who said it. */
export function SentLines({ lines }: { lines: readonly SentLine[] }) {
  const t = useText(messages);
  const m = useText(monthlyMessages);
  const result = useResult();
  return (
    <Table
      caption={t('units-of')}
      hideCaption
      rows={lines}
      rowKey={({ unitId, model }) => `${unitId}-${model}`}
      columns={[
        { key: 'unit', head: t('col.unit'), rowHeader: true, cell: ({ reportId, unitName }) => <a href={`/reports/monthly/${reportId}`}>{unitName}</a> },
        { key: 'model', head: t('col.model'), cell: ({ model }) => String(model) },
        { key: 'status', head: m('col.status'), cell: ({ status }) => <StatusTag status={status} /> },
        { key: 'result', head: m('col.result'), cell: (line) => result(line) },
        { key: 'evidence', head: m('col.evidence'), cell: ({ evidence, comment }) => <span className="pre-line">{[evidence, comment].filter(Boolean).join('\n') || '–'}</span> },
        { key: 'plan', head: m('col.plan'), cell: (line) => <LineWords line={line} /> },
      ]}
    />
  );
}
