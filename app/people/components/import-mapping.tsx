import type { FormFaults } from '../../platform/http/forms.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, ErrorSummary, Notice, Select, Table } from '../../ui/index.ts';
import { importMessages } from '../messages/imports.ts';
import type { ImportBatch } from '../queries/import-batch.server.ts';
import type { MappingPage } from '../queries/import-page.server.ts';
import { sayFault } from '../rules/import-faults.ts';
import { importFields, requiredFields } from '../rules/import-fields.ts';

interface MappingFormProps {
  batch: ImportBatch;
  columns: MappingPage['columns'];
  refused: FormFaults | undefined;
}

/** One select per fact, with the columns of the file. */
export function MappingForm({ batch, columns, refused }: MappingFormProps) {
  const t = useText(importMessages);
  const locale = useLocale();
  const options = columns.map(({ letter, heading }, at) => ({ value: String(at), label: heading ? `${letter} · ${heading}` : t('mapping.unnamed', { letter }) }));
  const faults = Object.entries(refused?.faults ?? {});
  return (
    <form method="post" className="stack">
      <ErrorSummary title={t('mapping.errors')} errors={faults.map(([field, say]) => ({ href: `#${field}`, message: say[locale] }))} />
      <FileNotes batch={batch} />
      <Card>
        <div className="grid-cards">
          {importFields.map((field) => (
            <Select
              key={field}
              className="self-start"
              name={field}
              label={t(`field.${field}`)}
              options={options}
              emptyLabel={t('mapping.none')}
              defaultValue={refused?.values[field] ?? String(batch.mapping.columns[field] ?? '')}
              error={refused?.faults[field]?.[locale]}
              required={requiredFields.includes(field)}
            />
          ))}
        </div>
      </Card>
      <div className="row">
        <Button>{t('mapping.submit')}</Button>
      </div>
    </form>
  );
}

/** What was noticed while the file was read: its encoding, spare sheets. */
export function FileNotes({ batch }: { batch: ImportBatch }) {
  const locale = useLocale();
  return batch.mapping.notes.map((note) => <Notice key={note.key} tone="warn">{sayFault(note, locale)}</Notice>);
}

/** The first rows of the file, to judge the guess by. */
export function SampleTable({ columns, samples }: Pick<MappingPage, 'columns' | 'samples'>) {
  const t = useText(importMessages);
  return (
    <Table
      caption={t('mapping.sample')}
      scroll
      rows={samples}
      rowKey={(row) => String(row.rowNo)}
      columns={[
        { key: 'row', head: t('mapping.row'), rowHeader: true, cell: (row) => row.rowNo },
        ...columns.map(({ letter, heading }, at) => ({ key: letter, head: heading ? `${letter} · ${heading}` : letter, cell: (row: MappingPage['samples'][number]) => row.cells[at] ?? '' })),
      ]}
    />
  );
}
