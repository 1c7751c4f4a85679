/**
 * Where people from outside (accounts of kind SERVICE) are known. Everywhere else they are nobody: a page that needs an account is refused to them, and a page
 * for everybody shows them what it shows to strangers. A new area is closed to them until it is named here.
 */
const openToOutside = /^\/(contests|inbox|held|preferences|sign-out)(\/|$)/i;

export function isOpenToOutside(pathname: string): boolean {
  return openToOutside.test(pathname);
}

/** Where people from outside begin. */
export const outsideHome = '/contests';
const outsideSignIn = '/contests/sign-in';

/** The page on which somebody signs in who wanted to go to a path: the contest's own leads officials on to theirs. */
export function signInPageFor(pathname: string): string {
  return /^\/contests(\/|$)/i.test(pathname) ? outsideSignIn : '/sign-in';
}

/** The page on which somebody whose session has ended signs in again. */
export function signInAgainPageFor(accountKind: string): string {
  return accountKind === 'SERVICE' ? outsideSignIn : '/sign-in';
}
