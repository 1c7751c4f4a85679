import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterOf } from '../../../tests/world/letters.ts';
import { headerLine, renderMail } from './email-content.ts';
import { linkFor } from './email-links.ts';
import { bodyLimit, faultOfBody } from './email-markdown.ts';

const baseUrl = 'https://hoc06.vi-du.vn';
const options = { baseUrl, unsubscribeUrl: `${baseUrl}/unsubscribe/abc` };
const render = (body: string, changes = {}) => renderMail(letterOf({ content: { vi: { subject: 'Nhắc học', body } }, ...changes }), options);

describe('a mail', () => {
  it('says who writes, to whom, what, why, and how to stop it, in both parts', () => {
    const { subject, html, text } = render('Chào **{{ten}}** ở {{don_vi}}:\n\n- một\n- hai\n\nXem [bài học](/courses/de-an-06).');
    expect(subject).toBe('Nhắc học');
    for (const part of [html, text]) {
      for (const words of ['Tỉnh Ninh Bình', 'Kính gửi Anh/Chị Nguyễn Thị Thuỳ Dương,', 'UBND phường Hoa Lư', 'Anh/Chị nhận thư này vì đang học khoá Đề án 06.', 'Ngừng nhận thư', `${baseUrl}/unsubscribe/abc`, `${baseUrl}/courses/de-an-06`]) expect(part).toContain(words);
      expect(part).toBe(part.normalize('NFC'));
    }
    expect(html).toContain('<strong>Nguyễn Thị Thuỳ Dương</strong>');
    expect(html).toContain('color-scheme');
    expect(html).not.toMatch(/<(table|img|script|form|iframe|link)\b/);
    expect(text).toContain('- một\n- hai');
  });

  it('speaks English to whoever reads English, and Vietnamese where English is missing', () => {
    const recipient = { id: 'u', fullName: 'Anna', unitName: null, locale: 'en' as const };
    const content = { vi: { subject: 'Nhắc', body: 'Chào' }, en: { subject: 'Reminder', body: 'Hello {{ ten }}{{don_vi}}' } };
    expect(renderMail(letterOf({ recipient, content }), options)).toMatchObject({ subject: 'Reminder', text: expect.stringMatching(/Dear Anna,[\s\S]*Hello Anna\n[\s\S]*You receive this mail because/) });
    const half = renderMail(letterOf({ recipient, content: { vi: content.vi } }), options);
    expect(half.html).toContain('<html lang="en">');
    expect(half.html).toContain('<div lang="vi"><p');
  });

  it('marks drills and corrections in the subject and in the body', () => {
    const both = render('x', { isDrill: true, correctsId: 'm0' });
    expect(both.subject).toBe('[DIỄN TẬP] [ĐÍNH CHÍNH] Nhắc học');
    for (const part of [both.html, both.text]) expect(part).toMatch(/\[DIỄN TẬP\] Đây là thư diễn tập[\s\S]*\[ĐÍNH CHÍNH\] Thư này đính chính/);
  });

  it('of duty cannot be stopped and says why', () => {
    const duty = render('x', { isDuty: true });
    for (const part of [duty.html, duty.text]) {
      expect(part).toContain('Thư này thuộc nhiệm vụ của Anh/Chị');
      expect(part).not.toContain('unsubscribe');
    }
  });

  it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '![x](https://evil.example/p.png)', '[x](javascript:alert(1))', '[x](data:text/html,1)', '[x](//evil.example)', '[x](/\\evil.example)', '[x](vbscript:1)', '<a href="https://evil.example">x</a>', '<div\nonclick=1>', '[x]: javascript:1\n\n[x]', '`<b>`', '    <b>', '[a](https://x" onmouseover="1)'])('shows %s as text or not at all', (body) => {
    const { html } = render(body);
    const own = html.slice(html.indexOf('<div lang'), html.indexOf('class="go"'));
    expect(own.replace(/<\/?(p|div|code|pre|strong)( (style|lang)="[^"]*")?>/g, '').replace(/<a href="https:[^"]*" style="[^"]*">x?/g, '')).not.toMatch(/<(?!\/a|a $|a class|a)/);
    expect(own).not.toMatch(/<(script|img|b|div on)|href="(?!https?:\/\/)/);
  });

  it('takes a name for a name', () => {
    const recipient = { id: 'u', fullName: '[Bấm](https://evil.example) <b>"x"\r\nBcc: a@b.vn {{don_vi}} $& \ue001', unitName: 'Sở *Tư pháp*', locale: 'vi' as const };
    const { html, text, subject } = renderMail(letterOf({ recipient, content: { vi: { subject: 'Gửi {{ten}}', body: '{{ten}} – {{don_vi}}' } } }), options);
    expect(html).not.toContain('href="https://evil.example');
    expect(html).not.toContain('<b>');
    expect(html).toContain('– Sở *Tư pháp*');
    expect(subject).not.toMatch(/[\r\n\ue001]/);
    expect(text).toContain('{{don_vi}} $&');
  });
});

describe('a line of a header', () => {
  it('is one line, composed and not endless, whatever was typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = headerLine(text);
      return !/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(line) && [...line].length <= 200;
    }));
    expect(headerLine('Nhắc\r\nBcc: a@b.vn'.normalize('NFD'))).toBe('Nhắc Bcc: a@b.vn');
    expect(headerLine('🎉'.repeat(300))).toBe('🎉'.repeat(200));
  });
});

describe('a body is refused', () => {
  const fault = (body: string) => faultOfBody(body, baseUrl)?.vi ?? '';

  it('with a sentence that says why', () => {
    expect(fault('<p>'.repeat(2_800_000))).toContain('tối đa là 20000');
    expect(fault('Xin <b>chào</b>')).toContain('mã HTML (<b>)');
    expect(fault('<div>\nx</div>')).toContain('mã HTML');
    expect(fault('![x](https://a.vn/x.png)')).toContain('hình ảnh');
    expect(fault('[x](javascript:1)')).toContain('javascript:1');
    expect(fault('[x](/sign-in?token=1)')).toContain('/sign-in');
    expect(fault('> '.repeat(9_000))).toContain('lồng');
    expect(fault('Chào **bạn**, 3 < 5, xem [bài](/courses) và https://vi-du.vn/\n\n1. một\n   - hai')).toBe('');
  });

  it.each(['> ', '- ', '1. ', '* > ', '[', '![', '*', '_a', '**a', '`', '<', '[a](', '\\', '~', '| a ', '    - x\n'])('before %j repeated can hurt the parser', (piece) => {
    const body = piece.repeat(Math.floor(bodyLimit / piece.length));
    expect(typeof fault(body)).toBe('string');
  });
});

describe('a link', () => {
  it('leads into the product or by http(s), never to a door', () => {
    expect(linkFor('/courses?a=1#b', baseUrl)).toBe(`${baseUrl}/courses?a=1#b`);
    expect(linkFor('https://vi-du.vn/x', baseUrl)).toBe('https://vi-du.vn/x');
    for (const bad of ['//evil.example', '/\\evil.example', 'javascript:1', 'JAVASCRIPT:1', ' https://x.vn', 'https://a:b@x.vn', 'ftp://x', 'x', '', '/sign-in', '/activate/abc', `${baseUrl}/Sign-In?next=/`, 'mailto:a@b.vn', 'https://x.vn/"a']) expect(linkFor(bad, baseUrl), bad).toBeNull();
  });
});
