import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { blindnessMessages } from '../messages/blindness.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { outcomes, screeningStates } from '../rules/screening-state.ts';
import { contestParams } from './judging.ts';

const id = z.string().min(1).max(60);
const words = (least: number, most: number, fault: 'fault.reason' | 'fault.reply') => z.string().trim().min(least, inBoth(messages.both(fault))).max(most);

export const deskEntryParams = contestParams.extend({ entry: id });
export const deskFileParams = deskEntryParams.extend({ file: id });
export const entryParams = z.object({ entry: id });
export const entriesQuery = z.object({
  q: z.string().trim().max(100).default('').catch(''),
  track: z.string().max(60).default('').catch(''),
  state: z.enum(screeningStates).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
export type EntriesQuery = z.infer<typeof entriesQuery>;
export const deskEntryQuery = z.object({ beside: z.string().max(60).default('').catch(''), done: z.enum(['saved']).optional().catch(undefined) });
export const lookForm = z.object({ version: z.coerce.number().int().min(0), outcome: z.enum(outcomes), reason: words(10, 2_000, 'fault.reason'), replyUntil: z.union([z.literal('').transform(() => null), dayField(inBoth(messages.both('fault.until')))]).default(null) });
export type LookForm = z.infer<typeof lookForm>;
export const clearingForm = z.object({ deed: z.enum(['flag', 'file']), id, note: words(10, 1_000, 'fault.reason') });
export const withdrawalForm = z.object({ reason: z.string().max(20_000).transform(normaliseLine).pipe(z.string().min(10, inBoth(messages.both('fault.reason'))).max(500)) });
export const clearingQuery = z.object({ done: z.enum(['cleared']).optional().catch(undefined) });
export const replyForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('reply'), reply: words(10, 5_000, 'fault.reply') }),
  z.object({ deed: z.literal('name'), name: z.string().max(800).transform(normaliseLine).pipe(z.string().min(1).max(200)), reason: z.string().trim().min(1).max(1_000) }),
]);
export const replyQuery = z.object({ done: z.enum(['sent', 'named']).optional().catch(undefined) });
export const blindForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('make') }),
  z.object({ deed: z.literal('clear'), fileId: id, note: z.string().trim().min(10, inBoth(blindnessMessages.both('fault.note'))).max(1_000) }),
]);
export const blindQuery = z.object({ done: z.enum(['made', 'cleared']).optional().catch(undefined) });
