import { describe, expect, it } from 'vitest';
import { campaignWorld } from '../../../tests/world/campaigns.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as sheet from '../routes/campaign-package-sheet.ts';
import { operatorSheet, type SheetFacts } from './operator-sheet.ts';

const facts: SheetFacts = { medium: 'LED', code: 'TT-01', title: 'Cảnh báo', source: 'Công an tỉnh', isApproved: true, isDrill: false, lines: ['CẢNH BÁO', 'GỌI 113'], seconds: 6, slots: [{ startsAt: '2026-11-23', station: 'Bảng A', unit: 'UBND xã A' }] };
const text = (changes: Partial<SheetFacts> = {}) => operatorSheet({ ...facts, ...changes }, (instant) => instant);

describe('a sheet for an operator', () => {
  it('holds pages one by one, how long each stands, and times with places; a crawl is one line', () => {
    expect(text()).toContain('2 trang × 6 giây = 12 giây một vòng');
    expect(text()).toMatch(/Trang 1\r\n-+\r\nCẢNH BÁO\r\n-+\r\n\r\nTrang 2\r\n-+\r\nGỌI 113/);
    expect(text()).toContain('- 2026-11-23: Bảng A (UBND xã A)');
    expect(text({ medium: 'CRAWL', lines: ['Chữ chạy'], seconds: null, slots: [] })).not.toMatch(/Trang|giây một vòng/);
    expect(text({ slots: [] })).toContain('Chưa có lịch phát.');
  });

  it('leaves as a file of its name, marked as a draft or a drill, with what is planned for this medium only', async () => {
    await using w = await campaignWorld({ isDrill: true });
    await addPlace(w.ports, w.operator, { name: 'Đài tỉnh', kind: 'BROADCASTER', unitId: w.unit });
    await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
    await w.write({ CRAWL: { text: 'Không đọc mã OTP' }, LED: { pages: ['A'], seconds: 6 } });
    for (const medium of ['CRAWL', 'LED'] as const) await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium, at: '2026-11-24T12:00', unitId: '' });
    const answer = await w.take(sheet.loader, w.operator, { id: w.id, medium: 'crawl' });
    expect(answer.headers.get('content-disposition')).toContain('DIEN-TAP-CHUA-DUYET-chu-chay-');
    const body = await answer.text();
    expect(body).toMatch(/\*\*\* DIỄN TẬP[\s\S]*NHÁP[\s\S]*DIỄN TẬP: Không đọc mã OTP[\s\S]*24\/11\/2026 12:00: Đài tỉnh/);
    expect(body).not.toContain('Bảng');
    for (const medium of ['poster', 'LED', 'toString']) expect((await w.ask(sheet.loader, w.operator, { id: w.id, medium })).status).toBe(404);
    expect((await w.ask(sheet.loader, w.reader, { id: w.id, medium: 'led' })).status).toBe(403);
  });
});
