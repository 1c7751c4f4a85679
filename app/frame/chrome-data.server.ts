import type { Actor } from '../people/actor.ts';
import type { RequestContext, Theme } from '../platform/http/context.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { remember } from '../platform/remember.ts';
import { areaAt, areasOf, type AreaKey } from './areas.ts';

export interface ChromeData {
  locale: Locale;
  theme: Theme;
  timeZone: string;
  scriptUrl: string;
  isDemo: boolean;
  host: string;
  path: string;
  person: { fullName: string; unitName: string | null } | null;
  areas: AreaKey[];
  /** Notices that she has not opened; null for strangers. */
  unread: number | null;
  /** The area that the page belongs to. */
  area: AreaKey | null;
}

const hosts = remember<string>(10);

/** What the frame around every page shows of a person's own. Without `unread` the bell has no number: pages of the direct way leave the count out. */
export function chromeData(actor: Actor | null, context: RequestContext, request: Request, { unread = 0, carriesAdoptions = false }: { unread?: number; carriesAdoptions?: boolean } = {}): ChromeData {
  const { pathname, search } = new URL(request.url);
  const areas = actor && !actor.mustChangePassword ? areasOf(actor, carriesAdoptions) : [];
  return {
    ...context.reader,
    timeZone: context.env.TZ_DISPLAY,
    scriptUrl: context.scriptUrl,
    isDemo: context.env.DEMO,
    host: hosts(context.env.baseUrl, () => new URL(context.env.baseUrl).host),
    path: pathname + search,
    person: actor && { fullName: actor.fullName, unitName: actor.unitName },
    areas,
    unread: areas.length > 0 ? unread : null,
    // Of two that fit, the later one is the part of the other.
    area: areaAt(areas, pathname),
  };
}
