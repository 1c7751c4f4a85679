import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { HomePage } from '../components/home-page.tsx';
import { homeView } from '../queries/home.server.ts';

export const loader = page({ guard: 'signed-in' }, ({ actor, context }) => homeView(context.db, actor, context.clock.now(), context.env.TZ_DISPLAY));

export const meta: MetaFunction = () => [{ title: 'Việc của tôi – hoc06' }];
export const handle = { script: true };

export default function Home() {
  return <HomePage view={useLoaderData<typeof loader>()} />;
}
