import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { wholeNumber } from '../../platform/http/whole-number.ts';
import { isLocalTime } from '../../platform/local-time.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { placeKinds, publicMedia, slotViews } from '../rules/media.ts';
import { slotsDones } from '../rules/slots-done.ts';
import { largestBoard, smallestBoard } from '../rules/place-row.ts';
import { revision } from './campaign.ts';

const local = z.string().transform(typedMoment).refine(isLocalTime, inBoth(messages.both('fault.local-time')));
const text = (most: number) => z.string().trim().min(1).max(most);

export const slotParams = z.object({ slot: z.string().max(60) });
export const placeParams = z.object({ place: z.string().max(60) });
const size = z.union([z.literal('').transform(() => null), z.coerce.number(inBoth(broadcastMessages.both('fault.place-size'))).int(inBoth(broadcastMessages.both('fault.place-size'))).min(smallestBoard, inBoth(broadcastMessages.both('fault.place-size'))).max(largestBoard, inBoth(broadcastMessages.both('fault.place-size')))]).default(null);
export const placeForm = z.object({ name: text(200).regex(/^[^\r\n\u0000-\u001f]*$/), kind: z.enum(placeKinds), unitId: z.string().min(1).max(120), width: size, height: size });
export const placesQuery = z.object({
  q: z.string().trim().max(100).default('').catch(''),
  kind: z.enum(placeKinds).optional().catch(undefined),
  unit: z.string().max(120).optional().catch(undefined),
  state: z.enum(['open', 'closed']).default('open').catch('open'),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
  done: z.enum(['added', 'saved', 'closed', 'imported']).optional().catch(undefined),
  added: z.coerce.number().int().min(0).optional().catch(undefined),
  known: z.coerce.number().int().min(0).optional().catch(undefined),
});
export type PlacesQuery = z.infer<typeof placesQuery>;
export const closingForm = z.object({ reason: text(500) });
export const placesImportForm = z.object({ file: z.instanceof(File).optional(), rows: z.string().max(1_000_000).default('') });

export const removeSlotsForm = z.object({ revision, medium: z.enum(publicMedia), startsAt: z.iso.datetime() });
export const slotsQuery = z.object({ view: z.enum(slotViews).default('all').catch('all'), page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1), done: z.enum(slotsDones).optional().catch(undefined) });
export const confirmSlotsForm = z.object({ slots: z.array(z.string().max(60)).max(500).default([]) });
export const proofForm = z
  .object({
    deed: z.enum(['played', 'missed']),
    playedAt: z.union([z.literal(''), local]).default(''),
    note: z.string().trim().max(1_000).default(''),
    url: z.string().trim().max(500).default(''),
    missedReason: z.string().trim().max(500).default(''),
    photo: z.instanceof(File).optional(),
  })
  // Each button says one thing: a reason left empty must not turn a missed broadcast into one that was heard.
  .refine(({ deed, missedReason }) => deed === 'played' || missedReason !== '', { error: inBoth(messages.both('fault.missed-reason')), path: ['missedReason'] })
  .refine(({ deed, playedAt }) => deed === 'missed' || playedAt !== '', { error: inBoth(messages.both('fault.local-time')), path: ['playedAt'] })
  .transform(({ deed, ...rest }) => (deed === 'played' ? { ...rest, missedReason: '' } : { ...rest, playedAt: '', note: '', url: '' }));
export const surveyForm = z.object({ unitId: z.string().min(1).max(120), phase: z.enum(['BEFORE', 'AFTER']), askedOn: dayField(inBoth(broadcastMessages.both('fault.asked-on'))).optional(), asked: wholeNumber(1, 100_000), right: wholeNumber(0, 100_000) });
export const evaluationForm = z.object({ inputs: text(3_000), outtakes: text(3_000), outcomes: text(3_000), impact: text(3_000), lesson: text(3_000), decision: z.enum(['KEEP', 'ADJUST', 'STOP']), /** A page that asks for it, because it is early, sends it. */ earlyReason: z.string().trim().min(1, inBoth(messages.both('fault.early-reason'))).max(500).optional() });
export const calendarQuery = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/).optional().catch(undefined) });
