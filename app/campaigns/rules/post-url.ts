const longest = 500;

/**
 * The address at which a post can be read, as a browser writes it: of the web, with a host that is a domain, without a name or password in it.
 * @returns null for anything else
 */
export function postUrl(typed: string): string | null {
  const text = typed.trim();
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, hostname, href } = new URL(text);
  const isWeb = (protocol === 'https:' || protocol === 'http:') && !username && !password && /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/i.test(hostname);
  return isWeb && href.length <= longest ? href : null;
}
