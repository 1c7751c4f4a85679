import { expect, it } from 'vitest';
import { postText } from './post-text.ts';

const words = { title: 'Cảnh báo', text: 'Đoạn một.\n\nĐoạn hai.', link: '/help' };
const baseUrl = 'https://hoc06.vi-du.vn';

it('ends with the whole address that it leads to, because a path means nothing on a page of others', () => {
  expect(postText(words, { isDrill: false, baseUrl })).toEqual({ title: 'Cảnh báo', text: 'Đoạn một.\n\nĐoạn hai.\n\nXem thêm: https://hoc06.vi-du.vn/help' });
  expect(postText({ ...words, link: '' }, { isDrill: false, baseUrl }).text).toBe(words.text);
});

it('of a drill says so where readers begin and where they end', () => {
  const { title, text } = postText({ ...words, link: '' }, { isDrill: true, baseUrl });
  expect(title).toBe('DIỄN TẬP: Cảnh báo');
  expect(text).toMatch(/^Đây là bản tin diễn tập\. Đoạn một\.[\s\S]*Bản tin vừa rồi là diễn tập\.$/);
});
