/** Programs that open links by themselves: scanners of mail, previews of chats, crawlers, scripts. A browser inside Zalo is a person's browser and not among them. */
const machines = /bot\b|bot\/|crawl|spider|slurp|scan|preview|fetch|monitor|validator|checker|headless|proxy|proofpoint|mimecast|barracuda|safelinks|microsoft office|ms-office|facebookexternalhit|whatsapp|telegram|viber|skype|curl|wget|python|java\/|go-http|libwww|httpclient|okhttp|axios|undici|perl|ruby|php/i;

/** Whether a request is a browser opening a page because somebody followed a link, as far as its headers tell. */
export function isRealVisit(method: string, headers: Headers): boolean {
  const of = (name: string) => headers.get(name) ?? '';
  if (method !== 'GET' || !of('accept').includes('text/html')) return false;
  if (['purpose', 'sec-purpose', 'x-purpose', 'x-moz'].some((name) => /prefetch|prerender|preview/i.test(of(name)))) return false;
  if (!['', 'navigate'].includes(of('sec-fetch-mode')) || !['', 'document'].includes(of('sec-fetch-dest'))) return false;
  return of('user-agent') !== '' && !machines.test(of('user-agent'));
}

export interface Visit {
  isReal: boolean;
  /** Too many links at once from the same place. */
  isBurst: boolean;
  /** Who is signed in, if anybody. */
  actorId: string | null;
  recipientId: string;
  /** The page behind the link needs no sign-in. */
  isOpen: boolean;
}

/**
 * What a visit leads to. COUNT: the recipient herself, signed in. SIGN_IN: she may be the recipient, so she signs in and comes back here. CONFIRM: nobody is
 * known and the page is open, so only the number of visits is of interest, once the browser has shown that it is one. PASS: on to the page, uncounted.
 */
export function outcomeOf({ isReal, isBurst, actorId, recipientId, isOpen }: Visit): 'COUNT' | 'SIGN_IN' | 'CONFIRM' | 'PASS' {
  if (!isReal) return 'PASS';
  if (actorId !== null) return actorId === recipientId && !isBurst ? 'COUNT' : 'PASS';
  if (!isOpen) return 'SIGN_IN';
  return isBurst ? 'PASS' : 'CONFIRM';
}
