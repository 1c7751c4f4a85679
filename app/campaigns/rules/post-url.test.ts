import fc from 'fast-check';
import { expect, it } from 'vitest';
import { postUrl } from './post-url.ts';

it.each([
  ['https://ninhbinh.vi-du.vn/tin/canh-bao?id=1#dau', 'https://ninhbinh.vi-du.vn/tin/canh-bao?id=1#dau'],
  ['  http://xa-a.vi-du.vn ', 'http://xa-a.vi-du.vn/'],
  ['https://vi-du.vn/tin/cảnh-báo', 'https://vi-du.vn/tin/c%E1%BA%A3nh-b%C3%A1o'],
  ['HTTPS://VI-DU.VN/A', 'https://vi-du.vn/A'],
])('%s is where a post is read', (typed, url) => expect(postUrl(typed)).toBe(url));

it.each([
  '', 'vi-du.vn/tin', '/tin/1', 'javascript:alert(1)//vi-du.vn', 'data:text/html,<b>', 'ftp://vi-du.vn/a', 'file:///etc/passwd', 'https://', 'https://localhost/a', 'https://127.0.0.1/a', 'https://[::1]/a', 'https://2130706433/a',
  'https://ai-do:mat-khau@vi-du.vn/', 'https://ai-do@vi-du.vn/', `https://vi-du.vn/${'a'.repeat(500)}`, `https://vi-du.vn/${'ế'.repeat(60)}`, 'https://vi-du.vn:99999/', 'https://vi_du.vn/',
])('%s is no address of a post', (typed) => expect(postUrl(typed)).toBeNull());

it('never lets through what a browser would run or open with a password', () => {
  fc.assert(fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string({ unit: 'grapheme' })), (typed) => {
    const url = postUrl(typed);
    if (url === null) return;
    expect(url).toMatch(/^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?\//);
    expect(postUrl(url)).toBe(url);
  }));
});
