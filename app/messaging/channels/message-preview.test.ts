import { describe, expect, it } from 'vitest';
import { letterOf } from '../../../tests/world/letters.ts';
import { renderMail } from './email-content.ts';
import { previewMail, previewNotice, previewPush, previewText, type Draft } from './message-preview.ts';

const baseUrl = 'https://hoc06.vi-du.vn';
const reader = { id: 'u', fullName: 'Nguyễn Thị Thuỳ Dương', unitName: 'UBND phường Hoa Lư' };
const draft = (changes: Partial<Draft> = {}): Draft => ({
  content: { vi: { subject: 'Gửi {{ten}}', body: 'Ở **{{don_vi}}**, xem [bài học](/courses).' } },
  reader, topic: 'SECURITY', isDuty: false, isDrill: false, reason: { vi: 'thử', en: 'a try' }, ...changes,
});

describe('a preview', () => {
  it('is the mail that the channel sends to this reader', () => {
    const sent = renderMail(letterOf({ recipient: { ...reader, locale: 'en' }, content: draft().content, topic: 'SECURITY', reason: draft().reason }), { baseUrl, unsubscribeUrl: '#' });
    expect(previewMail(draft(), 'en', baseUrl)).toEqual(sent);
    expect(previewMail(draft({ isDuty: true }), 'vi', baseUrl).html).not.toContain('Ngừng nhận thư');
  });

  it('gives readers of English their own words where there are any', () => {
    const both = draft({ content: { ...draft().content, en: { subject: 'To {{ten}}', body: 'See the lesson.' } } });
    expect(previewMail(both, 'en', baseUrl).subject).toBe('To Nguyễn Thị Thuỳ Dương');
    expect(previewMail(draft(), 'en', baseUrl).subject).toBe('Gửi Nguyễn Thị Thuỳ Dương');
    expect(previewNotice(both, 'en', baseUrl).html).toContain('See the lesson.');
  });

  it('carries the mark of a drill on every channel', () => {
    const drill = draft({ isDrill: true });
    expect(previewMail(drill, 'vi', baseUrl).subject).toMatch(/^\[DIỄN TẬP\] /);
    expect(previewMail(drill, 'vi', baseUrl).html).toContain('Đây là thư diễn tập');
    expect(previewPush(drill, 'vi').title).toMatch(/^\[DIỄN TẬP\] /);
  });

  it('shows a locked screen one short line without signs of Markdown, and a hostile name as a name', () => {
    const long = draft({ content: { vi: { subject: 'A', body: `**${'x '.repeat(300)}x**` } } });
    expect(previewPush(long, 'vi').body).toMatch(/^(x ){90,99}x?…$/);
    expect(previewPush(draft(), 'vi').body).toMatch(/^Ở đơn vị của Anh\/Chị, xem bài học/);
    const hostile = draft({ reader: { ...reader, fullName: '<img src=x onerror=alert(1)>\r\nBcc: a@b.c', unitName: null } });
    expect(previewMail(hostile, 'vi', baseUrl).html).not.toContain('<img');
    expect(previewMail(hostile, 'vi', baseUrl).subject).not.toMatch(/[\r\n]/);
    expect(previewText(hostile, 'Gửi {{ten}} {{don_vi}}', baseUrl)).toBe('Gửi <img src=x onerror=alert(1)> Bcc: a@b.c ');
  });
});
