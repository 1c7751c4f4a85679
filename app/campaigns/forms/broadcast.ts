import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { placeKinds, publicMedia } from '../rules/media.ts';
import { revision } from './campaign.ts';

const local = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, inBoth(messages.both('fault.local-time'))).refine((value) => !Number.isNaN(Date.parse(`${value}:00Z`)), inBoth(messages.both('fault.local-time')));
const text = (most: number) => z.string().trim().min(1).max(most);

export const slotParams = z.object({ slot: z.string().max(60) });
export const placeForm = z.object({ name: text(200), kind: z.enum(placeKinds), unitId: z.string().min(1).max(120) });
export const planForm = z.object({ revision, medium: z.enum(publicMedia), at: local, unitId: z.string().max(120).default('') });
export const proofForm = z.object({
  playedAt: z.union([z.literal(''), local]).default(''),
  note: z.string().trim().max(1_000).default(''),
  missedReason: z.string().trim().max(500).default(''),
  photo: z.instanceof(File).optional(),
});
export const surveyForm = z.object({ unitId: z.string().min(1).max(120), phase: z.enum(['BEFORE', 'AFTER']), asked: z.coerce.number().int().min(1).max(100_000), right: z.coerce.number().int().min(0).max(100_000) });
export const evaluationForm = z.object({ inputs: text(3_000), outtakes: text(3_000), outcomes: text(3_000), impact: text(3_000), lesson: text(3_000), decision: z.enum(['KEEP', 'ADJUST', 'STOP']) });
export const calendarQuery = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/).optional().catch(undefined) });
