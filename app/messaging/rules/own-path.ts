/** Pages that no message leads to: whoever is used to signing in from a message is used to being phished. */
const closedPaths = /^\/(sign-in|sign-out|activate|held|unsubscribe|go|contests\/(sign-in|register))(\/|$)/i;

/** True for the path of such a page, also when its letters are written as codes. */
export function isClosedPath(pathname: string): boolean {
  try {
    return closedPaths.test(decodeURIComponent(pathname));
  } catch {
    return true;
  }
}

const origin = 'http://own.invalid';

/**
 * The page of the product that a link of a message leads to, as a browser understands the link.
 * @returns null for whatever leads out of the product or to a page that no message leads to
 */
export function ownPath(href: string): string | null {
  // eslint-disable-next-line no-control-regex -- these are what is refused
  if (!href.startsWith('/') || /[\u0000-\u0020\u007f\\<>"]/.test(href) || !URL.canParse(href, origin)) return null;
  const url = new URL(href, origin);
  // `/.//elsewhere.example` becomes `//elsewhere.example`, which is another site.
  if (url.origin !== origin || url.pathname.startsWith('//') || isClosedPath(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}

/** Pages that need no sign-in; tests/architecture holds this against the routes. */
const openPages = /^\/(verify|help|contests|packs)(\/|$)/i;

export function isOpenPage(path: string): boolean {
  return openPages.test(path);
}
