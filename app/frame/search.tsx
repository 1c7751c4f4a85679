import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../people/route.server.ts';
import { asksHeadOnly } from '../platform/http/head-only.ts';
import { titled } from '../platform/i18n/titled.ts';
import { chromeMessages } from './messages.ts';
import { searchEverything, type Everything } from './search-everything.server.ts';
import { SearchResults } from './search-results.tsx';

/** One box for answers, courses and lessons. */
export const loader = page({ guard: 'signed-in', query: z.object({ q: z.string().optional().catch(undefined) }) }, ({ actor, query, context, request }) => searchEverything(query.q ?? '', actor, { context, isNoted: !asksHeadOnly(request) }));

export const meta = titled((locale) => chromeMessages.in(locale)('search.title'));

export default function Search() {
  return <SearchResults found={useLoaderData() as Everything} />;
}
