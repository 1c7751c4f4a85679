import { useLoaderData } from '@remix-run/react';
import { HomePage } from '../learning/index.ts';
import { homeView, nextSession, recallView, type HomeView, type NextSession, type RecallView } from '../learning/index.server.ts';
import { UnreadCard } from '../messaging/index.ts';
import { unreadNotices, type UnreadNotices } from '../messaging/index.server.ts';
import { page } from '../people/route.server.ts';
import { titled } from '../platform/i18n/titled.ts';
import { chromeMessages } from './messages.ts';
import { listWaitingWork, type AnyWork } from './waiting-work.server.ts';
import { WorkCard } from './work-card.tsx';

/** "Việc của tôi": what learning has for a person, and what waits for her in her offices. */
export const loader = page({ guard: 'signed-in' }, async ({ actor, context }) => {
  const [now, timeZone] = [context.clock.now(), context.env.TZ_DISPLAY];
  return { view: await homeView(context.db, actor, now, timeZone), recall: await recallView(context.db, actor.id, { now: now.toISOString(), timeZone }), session: await nextSession(context.db, actor.id, now.toISOString()), work: await listWaitingWork(actor, context), unread: await unreadNotices(context.db, actor, context.reader.locale) };
});

export const meta = titled((locale) => chromeMessages.in(locale)('area.home'));
export const handle = { script: true };

export default function Home() {
  const { view, recall, session, work, unread } = useLoaderData() as { view: HomeView; recall: RecallView; session: NextSession | null; work: AnyWork[]; unread: UnreadNotices };
  return <HomePage view={view} recall={recall} session={session} notices={<UnreadCard {...unread} />} work={work.length > 0 ? <WorkCard work={work} now={view.now} /> : undefined} />;
}
