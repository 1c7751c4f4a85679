import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { page } from '../../people/route.server.ts';
import { HomePage } from '../components/home-page.tsx';
import { readingMessages } from '../messages/reading.ts';
import { nextSession } from '../queries/classes.server.ts';
import { homeView } from '../queries/home.server.ts';
import { recallView } from '../queries/recall-view.server.ts';

export const loader = page({ guard: 'signed-in' }, async ({ actor, context }) => {
  const [now, timeZone] = [context.clock.now(), context.env.TZ_DISPLAY];
  return { view: await homeView(context.db, actor, now, timeZone), recall: await recallView(context.db, actor.id, { now: now.toISOString(), timeZone }), session: await nextSession(context.db, actor.id, now.toISOString()) };
});

export const meta = titled((locale) => readingMessages.in(locale)('home.title'));
export const handle = { script: true };

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />;
}
