import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { PathView } from '../components/path-page.tsx';
import { pathParams } from '../forms/paths.ts';
import { getPathPage } from '../queries/paths.server.ts';

export const loader = page({ guard: 'signed-in', params: pathParams }, ({ actor, params, context }) => getPathPage(context.db, actor, params.path, momentOf(portsOf(context))));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} – hoc06` }];

export default function Path() {
  return <PathView path={useLoaderData<typeof loader>()} />;
}
