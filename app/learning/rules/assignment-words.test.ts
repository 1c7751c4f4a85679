import { describe, expect, it } from 'vitest';
import { everybody, type Reason } from './assignment-rule.ts';
import { dueWords, reasonWords, ruleReason, whoWords } from './assignment-words.ts';

const names = { units: { p: 'UBND phường Hoa Lư', v: 'Văn phòng <b>' }, courses: { c: 'An toàn thông tin' } };

describe('a rule in words', () => {
  it('of everybody', () => {
    expect(whoWords(everybody, { unitId: null, names, locale: 'vi' })).toBe('Mọi cán bộ, công chức, viên chức, người lao động của toàn tỉnh');
    expect(whoWords(everybody, { unitId: 'p', names, locale: 'en' })).toBe('All officials, employees and contract workers of UBND phường Hoa Lư with the units below');
  });

  it('names every condition', () => {
    const who = { ...everybody, units: ['p'], notUnits: ['v', 'gone'], categories: ['CADRE' as const, 'CIVIL_SERVANT' as const], positions: ['một cửa'], roles: ['AUDITOR' as const], joinedFrom: '2026-01-01', joinedTo: '2026-12-31', result: { courseId: 'c', kind: 'LAPSES' as const, before: '2027-01-01' } };
    expect(whoWords(who, { unitId: null, names, locale: 'vi' })).toBe(
      'Mọi cán bộ, công chức, viên chức, người lao động của UBND phường Hoa Lư và các đơn vị trực thuộc, trừ Văn phòng <b>, đơn vị đã ngừng hoạt động và các đơn vị trực thuộc, là cán bộ hoặc công chức, có chức vụ chứa “một cửa”, giữ vai trò Kiểm tra, giám sát, nhận công tác từ 01/01/2026 đến 31/12/2026, có chứng nhận “An toàn thông tin” hết hiệu lực trước 01/01/2027',
    );
    expect(whoWords({ ...everybody, joinedFrom: '2026-01-01' }, { unitId: null, names, locale: 'en' })).toContain('who joined on or after 01/01/2026');
    expect(whoWords({ ...everybody, joinedTo: '2026-01-01', result: { courseId: 'x', kind: 'COMPLETED', before: null } }, { unitId: null, names, locale: 'en' })).toContain('who joined up to 01/01/2026, who have completed “a course no longer offered”');
  });

  it('of the due day', () => {
    expect([dueWords({ kind: 'NONE' }, 'vi'), dueWords({ kind: 'DATE', on: '2026-11-30' }, 'vi'), dueWords({ kind: 'AFTER', days: 30 }, 'en')]).toEqual(['Không có hạn', 'Hạn 30/11/2026', 'Due 30 days after being assigned']);
  });

  it('stands beside an enrolment', () => {
    expect(ruleReason('Năm 2026', 'Mọi người', 'vi')).toBe('Theo quy tắc “Năm 2026”: mọi người.');
  });
});

describe('a reason in words', () => {
  it.each<[Reason, string, string]>([
    [{ key: 'all' }, 'Quy tắc áp dụng cho mọi người trong phạm vi của quy tắc.', 'The rule is for everybody within its reach.'],
    [{ key: 'unit', unitId: 'p' }, 'Anh/Chị thuộc UBND phường Hoa Lư.', 'You belong to UBND phường Hoa Lư.'],
    [{ key: 'category', category: 'CIVIL_SERVANT' }, 'Anh/Chị là công chức.', 'You are a civil servant.'],
    [{ key: 'category', category: null }, 'Anh/Chị là người chưa ghi đối tượng.', 'You are a person without a category.'],
    [{ key: 'position', position: 'Văn thư' }, 'Chức vụ của Anh/Chị là “Văn thư”.', 'Your position is “Văn thư”.'],
    [{ key: 'role', role: 'UNIT_LEADER' }, 'Anh/Chị giữ vai trò Lãnh đạo đơn vị.', 'You have the role Unit leader.'],
    [{ key: 'joined', on: '2026-10-01' }, 'Anh/Chị nhận công tác ngày 01/10/2026.', 'You joined on 01/10/2026.'],
    [{ key: 'result', courseId: 'c', kind: 'NOT_COMPLETED', on: null }, 'Anh/Chị chưa hoàn thành “An toàn thông tin”.', 'You have not completed “An toàn thông tin”.'],
    [{ key: 'result', courseId: 'c', kind: 'LAPSES', on: '2026-12-01' }, 'Chứng nhận “An toàn thông tin” của Anh/Chị hết hiệu lực ngày 01/12/2026.', 'Your certificate of “An toàn thông tin” lapses on 01/12/2026.'],
  ])('%j', (reason, vi, en) => {
    expect([reasonWords(reason, names, 'vi'), reasonWords(reason, names, 'en')]).toEqual([vi, en]);
  });
});
