import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { RecallMemoryPage } from '../components/recall-memory-page.tsx';
import { recallMessages } from '../messages/recall.ts';
import { recallMemory } from '../queries/recall-memory.server.ts';
import { recallView } from '../queries/recall-view.server.ts';

const query = z.object({ gone: z.literal('1').optional().catch(undefined) });

export const loader = page({ guard: 'signed-in', query }, async ({ actor, query, context }) => ({
  memory: await recallMemory(context.db, actor.id),
  recall: await recallView(context.db, actor.id, { now: context.clock.now().toISOString(), timeZone: context.env.TZ_DISPLAY }),
  isGone: query.gone === '1',
}));

export const meta = titled((locale) => recallMessages.in(locale)('memory.title'));

export default function Recall() {
  return <RecallMemoryPage {...useLoaderData<typeof loader>()} />;
}
