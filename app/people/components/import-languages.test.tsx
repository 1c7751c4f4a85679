import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import { loadImportPage, loadMappingPage } from '../queries/import-page.server.ts';
import { listImportBatches } from '../queries/import-batch.server.ts';
import { clearImportRows } from '../commands/clear-import-rows.server.ts';
import { CheckedImport } from './import-checked.tsx';
import { MappingForm, SampleTable } from './import-mapping.tsx';
import { CancelledImport, FinishedImport, RunningImport } from './import-running.tsx';
import { EarlierImports, ExpectCard, ImportCrumbs, UploadCard } from './import-upload.tsx';

const draw = (element: React.ReactNode, locale: Locale) => renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh">{element}</ReaderProvider>);
const file = 'Mã số cán bộ,Họ và tên,Đơn vị,Ngày vào\nCB01,TRẦN VĂN ƯNG,Sở Tư pháp,01/7/2026\nCB02,,Sở Không Có,31/02/2026\n';
const pageOf = (world: ImportWorld, id: string) => loadImportPage(world.db, world.admin, id, { filter: 'ALL', page: 1 });

describe.each<[Locale, Record<'check' | 'faults' | 'running' | 'done' | 'cleared' | 'mapping' | 'earlier' | 'upload' | 'cancelled', string[]>]>([
  ['vi', {
    check: ['Kết quả kiểm tra', 'Sẽ thực hiện cho 1 người: thêm mới 1.', 'Nhập 1 người'], faults: ['<b>Họ và tên: </b>Thiếu họ và tên.', 'Ngày “31/02/2026” không đúng', 'Không tìm thấy đơn vị “Sở Không Có”', 'viết toàn chữ hoa'],
    running: ['Đang nhập danh-sach.csv', '0 / 2 dòng'], done: ['Đã nhập xong', '1 dòng chưa nhập được'], cleared: ['Dữ liệu từng dòng đã được xoá'], mapping: ['Không có trong tệp', 'A · Mã số cán bộ', 'Những dòng đầu của tệp'],
    earlier: ['Phạm Quản Trị', 'Chờ xác nhận'], upload: ['Tệp danh sách', 'Tệp cần có những gì', 'Quản trị'], cancelled: ['Nhập tệp khác'],
  }],
  ['en', {
    check: ['Result of the check', 'This will be done for 1 people: add 1.', 'Import 1 people'], faults: ['The full name is missing.', 'The date “31/02/2026” is not right', 'The unit “Sở Không Có” was not found', 'is in capitals'],
    running: ['Importing danh-sach.csv', '0 / 2 rows'], done: ['Import finished', '1 rows were not imported'], cleared: ['The single rows were deleted'], mapping: ['Not in the file', 'A · Mã số cán bộ', 'The first rows of the file'],
    earlier: ['Phạm Quản Trị', 'Waiting for confirmation'], upload: ['List of people', 'What the file needs', 'Administration'], cancelled: ['Import another file'],
  }],
])('the pages of importing in %s', (locale, words) => {
  const expectWords = (element: React.ReactNode, wanted: string[]) => {
    const html = draw(element, locale);
    for (const word of wanted) expect(html).toContain(word);
    expect(html).not.toMatch(/undefined|\{\w+\}|\[object/);
    return html;
  };

  it('from the check over the run to the result', async () => {
    await using world = await importWorld();
    const id = await world.check(file);
    expectWords(<CheckedImport found={await pageOf(world, id)} crumbs={null} />, [...words.check, ...words.faults]);
    expectWords(<EarlierImports batches={await listImportBatches(world.db, world.admin)} />, words.earlier);
    await world.db.updateTable('import_batch').set({ state: 'RUNNING' }).execute();
    expectWords(<RunningImport found={await pageOf(world, id)} crumbs={null} />, words.running);
    await world.apply(id);
    expect(expectWords(<FinishedImport found={await pageOf(world, id)} crumbs={null} />, words.done)).toContain('errors.csv');
    world.clock.pass({ days: 31 });
    await clearImportRows({ db: world.db, clock: world.clock, timeZone: 'Asia/Ho_Chi_Minh' });
    expect(expectWords(<FinishedImport found={await pageOf(world, id)} crumbs={null} />, words.cleared)).not.toContain('errors.csv');
  });

  it('before the check, and after a cancellation', async () => {
    await using world = await importWorld();
    const page = await loadMappingPage(world.db, world.admin, await world.check(file));
    expectWords(<><MappingForm batch={page.batch} columns={page.columns} refused={undefined} /><SampleTable columns={page.columns} samples={page.samples} /></>, words.mapping);
    expectWords(<><ImportCrumbs file="a.csv" /><UploadCard error={undefined} /><ExpectCard /></>, words.upload);
    expectWords(<CancelledImport crumbs={null} title="T" lead="L" />, words.cancelled);
  });
});
