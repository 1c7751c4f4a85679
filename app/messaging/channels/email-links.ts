import { isClosedPath } from '../rules/own-path.ts';

/**
 * The whole address that a link of a mail leads to.
 * @returns null for whatever is not http(s) or a path of the product, and for paths that no mail may lead to
 */
export function linkFor(href: string, baseUrl: string): string | null {
  // eslint-disable-next-line no-control-regex -- these are what is refused
  if (/[\u0000-\u0020\u007f\\<>"]/.test(href)) return null;
  const isPath = href.startsWith('/') && !href.startsWith('//');
  if (!isPath && !/^https?:\/\//i.test(href)) return null;
  const whole = isPath ? baseUrl + href : href;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  const base = new URL(baseUrl);
  if (url.username || url.password || (isPath && url.origin !== base.origin)) return null;
  if (url.origin === base.origin && isClosedPath(url.pathname.slice(base.pathname === '/' ? 0 : base.pathname.length))) return null;
  return url.href;
}
