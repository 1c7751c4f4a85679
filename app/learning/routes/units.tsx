import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { canSeeUnits } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { UnitPage } from '../components/unit-page.tsx';
import { slug } from '../forms/params.ts';
import { unitMessages } from '../messages/units.ts';
import { unitView } from '../queries/unit-page.server.ts';
import { learnerStates } from '../rules/learner-state.ts';

const empty = z.literal('').transform(() => undefined);
const query = z.object({
  unit: z.uuid().optional(),
  course: slug.optional(),
  state: z.enum(learnerStates).or(empty).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  choose: z.literal('page').optional().catch(undefined),
  reminded: z.coerce.number().int().min(1).max(50).optional().catch(undefined),
  skipped: z.coerce.number().int().min(0).max(50).catch(0),
});

export const loader = page({ guard: canSeeUnits, query }, async ({ actor, query, context }) => {
  const now = context.clock.now();
  const view = await unitView(context.db, actor, query, { today: dayIn(context.env.TZ_DISPLAY, now), timeZone: context.env.TZ_DISPLAY });
  const reminded = query.reminded ? { sent: query.reminded, skipped: query.skipped } : undefined;
  return { view, now: now.toISOString(), state: query.state, isAllChosen: query.choose === 'page', reminded };
});

export const meta = titled((locale) => unitMessages.in(locale)('page-title'));
export const handle = { script: true, layout: 'wide' };

export default function Units() {
  return <UnitPage {...useLoaderData<typeof loader>()} />;
}
