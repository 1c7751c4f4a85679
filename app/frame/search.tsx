import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../people/route.server.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { chromeMessages } from './messages.ts';
import { searchEverything, type Everything } from './search-everything.server.ts';
import { SearchResults } from './search-results.tsx';

/** One box for answers, courses and lessons. */
export const loader = page({ guard: 'signed-in', query: z.object({ q: z.string().optional().catch(undefined) }) }, ({ actor, query, context }) => searchEverything(query.q ?? '', actor, context));

export const meta: MetaFunction = ({ matches }) => {
  const root = matches.find((match) => match.id === 'root')?.data as { locale?: Locale } | undefined;
  return [{ title: `${chromeMessages.in(root?.locale ?? 'vi')('search.title')} – hoc06` }];
};

export default function Search() {
  return <SearchResults found={useLoaderData() as Everything} />;
}
