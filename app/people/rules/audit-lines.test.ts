import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { auditLines, auditWord, unitIdsIn } from './audit-lines.ts';

const unit = '0192f0c1-1111-7aaa-8bbb-000000000001';
const speaking = { locale: 'vi' as const, formats: defineFormats('vi', 'Asia/Ho_Chi_Minh'), unitNames: new Map([[unit, 'UBND phường Hoa Lư']]) };
const lines = (details: unknown) => auditLines(JSON.stringify(details), speaking).map(({ label, value }) => `${label}: ${value}`);

function sources(): string[] {
  const app = join(import.meta.dirname, '../..');
  return readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) => /commands.*\.server\.ts$|\.server\.ts$/.test(name)).map((name) => readFileSync(join(app, name), 'utf8'));
}

describe('the audit log in words', () => {
  it('knows every action and every kind of object that any feature records', () => {
    const recording = sources().filter((source) => /recordAudit|changePerson/.test(source));
    const found = (pattern: RegExp) => [...new Set(recording.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? '')))];
    // Also what a variable of that name may hold: const action = first ? 'import.confirm' : 'import.resume'.
    const chosen = recording.flatMap((source) => [...source.matchAll(/const action = ([^;]+);/g)].flatMap((match) => [...(match[1] ?? '').matchAll(/'([a-z]+\.[a-z.-]+)'/g)].map((code) => code[1] ?? '')));
    const actions = [...found(/action: '([a-z]+\.[a-z.-]+)'/g), ...chosen];
    expect(chosen.length).toBeGreaterThan(1);
    const objects = found(/objectType: '([a-z_]+)'/g);
    expect([actions.length > 25, objects.length > 7]).toEqual([true, true]);
    expect(actions.filter((code) => auditWord('vi', 'action', code) === code)).toEqual([]);
    expect(objects.filter((code) => auditWord('vi', 'object', code) === code)).toEqual([]);
  });

  it.each(['toString', 'constructor', '__proto__', 'lesson.publish', '<b>'])('shows the unknown code %j as it is', (code) => {
    expect(auditWord('vi', 'action', code)).toBe(code);
  });

  it('says units by name, days and moments as people write them, roles in words', () => {
    expect(lines({ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unit })).toEqual(['Vai trò: Lãnh đạo đơn vị', 'Phạm vi: Đơn vị và đơn vị trực thuộc', 'Đơn vị: UBND phường Hoa Lư']);
    expect(lines({ from: unit, to: 'khong-biet', on: '2026-11-20' })).toEqual(['Từ: UBND phường Hoa Lư', 'Đến: khong-biet', 'Từ ngày: 20/11/2026']);
    expect(lines({ contentHash: 'ab12'.repeat(16) })).toEqual(['Dấu vết nội dung: ab12ab12ab12…']);
    expect(lines({ month: '2026-11' })).toEqual(['Tháng: 11/2026']);
    expect(lines({ until: '2026-11-23T02:00:00.000Z' })).toEqual(['Đến lúc: 23/11/2026 09:00']);
  });

  it('counts long lists instead of printing them, and leaves out what is empty', () => {
    expect(lines({ created: Array.from({ length: 250 }, () => unit), updated: [], note: '', reason: null, fields: ['email', 'staffNo'] })).toEqual(['Thêm mới: 250 mục', 'Thông tin đã sửa: thư điện tử, mã số cán bộ']);
    expect(lines({ counts: { CREATE: 1_234, UPDATE: 0, LEAVE: 2 } })).toEqual(['Kết quả: thêm mới 1.234 · thôi việc 2']);
  });

  it('never shows JSON, whatever was recorded', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer()), fc.dictionary(fc.constantFrom('a', 'b'), fc.integer()))), (details) => {
      for (const { value } of auditLines(JSON.stringify(details), speaking)) expect(value).not.toMatch(/[{}[\]"]|undefined|\[object/);
    }));
  });

  it('finds the units to name', () => {
    expect(unitIdsIn(JSON.stringify({ unitId: unit, from: 'x', to: 3 }))).toEqual([unit]);
  });
});
