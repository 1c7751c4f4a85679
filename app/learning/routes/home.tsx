import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { page } from '../../people/route.server.ts';
import { HomePage } from '../components/home-page.tsx';
import { readingMessages } from '../messages/reading.ts';
import { homeView } from '../queries/home.server.ts';

export const loader = page({ guard: 'signed-in' }, ({ actor, context }) => homeView(context.db, actor, context.clock.now(), context.env.TZ_DISPLAY));

export const meta = titled((locale) => readingMessages.in(locale)('home.title'));
export const handle = { script: true };

export default function Home() {
  return <HomePage view={useLoaderData<typeof loader>()} />;
}
