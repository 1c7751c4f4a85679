import { describe, expect, it } from 'vitest';
import { letterOf } from '../../../tests/world/letters.ts';
import { pushContent } from './push-content.ts';
import { topicOf } from './push-sender.server.ts';

const words = (subject: string, body: string) => ({ content: { vi: { subject, body } } });

describe('what a device is told', () => {
  it('says at once that it is a drill or a correction, and rings again only for a correction', () => {
    expect(pushContent(letterOf({ isDrill: true, urgency: 'URGENT' }), 'x')).toMatchObject({ title: '[DIỄN TẬP] Nhắc học bài mới', again: false, stays: true });
    expect(pushContent(letterOf({ isDrill: true, correctsId: 'a' }), 'x')).toMatchObject({ title: '[DIỄN TẬP] [ĐÍNH CHÍNH] Nhắc học bài mới', again: true, stays: false });
  });

  it('holds no name beyond the one of the title', () => {
    const shown = pushContent(letterOf(words('Gửi {{ten}}', 'Kính gửi {{ten}}, {{ don_vi }} có lịch mới. {{khac}}')), 'x');
    expect([shown.title, shown.body]).toEqual(['Gửi Nguyễn Thị Thuỳ Dương', 'Kính gửi Anh/Chị, đơn vị của Anh/Chị có lịch mới. {{khac}}']);
  });

  it('leaves out the signs of Markdown and the addresses of links', () => {
    const { body } = pushContent(letterOf(words('a', '## Việc cần làm\n\n1. Cài từ **kho ứng** dụng\n2. Đọc [hướng dẫn](https://vi-du.vn/x)\n\n> Không đọc `OTP`\n\n| Giờ | Nơi |\n|---|---|\n| 8:00 | Hội trường |\n\ndòng\nkế <b>đậm</b> & "nháy"')), 'x');
    expect(body).toBe('Việc cần làm Cài từ kho ứng dụng Đọc hướng dẫn Không đọc OTP 8:00 Hội trường dòng kế <b>đậm</b> & "nháy"');
  });

  it('stays short and whole for every text, in the reader’s language where there is one', () => {
    const long = pushContent(letterOf(words(`Tin ${'ế'.repeat(140)}`, 'Thuỳ Dương ế ộ '.repeat(1_000))), 'x');
    expect([...long.body].length).toBeLessThanOrEqual(200);
    expect(long.body).toMatch(/[^\s]…$/);
    expect(pushContent(letterOf(words('a', '👨‍👩‍👧'.repeat(300))), 'x').body.isWellFormed()).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(pushContent(letterOf({ ...words('"'.repeat(150), '\\'.repeat(19_000)), recipient: { ...letterOf().recipient, fullName: '"'.repeat(300) } }), 'x')))).toBeLessThan(3_000);
    expect(pushContent(letterOf(words('a', `${'>'.repeat(5_000)} x`)), 'x').body).toBe('');
    const english = { ...letterOf().recipient, locale: 'en' as const };
    expect(pushContent(letterOf({ recipient: english }), 'x')).toMatchObject({ lang: 'vi', title: 'Nhắc học bài mới' });
    expect(pushContent(letterOf({ recipient: english, isDrill: true, content: { vi: { subject: 'a', body: 'b' }, en: { subject: 'News', body: 'Dear {{ten}}' } } }), 'x')).toMatchObject({ lang: 'en', title: '[DRILL] News', body: 'Dear you' });
  });

  it('keeps line breaks and invisible characters out', () => {
    expect(pushContent(letterOf(words('Tin\u202egấp', 'a\u0000b\u200bc\r\n\r\nd')), 'x')).toMatchObject({ title: 'Tingấp', body: 'abc d' });
  });
});

it('a topic is at most 32 letters that a header may hold', () => {
  expect(topicOf('0193f0a0-0000-7000-8000-000000000002')).toBe('0193f0a0000070008000000000000002');
  expect(topicOf(`tin số 1\r\nX-Evil: ${'x'.repeat(40)}`)).toMatch(/^x{32}$/);
});
