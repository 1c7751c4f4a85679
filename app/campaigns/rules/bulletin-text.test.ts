import { describe, expect, it } from 'vitest';
import { bulletinText, type BulletinFacts } from './bulletin-text.ts';
import { drillLine, drillScript, drillSms } from './drill.ts';
import { fileName } from './file-name.ts';

const facts: BulletinFacts = {
  code: 'TT-01', title: 'Cảnh báo', source: 'Công an tỉnh', isApproved: true, isDrill: false, priority: { name: 'Ưu tiên' }, informationType: { name: 'An ninh' }, seconds: 17,
  text: 'Thưa bà con.\nBà con chú ý.', variants: [{ language: 'Tiếng Mường', text: 'Lời Mường' }], slots: [{ startsAt: '2026-11-23T10:00:00.000Z', station: 'Đài Hoa Lư', unit: null }],
};
const text = (changes: Partial<BulletinFacts> = {}) => bulletinText({ ...facts, ...changes }, (instant) => instant.slice(0, 10));

describe('a bulletin as a text', () => {
  it('holds its head, its words in every language and its times, with line ends that any editor shows', () => {
    expect(text()).toContain('Mức ưu tiên: Ưu tiên\r\nLoại tin: An ninh\r\nThời lượng: 17 giây');
    expect(text()).toContain('Thưa bà con.\r\nBà con chú ý.');
    expect(text()).toContain('Tiếng Mường');
    expect(text()).toContain('- 2026-11-23: Đài Hoa Lư');
    expect(text().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text({ slots: [] })).toContain('Chưa có lịch phát.');
  });

  it('says first that it is a drill, or that nobody has approved it', () => {
    expect(text()).not.toMatch(/DIỄN TẬP|NHÁP/);
    expect(text({ isDrill: true, isApproved: false })).toMatch(/^\*\*\* DIỄN TẬP[^\r]*\r\n\r\n\*\*\* BẢN NHÁP/);
  });

  it('has a name that says the same', () => {
    expect(fileName('ban-tin', { code: 'TT/2026.Đ1', is_drill: 1, launched_at: null, cancelled_at: null })).toBe('DIEN-TAP-CHUA-DUYET-ban-tin-TT-2026-D1');
    expect(fileName('ap-phich', { code: 'TT-01', is_drill: 0, launched_at: 'x', cancelled_at: null })).toBe('ap-phich-TT-01');
  });
});

describe('the mark of a drill', () => {
  it('stands where it is seen and heard, and does not make a text dearer', () => {
    expect(drillLine('CẢNH BÁO')).toBe('DIỄN TẬP: CẢNH BÁO');
    expect(drillScript('Thưa bà con.')).toBe('Đây là bản tin diễn tập. Thưa bà con. Bản tin vừa rồi là diễn tập.');
    expect(drillSms('Canh bao')).toBe('[DIEN TAP] Canh bao');
    expect(drillSms('Cảnh báo')).toBe('[DIỄN TẬP] Cảnh báo');
  });
});
