import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { daysBetween } from '../../platform/days.ts';
import { isLocalTime } from '../../platform/local-time.ts';
import { isTime, typedDay, typedMoment, typedTime } from '../../platform/typed-time.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { slotPlanMessages as messages } from '../messages/slot-plan.ts';
import { publicMedia, type PublicMedium } from '../rules/media.ts';
import { momentsOf, mostDays } from '../rules/repeat.ts';
import { revision } from './campaign.ts';

const typed = z.string().trim().max(20).default('').catch('');
const isTicked = z.literal('on').optional().catch(undefined);

/** What is typed into the address by the form of a plan; what is not well-formed is said beside its field. */
export const wishQuery = z.object({
  medium: z.enum(publicMedia).optional().catch(undefined),
  unitId: z.string().max(120).default('').catch(''),
  from: typed,
  to: typed,
  d1: isTicked, d2: isTicked, d3: isTicked, d4: isTicked, d5: isTicked, d6: isTicked, d7: isTicked,
  t1: typed, t2: typed, t3: typed, t4: typed,
});
export type WishTyped = z.infer<typeof wishQuery>;
export const weekdayFields = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;
export const timeFields = ['t1', 't2', 't3', 't4'] as const;

/** Stand for units by their wave, where the start is staggered. */
export const waveUnits: readonly string[] = ['wave-1', 'wave-2'];

export interface Wish {
  medium: PublicMedium;
  unitId: string;
  /** Wall-clock moments in order. */
  at: string[];
}

const isDay = (text: string) => z.iso.date().safeParse(text).success && text >= '2020' && text < '2100';

/** The moments that somebody wishes for, or what is wrong with each field. */
export function wishOf(typedWish: WishTyped): { wish: Wish; faults: null } | { wish: null; faults: Record<string, Localised> } {
  const { medium, unitId } = typedWish;
  const from = typedDay(typedWish.from);
  const to = typedDay(typedWish.to) || from;
  const timed = timeFields.map((field) => ({ field, time: typedTime(typedWish[field]) })).filter(({ time }) => time !== '');
  const times = timed.map(({ time }) => time);
  const weekdays = weekdayFields.flatMap((field, at) => (typedWish[field] ? [at + 1] : []));
  const faults: Record<string, Localised> = {
    ...(medium ? {} : { medium: messages.both('fault.medium') }),
    ...(isDay(from) ? {} : { from: messages.both('fault.from') }),
    ...(isDay(from) && !(isDay(to) && to >= from && daysBetween(from, to) < mostDays) ? { to: messages.both('fault.to', { most: mostDays }) } : {}),
    ...(times.length > 0 ? {} : { t1: messages.both('fault.times') }),
    ...Object.fromEntries(timed.filter(({ time }) => !isTime(time)).map(({ field }) => [field, messages.both('fault.time')])),
  };
  if (!medium || Object.keys(faults).length > 0) return { wish: null, faults };
  const at = momentsOf({ from, to, weekdays, times });
  return at.length > 0 ? { wish: { medium, unitId, at }, faults: null } : { wish: null, faults: { d1: messages.both('fault.no-day') } };
}

export const correctionForm = z.object({ at: z.string().transform(typedMoment).refine(isLocalTime, inBoth(campaignMessages.both('fault.local-time'))), reason: z.string().trim().min(1).max(500) });
export const confirmPlanForm = z.object({ revision, quietReason: z.string().trim().max(500).default(''), seen: z.string().regex(/^[0-9a-f]{16}$/).or(z.literal('')).default('') });
