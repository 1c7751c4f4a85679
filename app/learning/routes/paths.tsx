import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { PathsPage } from '../components/paths-page.tsx';
import { pathsQuery } from '../forms/paths.ts';
import { pathMessages } from '../messages/paths.ts';
import { listShownPaths } from '../queries/paths.server.ts';

export const loader = page({ guard: 'signed-in', query: pathsQuery }, async ({ actor, query, context }) => ({ paths: await listShownPaths(context.db, actor, momentOf(portsOf(context))), done: query.done ?? null }));

export const meta = titled((locale) => pathMessages.in(locale)('title'));

export default function Paths() {
  return <PathsPage view={useLoaderData<typeof loader>()} />;
}
