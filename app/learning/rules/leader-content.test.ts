import { describe, expect, it } from 'vitest';
import { messageContent } from '../../messaging/forms/content.ts';
import { faultOfBody } from '../../messaging/index.ts';
import { renderNotice } from '../../messaging/index.server.ts';
import { noFigures, type Figures } from './digest.ts';
import { digestContent, escalationContent } from './leader-content.ts';

const hostile = '"><script>alert(1)</script> **đậm** [x](https://xau.vi-du) 🛡️';
const notice = (changes: object = {}) => escalationContent({ noticeId: '0193f0a0-0000-7000-8000-000000000001', course: { title: 'An toàn thông tin', slug: 'an-toan' }, steps: [{ step: 'after-21', count: 1 }, { step: 'after-7', count: 2 }], above: 1, ...changes });
const figures: Figures = { total: 40, done: 12, doing: 5, late: 2, soon: 4, doneBefore: 9, lateBefore: 3 };
const digest = (courses: { title: string; slug: string; figures: Figures }[], unitName: string | null = 'UBND phường Hoa Lư') => digestContent({ day: '2026-11-23', unitName, courses });

describe('a notice about people who are late', () => {
  it('has the counts by step, the newest first, and the way to the names', () => {
    const content = notice();
    expect(content.vi.subject).toBe('Báo quá hạn: An toàn thông tin, 3 người');
    expect(content.vi.body).toMatch(/3 người thuộc phạm vi.*\n\n- quá hạn từ 7 ngày: 2 người\n- quá hạn từ 21 ngày: 1 người\n\n1 người đã được báo/s);
    expect(content.en?.body).toMatch(/3 people of your units are overdue.*overdue for 7 days or more: 2 people.*1 of them/s);
    expect(content.link).toBe('/units/escalations/0193f0a0-0000-7000-8000-000000000001');
    expect(notice({ above: 0 }).vi.body).not.toContain('lãnh đạo trực tiếp');
  });

  it('takes titles for words, however they are written and however long they are', () => {
    for (const title of [hostile, 'x'.repeat(400), 'Dữ liệu\r\nBcc: ai-do@vi-du.invalid', 'An toàn thông tin']) {
      const content = messageContent.parse(notice({ course: { title, slug: 'an-toan' } }));
      expect(faultOfBody(content.vi.body, 'https://hoc06.example')).toBeNull();
      expect(renderNotice(content.vi, { fullName: 'Lãnh đạo', unitName: null }, 'https://hoc06.example', {}).html).not.toMatch(/<script>|<strong>đậm|href/);
    }
  });
});

describe('a digest', () => {
  it('says done, in progress, late and soon due, and what has changed', () => {
    expect(digest([{ title: 'An toàn', slug: 'a', figures }]).vi.body).toContain('- **An toàn**: 12 trên 40 người hoàn thành (tăng 3), 5 đang học, 2 quá hạn (giảm 1), 4 đến hạn trong 14 ngày tới');
    const same = digest([{ title: 'An toàn', slug: 'a', figures: { ...figures, doneBefore: 12, lateBefore: 2 } }]);
    expect(same.en?.body).toContain('12 of 40 people have completed, 5 in progress, 2 overdue, 4 due within 14 days');
    expect([same.vi.subject, same.link]).toEqual(['Tổng hợp học tập tuần, đến 23/11/2026', '/units']);
    expect(digest([{ title: 'a', slug: 'a', figures: { ...noFigures, doneBefore: 2 } }]).vi.body).toContain('(giảm 2)');
  });

  it('names the unit, or says that there are several', () => {
    expect(digest([], null).vi.body).toContain('các đơn vị do Anh/Chị phụ trách');
    expect(digest([]).vi.body).toContain('UBND phường Hoa Lư');
  });

  it('stays a page with a hundred courses, and words stay words', () => {
    const many = digest(Array.from({ length: 100 }, (_, at) => ({ title: `${hostile} ${at}`, slug: `k-${at}`, figures })), hostile);
    const content = messageContent.parse(many);
    expect(content.vi.body.match(/^- /gm)).toHaveLength(21);
    expect(content.vi.body).toContain('và 80 khoá học khác');
    expect(faultOfBody(content.vi.body, 'https://hoc06.example')).toBeNull();
    expect(renderNotice(content.vi, { fullName: '', unitName: null }, 'https://hoc06.example', {}).html).not.toContain('<script>');
  });
});
