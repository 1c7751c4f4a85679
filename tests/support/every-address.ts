import type { RouteConfigEntry } from '@remix-run/route-config';
import routes from '../../app/routes.ts';
import { pageEntries, type PageEntry } from '../e2e/pages/entries.ts';
import type { Scenery } from './scenery.ts';

/** A route of the product at an address where the seeded world has something, with somebody who may go there. */
export interface KnownAddress {
  url: string;
  as: PageEntry['as'];
  path: string;
}

/** Files and copies whose address is not that of a page above them; a verb is found below its page. */
const further: Record<string, PageEntry> = {
  '/admin/people/file': { as: 'admin', at: () => '/admin/people/file' },
  '/certificates/:id/pdf': { as: 'finisher', at: ({ certificate }) => `/certificates/${certificate.id}/pdf` },
  '/campaigns/vneid/:package/files/:file': { as: 'operator', at: ({ packages }) => `/campaigns/vneid/${packages.handed}/files/recipients` },
  '/campaigns/:id/content/message/mail/:locale': { as: 'maker', at: ({ campaigns }) => `/campaigns/${campaigns.draft}/content/message/mail/vi` },
  '/campaigns/:id/not-reached': { as: 'maker', at: ({ campaigns }) => `/campaigns/${campaigns.running}/not-reached` },
  '/campaigns/:id/package/:medium': { as: 'maker', at: ({ campaigns }) => `/campaigns/${campaigns.running}/package/led` },
  '/campaigns/:id/return': { as: 'approver', at: ({ campaigns }) => `/campaigns/${campaigns.submitted}/return` },
  '/answers/appraisal': { as: 'appraiser', at: () => '/answers/appraisal' },
  '/contests/:slug/verification/:round': { as: null, at: ({ results }) => `/contests/${results.slug}/verification/preliminary` },
  '/desk/answers.json': { as: 'agent', at: () => '/desk/answers.json' },
  '/help': { as: 'learner', at: () => '/help?q=dinh+danh' },
  '/reports/monthly/drafts': { as: 'focal', at: () => '/reports/monthly/drafts' },
  '/tickets/:id/reply/slip': { as: 'lawyer', at: ({ tickets }) => `/tickets/${tickets.answered}/reply/slip` },
  '/tickets/:id/slip': { as: 'lawyer', at: ({ tickets }) => `/tickets/${tickets.sent}/slip` },
};

/** Every route of the product with an address: a page's own, or what lies below the page that is nearest to it. */
export function everyAddress(scenery: Scenery): KnownAddress[] {
  const urls = [...new Set(flatten(routes))];
  return urls.map((url) => {
    const own = further[url] ?? pageEntries[url];
    return own ? { url, as: own.as, path: own.at(scenery) } : below(url, scenery);
  });
}

function below(url: string, scenery: Scenery): KnownAddress {
  const segments = url.split('/');
  for (let length = segments.length - 1; length > 1; length -= 1) {
    const start = segments.slice(0, length).join('/');
    const near = pageEntries[start] ?? Object.entries(pageEntries).find(([other]) => other.startsWith(`${start}/`))?.[1];
    if (!near) continue;
    const known = near.at(scenery).split('?')[0]?.split('/').slice(0, length) ?? [];
    return { url, as: near.as, path: [...known, ...segments.slice(length).map((segment) => (segment.startsWith(':') ? 'x' : segment))].join('/') };
  }
  return { url, as: 'admin', path: url.replace(/:\w+/g, 'x') };
}

function flatten(entries: readonly RouteConfigEntry[], above = ''): string[] {
  return entries.flatMap((entry) => {
    const url = `${above}/${entry.path ?? ''}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    return [url, ...flatten(entry.children ?? [], url)];
  });
}
