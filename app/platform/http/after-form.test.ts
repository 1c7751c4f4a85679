import { expect, it } from 'vitest';
import { followsForm } from './after-form.ts';

it('a visit brings no kind of content, a form that was sent does', () => {
  expect(followsForm(new Request('http://localhost/a', { headers: { accept: 'text/html' } }))).toBe(false);
  expect(followsForm(new Request('http://localhost/a', { method: 'POST', body: new URLSearchParams({ a: '1' }) }))).toBe(true);
  const multipart = new FormData();
  multipart.set('file', new File(['x'], 'a.pdf'));
  expect(followsForm(new Request('http://localhost/a', { method: 'POST', body: multipart }))).toBe(true);
});
