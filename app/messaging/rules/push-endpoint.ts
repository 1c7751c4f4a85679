/**
 * The push services of the browsers that people here use: Chrome, Edge, Cốc Cốc and their kin, Firefox, Edge on Windows, Safari.
 * Whoever subscribes chooses the address that we then call, so nothing else is called unless PUSH_SERVICES names it.
 */
export const knownServices = ['fcm.googleapis.com', 'jmt17.google.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com'] as const;

const longestEndpoint = 1_000;

/** The further push services that PUSH_SERVICES names. */
export function furtherServices(listed: string | undefined): string[] {
  return listed?.split(',') ?? [];
}

/** The address of a subscription in its one spelling; null unless it is plain https to a push service, on its usual port. */
export function pushEndpoint(text: string, further: readonly string[] = []): string | null {
  if (text.length > longestEndpoint || !URL.canParse(text)) return null;
  const { protocol, username, password, port, hostname, pathname, hash, href } = new URL(text);
  if (protocol !== 'https:' || username || password || port || hash || pathname === '/' || href.length > longestEndpoint) return null;
  return [...knownServices, ...further].some((service) => hostname === service || hostname.endsWith(`.${service}`)) ? href : null;
}
