import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, portsOf } from '../people/index.server.ts';
import { canSeeOperations } from '../people/policy.ts';
import { page } from '../people/route.server.ts';
import { titled } from '../platform/i18n/titled.ts';
import { listSettings, type SettingView } from './settings-list.server.ts';
import { settingsMessages } from './settings-messages.ts';
import { SettingsList } from './settings-pages.tsx';

export const loader = page({ guard: canSeeOperations, query: z.object({ done: z.string().optional().catch(undefined) }) }, async ({ query, context }) => ({ settings: await listSettings(context.db, momentOf(portsOf(context)).today), isDone: query.done !== undefined, isWithdrawn: query.done === 'withdrawn' }));

export const meta = titled((locale) => settingsMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Settings() {
  return <SettingsList {...(useLoaderData() as unknown as { settings: SettingView[]; isDone: boolean; isWithdrawn: boolean })} />;
}
