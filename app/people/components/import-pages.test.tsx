import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import { importFaultMessages } from '../messages/import-faults.ts';
import { importMessages } from '../messages/imports.ts';
import type { BatchState, ImportBatch } from '../queries/import-batch.server.ts';
import type { ImportPage, ShownRow } from '../queries/import-page.server.ts';
import { errorIn, warningIn } from '../rules/import-faults.ts';
import { noCounts } from '../rules/import-summary.ts';
import { CheckedImport } from './import-checked.tsx';
import { MappingForm, SampleTable } from './import-mapping.tsx';
import { FinishedImport, RunningImport } from './import-running.tsx';
import { EarlierImports, UploadCard } from './import-upload.tsx';

const at = '2026-11-23T01:00:00.000Z';
const draw = (element: React.ReactNode, locale: Locale = 'vi') => renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh">{element}</ReaderProvider>);

function batch(change: Partial<ImportBatch> = {}): ImportBatch {
  const counts = { ...noCounts(), CREATE: 4980, ERROR: 20 };
  return {
    id: 'b1', fileName: 'danh-sach.xlsx', state: 'CHECKED', totalRows: 5000, doneRows: 0, createdBy: 'u1', creator: 'Phạm Quản Trị', createdAt: at, finishedAt: null,
    mapping: { headings: ['Mã CB', 'Họ tên'], headerRow: 1, columns: { staffNo: 0, fullName: 1 }, notes: [warningIn(undefined, 'note.windows-1258')] },
    summary: { checkedAt: at, checkedOn: '2026-11-23', staffNoWidth: null, counts, warnings: 3, units: [{ name: 'Sở Tư pháp', counts: { CREATE: 4980 }, total: 4980 }] },
    ...change,
  };
}
const row = (change: Partial<ShownRow> = {}): ShownRow => ({ rowNo: 2, staffNo: 'CB01', fullName: 'Trần Văn Ưng', unit: 'Sở Tư pháp', outcome: 'UPDATE', faults: [], changes: [], ...change });
const found = (change: Partial<ImportPage> = {}): ImportPage => ({ batch: batch(), isOwn: true, areRowsCleared: false, headings: { staffNo: 'Mã CB' }, rows: [row()], filter: 'ALL', page: 1, pages: 100, total: 5000, ...change });

describe('the result of the check', () => {
  it('says what will be done and asks once', () => {
    const html = draw(<CheckedImport found={found()} crumbs={null} />);
    expect(html).toContain('Sẽ thực hiện cho 4.980 người: thêm mới 4.980.');
    expect(html).toContain('20 dòng có lỗi sẽ được bỏ qua');
    expect(html).toMatch(/<form method="post" action="\/admin\/import\/b1\/run"><button type="submit"[^>]*>.*Nhập 4\.980 người/);
    expect(html).toContain('Windows-1258');
    expect(html).toContain('Dòng 1–50 trong 5.000');
  });

  it('offers nothing to press when nothing would change', () => {
    const summary = { ...batch().summary, counts: { ...noCounts(), SAME: 5000 }, units: [] } as ImportBatch['summary'];
    const html = draw(<CheckedImport found={found({ batch: batch({ summary }) })} crumbs={null} />);
    expect(html).toContain('Không có gì để nhập');
    expect(html).not.toContain('/run');
    expect(html).not.toContain('errors.csv');
  });

  it('lets only the owner confirm', () => {
    const html = draw(<CheckedImport found={found({ isOwn: false })} crumbs={null} />);
    expect(html).toContain('chỉ người đó xác nhận được');
    expect(html).not.toContain('<form');
  });

  it('shows faults by the heading of the file, and changes from old to new', () => {
    const faults = [errorIn('staffNo', 'staff-no.missing'), warningIn(undefined, 'transfer.has-roles')];
    const changes = [{ field: 'category', from: null, to: 'CADRE' }, { field: 'joinedOn', from: '2020-01-02', to: '2020-02-01' }, { field: 'leftOn', from: null, to: '2026-10-31' }, { field: 'phone', from: '+84912345678', to: '+84300000002' }] as const;
    const html = draw(<CheckedImport found={found({ rows: [row({ faults, changes: [...changes] }), row({ rowNo: 3, outcome: 'ERROR', fullName: '', faults, changes: [...changes] })] })} crumbs={null} />);
    expect(html).toContain('<b>Mã CB: </b>Thiếu mã số cán bộ.');
    expect(html).toContain('(trống) → Cán bộ');
    expect(html).toContain('02/01/2020 → 01/02/2020');
    expect(html).toContain('>Ngày nghỉ: </span>31/10/2026');
    expect(html).toContain('09xx xxx 678 → 03xx xxx 002');
    expect(html.match(/→ Cán bộ/g)).toHaveLength(1);
  });

  it('never lets a name become markup', () => {
    expect(draw(<CheckedImport found={found({ rows: [row({ fullName: '<script>alert(1)</script>' })] })} crumbs={null} />)).not.toContain('<script>');
  });

  it('says so when no row is of the chosen kind', () => {
    expect(draw(<CheckedImport found={found({ rows: [], total: 0, pages: 1, filter: 'LEAVE' })} crumbs={null} />, 'en')).toContain('No rows of this kind');
  });
});

