import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { mailAddressOf, readMailServer } from './mail-env.ts';

describe('the mail server of the environment', () => {
  it('is read with its user, port and kind of TLS', () => {
    expect(readMailServer('smtp://hoc06:m%40t@mail.vi-du.vn:2525')).toEqual({ host: 'mail.vi-du.vn', port: 2525, secure: false, tlsOff: false, auth: { user: 'hoc06', pass: 'm@t' } });
    expect(readMailServer('smtps://mail.vi-du.vn')).toEqual({ host: 'mail.vi-du.vn', port: 465, secure: true, tlsOff: false, auth: null });
    expect(readMailServer('smtp://mail.vi-du.vn')).toMatchObject({ port: 587 });
    expect(readMailServer('smtp://mail.vi-du.vn:80')).toMatchObject({ port: 80 });
    expect(readMailServer('smtp://[::1]:25?tls=off')).toMatchObject({ host: '::1', port: 25, tlsOff: true });
  });

  it.each(['mail.vi-du.vn', 'http://mail.vi-du.vn', 'smtp://', 'smtp://a@mail.vi-du.vn', 'smtp://a:b@mail.vi-du.vn?tls=off', 'smtps://mail.vi-du.vn?tls=off', 'smtp://mail.vi-du.vn?pool=false', 'smtp://mail.vi-du.vn/x', 'smtp://%E0%A4:b@mail.vi-du.vn'])('is refused as %s', (url) => {
    expect(typeof readMailServer(url)).toBe('string');
  });

  it('sends under a name and an address', () => {
    expect(mailAddressOf('Học 06 <hoc06@vi-du.vn>')).toEqual({ name: 'Học 06', address: 'hoc06@vi-du.vn' });
    expect(mailAddressOf('"Học 06, Ninh Bình" <hoc06@vi-du.vn>')).toEqual({ name: 'Học 06, Ninh Bình', address: 'hoc06@vi-du.vn' });
    expect(mailAddressOf('hoc06@vi-du.vn')).toEqual({ name: '', address: 'hoc06@vi-du.vn' });
    for (const wrong of ['', 'hoc06', 'a <b>', 'a <b@c>', 'a\r\nBcc: x@y.vn <b@c.vn>', '<a@b.vn> <c@d.vn>']) expect(mailAddressOf(wrong), wrong).toBeNull();
  });

  const faults = (source: Record<string, string>) => {
    try {
      readEnv(source);
    } catch (error) {
      return (error as Error).message.split('\n').slice(1).map((line) => line.trim());
    }
    return [];
  };
  const whole = { SMTP_URL: 'smtp://mail.vi-du.vn', MAIL_FROM: 'Học 06 <hoc06@thu.vi-du.vn>', DKIM_DOMAIN: 'vi-du.vn', DKIM_SELECTOR: 's1', DKIM_KEY_FILE: 'key.pem', BOUNCE_TOKEN: 'x'.repeat(24) };

  it('comes whole or not at all', () => {
    expect(faults({})).toEqual([]);
    expect(faults(whole)).toEqual([]);
    expect(faults({ ...whole, MAIL_FROM: '' })).toEqual(['MAIL_FROM: is needed with SMTP_URL']);
    expect(faults({ ...whole, DKIM_SELECTOR: '' })).toEqual(['DKIM_SELECTOR: is needed with DKIM_DOMAIN and DKIM_KEY_FILE']);
    expect(faults({ ...whole, DKIM_DOMAIN: 'vi-du.com' })).toEqual(['DKIM_DOMAIN: must be the domain of MAIL_FROM or one above it']);
    expect(faults({ ...whole, SMTP_URL: 'ftp://x', BOUNCE_TOKEN: 'short', PORT: 'x' }).map((line) => line.split(':')[0])).toEqual(['PORT', 'BOUNCE_TOKEN', 'SMTP_URL']);
  });
});
