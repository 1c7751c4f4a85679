/** Pages are read by GET and written to by POST. Remix would take a PUT or DELETE for a POST, and answer OPTIONS with the file itself. */
export const ownMethods: readonly string[] = ['GET', 'HEAD', 'POST'];

/**
 * What a request line asks for, as a path: a proxy may name the whole address (`GET http://host/path`), of which host and port are as little to be trusted as Host.
 * @returns `*` for what is no address
 */
export function ownTarget(target: string): string {
  if (target.startsWith('/')) return target;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return '*';
  const { pathname, search } = new URL(target);
  return pathname + search;
}

/**
 * Says whether a request is one that no page and no script of ours makes: another method, a target that is no address, or Remix's own doors to the bare data
 * of a page (`/courses.data`, `?_data=`), which nothing here uses.
 * @returns the status to refuse it with; undefined for an ordinary request
 */
export function strangeness({ method = 'GET', url = '/' }: { method?: string | undefined; url?: string | undefined }): 400 | 404 | 405 | undefined {
  if (!ownMethods.includes(method)) return 405;
  if (!url.startsWith('/')) return 400;
  const { pathname, searchParams } = new URL(`http://localhost${url}`);
  return pathname.endsWith('.data') || searchParams.has('_data') ? 404 : undefined;
}