describe('a running import', () => {
  const running = (state: BatchState, isOwn = true) => draw(<RunningImport found={found({ isOwn, batch: batch({ state, doneRows: 1250 }) })} crumbs={null} />);

  it('shows bar and counts, reloads without a script and polls with one', () => {
    const html = running('RUNNING');
    expect(html).toContain('aria-valuetext="1.250 / 5.000 dòng"');
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    expect(html).toContain('data-island="import-progress" data-url="/admin/import/b1/progress"');
  });

  it('can be resumed by its owner when it was interrupted', () => {
    expect(running('FAILED')).toContain('Tiếp tục nhập');
    expect(running('FAILED')).not.toContain('http-equiv');
    expect(running('FAILED', false)).not.toContain('Tiếp tục nhập');
  });

  it('ends with the counts and the rows to mend', () => {
    const html = draw(<FinishedImport found={found({ batch: batch({ state: 'DONE', finishedAt: at }) })} crumbs={null} />);
    expect(html).toContain('20 dòng chưa nhập được');
    expect(html).toContain('href="/admin/import/b1/errors.csv"');
  });
});

describe('uploading and choosing columns', () => {
  it('sends a multipart form and shows what is wrong beside the field', () => {
    const html = draw(<UploadCard error="Tệp trống." />);
    expect(html).toMatch(/enctype="multipart\/form-data"/i);
    expect(html).toContain('aria-describedby="file-hint file-error"');
    expect(html).toContain('tối đa 10 MB và 20.000 dòng');
  });

  it('lists earlier imports, or says that there are none', () => {
    expect(draw(<EarlierImports batches={[]} />)).toContain('Chưa có lần nhập nào');
    expect(draw(<EarlierImports batches={[batch({ state: 'RUNNING' })]} />)).toMatch(/danh-sach\.xlsx.*23\/11\/2026 08:00.*5\.000.*Đang nhập/s);
  });

  it('offers every column by letter and heading, with the guess chosen', () => {
    const html = draw(<MappingForm batch={batch()} columns={[{ letter: 'A', heading: 'Mã CB' }, { letter: 'B', heading: '' }]} refused={undefined} />);
    expect(html).toContain('<option value="0" selected="">A · Mã CB</option>');
    expect(html).toContain('>Cột B</option>');
  });

  it('keeps the choice and names the fault when it does not fit', () => {
    const refused = { ok: false as const, faults: { fullName: importMessages.both('mapping.required') }, values: { staffNo: '1', fullName: '' } };
    const html = draw(<MappingForm batch={batch()} columns={[{ letter: 'A', heading: 'X' }, { letter: 'B', heading: 'Y' }]} refused={refused} />);
    expect(html).toContain('href="#fullName"');
    expect(html).toMatch(/id="staffNo".*?<option value="1" selected="">B · Y/s);
  });

  it('shows the first rows', () => {
    expect(draw(<SampleTable columns={[{ letter: 'A', heading: 'Mã' }]} samples={[{ rowNo: 5, cells: ['CB01'] }]} />)).toMatch(/A · Mã.*5.*CB01/s);
  });
});

describe('texts', () => {
  it('says everything in both languages, with the same placeholders and without exclamation marks', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
    for (const [key, [vi, en]] of Object.entries({ ...importMessages.catalogue, ...importFaultMessages.catalogue })) {
      expect(en, key).not.toBe('');
      expect(names(en), key).toEqual(names(vi));
      expect(`${vi}${en}`, key).not.toContain('!');
    }
  });
});
