import { describe, expect, it } from 'vitest';
import { defineFormats } from '../platform/i18n/formats.ts';
import { namesIn } from './setting-parts.ts';
import { inOneLine, linesOf, type Listener } from './setting-words.ts';
import { allSettings } from './settings-list.server.ts';

const [vi, en] = (['vi', 'en'] as const).map((locale): Listener => ({ locale, formats: defineFormats(locale, 'Asia/Ho_Chi_Minh') })) as [Listener, Listener];

describe('a value of a setting in words', () => {
  it.each<[value: unknown, vietnamese: string, english: string]>([
    [3.3, '3,3', '3.3'],
    [1350, '1.350', '1,350'],
    ['NB', 'NB', 'NB'],
    ['true', 'true', 'true'],
    [true, 'có', 'yes'],
    [[['07:30', '11:30'], ['13:30', '17:00']], '07:30–11:30, 13:30–17:00', '07:30–11:30, 13:30–17:00'],
    [{ write: { points: 1200, seconds: 60 } }, 'Thao tác ghi: 1.200 lần trong 60 giây', 'Writes: 1,200 times within 60 seconds'],
    [{ after: { first: 3, every: 7, times: 4 } }, 'Nhắc khi quá hạn: lần đầu sau 3 ngày, rồi mỗi 7 ngày, thêm 4 lần', 'After the due day: first after 3 days, then every 7 days, 4 times more'],
    [{ after: null }, 'Nhắc khi quá hạn: không', 'After the due day: no'],
    [{ digest: { weekday: 7, hour: '08:30' } }, 'Thư tuần của lãnh đạo: Chủ\u00a0nhật, 08:30', 'Leaders’ weekly letter: Sunday, 08:30'],
    [{ keepDays: 14, mostDays: 1096 }, 'Giữ: 14 ngày; Kỳ dài nhất: 1.096 ngày', 'Kept: 14 days; Longest period: 1,096 days'],
    [{ keepDays: 1 }, 'Giữ: 1 ngày', 'Kept: 1 day'],
    [{ attendanceShare: 80 }, 'Tỷ lệ dự lớp phải đạt: 80%', 'Attendance needed: 80%'],
    [{ remindBefore: [3, 1] }, 'Nhắc trước hạn: 3, 1 ngày làm việc', 'Reminders before: 3, 1 working days'],
    [{ remindBefore: [] }, 'Nhắc trước hạn: không', 'Reminders before: no'],
    [{ channels: ['SMS', 'ZALO'] }, 'Kênh: tin nhắn SMS, Zalo', 'Channels: SMS, Zalo'],
    [{ enabled: false, days: 45 }, 'Có bật: không; Số ngày: 45', 'On: no; Days: 45'],
    [{ other: { enabled: true, keepDays: 2 } }, 'Other: có bật có, giữ 2 ngày', 'Other: on yes, kept 2 days'],
  ])('%j is %j', (value, vietnamese, english) => {
    expect([inOneLine(value, vi), inOneLine(value, en)]).toEqual([vietnamese, english]);
  });

  it('has a line for each part, and names none by a name of the program', () => {
    for (const { key, fallback } of allSettings) for (const to of [vi, en]) {
      const lines = linesOf(fallback, to);
      expect(lines).toHaveLength(typeof fallback === 'object' && fallback !== null && !Array.isArray(fallback) ? Object.keys(fallback).length : 1);
      const strange = namesIn(JSON.stringify(fallback)).filter((name) => /[A-Z]/.test(name) && inOneLine(fallback, to).includes(name));
      expect(strange, key).toEqual([]);
      expect(inOneLine(fallback, to), key).not.toMatch(/null|undefined|\[object|\{/);
    }
  });
});
