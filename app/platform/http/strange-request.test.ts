import { describe, expect, it } from 'vitest';
import { ownTarget, strangeness } from './strange-request.ts';

describe('what a request line asks for', () => {
  it.each([
    ['/', '/'], ['/a?b=c', '/a?b=c'], ['//evil.example/a', '//evil.example/a'],
    ['http://evil.example', '/'], ['http://evil.example/a?b=http://c', '/a?b=http://c'], ['HTTPS://evil.example:99/a/../b', '/b'], ['http://user:word@evil.example/a', '/a'], ['http://evil.example//other.example', '//other.example'],
  ])('%s is the path %s', (target, path) => {
    expect(ownTarget(target)).toBe(path);
  });

  it.each(['*', '', 'http://', 'http://[', 'evil.example:443', 'ftp://evil.example/', 'sign-in', '?a=b', 'javascript:1'])('%j is no address', (target) => {
    expect(ownTarget(target)).toBe('*');
    expect(strangeness({ method: 'GET', url: ownTarget(target) })).toBe(400);
  });
});

describe('a request that no page of ours makes', () => {
  it.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY', 'get', ''])('asks by %j', (method) => {
    expect(strangeness({ method, url: '/' })).toBe(405);
  });

  it.each(['/courses.data', '/_root.data', '/courses.data?_routes=root', '/a/b.data#x', '/?_data=root', '/courses?q=1&_data', '/courses?%5fdata=root', '//evil.example/x.data'])('knocks at Remix’s own door: %s', (url) => {
    expect(strangeness({ method: 'GET', url })).toBe(404);
    expect(strangeness({ method: 'POST', url })).toBe(404);
  });

  it.each(['/', '/courses', '/database', '/packs/key.pem', '/desk/answers.json', '/a.data/b', '/search?q=_data', '/search?data=1', '/%', '/search?q=%', '//', '/\\evil.example'])('is not %s', (url) => {
    for (const method of ['GET', 'HEAD', 'POST']) expect(strangeness({ method, url })).toBeUndefined();
  });
});
