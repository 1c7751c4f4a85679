import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageContent } from '../../messaging/index.ts';
import { faultOfBody, renderNotice } from '../../messaging/index.server.ts';
import { reminderContent, reminderReason, type ReminderWording } from './reminder-content.ts';

const base: ReminderWording = { course: { title: 'An toàn thông tin', slug: 'an-toan' }, dueOn: '2026-11-30', day: '2026-11-23', isMandatory: true, by: null };
const words = (changes: Partial<ReminderWording> = {}) => reminderContent({ ...base, ...changes });

describe('the words of a reminder', () => {
  it.each([
    ['2026-11-23', 'Nhắc học: An toàn thông tin, hạn 30/11/2026', 'hạn hoàn thành 30/11/2026, còn 7 ngày', 'in 7 days'],
    ['2026-11-29', 'Nhắc học: An toàn thông tin, hạn ngày mai 30/11/2026', 'ngày mai, 30/11/2026', 'due tomorrow'],
    ['2026-11-30', 'Hôm nay 30/11/2026 là hạn hoàn thành: An toàn thông tin', 'Hôm nay, 30/11/2026, là hạn', 'is the due day'],
    ['2026-12-01', 'Quá hạn từ hôm qua 30/11/2026: An toàn thông tin', 'hôm qua, 30/11/2026', 'was due yesterday'],
    ['2026-12-10', 'Quá hạn 30/11/2026: An toàn thông tin', 'đã quá hạn 10 ngày', '10 days ago'],
  ])('on %s say how it stands on that day', (day, subject, vi, en) => {
    const content = words({ day });
    expect([content.vi.subject, content.vi.body.includes(vi), content.en?.body.includes(en), content.link]).toEqual([subject, true, true, '/courses/an-toan']);
  });

  it('hold the minutes of each reader, and that the course is mandatory only when it is', () => {
    expect(words().vi.body).toContain('Đây là khoá học bắt buộc. Phần còn lại mất khoảng {{phut}} phút.');
    expect(words({ isMandatory: false }).vi.body).not.toContain('bắt buộc');
    expect(words().en?.body).toContain('This course is mandatory. What is left takes about {{phut}} minutes.');
  });

  it('name who reminds by hand, and why one gets it', () => {
    const by = { fullName: 'Phạm Quang Hưng', unitName: 'UBND phường Hoa Lư' };
    expect(words({ by, dueOn: null }).vi.body).toMatch(/^Phạm Quang Hưng .*UBND phường Hoa Lư.* nhắc Anh\/Chị hoàn thành khoá học này\. Khoá học \*\*An toàn thông tin\*\* chưa hoàn thành\./);
    expect([reminderReason({ isMandatory: true, by: null }).vi, reminderReason({ isMandatory: false, by }).vi, reminderReason({ isMandatory: true, by: { ...by, unitName: null } }).en]).toEqual([
      'khoá học này được giao bắt buộc cho Anh/Chị',
      'Phạm Quang Hưng (UBND phường Hoa Lư) nhắc về khoá học mà Anh/Chị đã ghi danh',
      'Phạm Quang Hưng reminds you of a mandatory course',
    ]);
  });

  it('can always be sent, and never hold markup from a title or a name', () => {
    const nasty = fc.string({ unit: fc.constantFrom('*', '_', '[', ']', '(', ')', '<', '>', '!', '`', '#', '{', '}', '\\', '\n', '\r', '|', '~', 'www.a.vn', 'https://a.vn', 'a', 'ế', ' ', '\u202e', '{{ten}}'), minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== '');
    fc.assert(fc.property(nasty, nasty, (title, fullName) => {
      const content = messageContent.parse(words({ course: { title: `K ${title}`, slug: 'an-toan' }, by: { fullName: `T ${fullName}`, unitName: null } }));
      expect(faultOfBody(content.vi.body, 'https://hoc06.example')).toBeNull();
      const { html } = renderNotice(content.vi, { fullName: 'X', unitName: null }, 'https://hoc06.example', { phut: '5' });
      expect(html).not.toMatch(/<(a|em|img|script|code|h\d|del|table|ul|ol)\b/);
      expect(html).toContain('5 phút');
    }), { numRuns: 150 });
  });
});
