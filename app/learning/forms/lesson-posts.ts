import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { talkMessages as messages } from '../messages/talk.ts';
import { slug } from './params.ts';

export const mostLetters = 2_000;
const text = (least: number, fault: 'fault.question' | 'fault.answer') => z.string().trim().min(least, inBoth(messages.both(fault))).max(mostLetters, inBoth(messages.both('fault.long')));

export const threadParams = z.object({ course: slug, lesson: slug, question: z.uuid() });
export const ownPostParams = z.object({ course: slug, lesson: slug, post: z.uuid() });
export const postParams = z.object({ post: z.uuid() });
export const talkQuery = z.object({ done: z.enum(['asked', 'answered', 'withdrawn', 'accepted', 'reported']).optional().catch(undefined) });
export const moderationTabs = ['waiting', 'reported', 'shown', 'hidden'] as const;
export type ModerationTab = (typeof moderationTabs)[number];
export const moderationQuery = z.object({ tab: z.enum(moderationTabs).optional().catch(undefined), page: z.coerce.number().int().min(1).max(100_000).catch(1), done: z.enum(['shown', 'hidden', 'answered', 'dismissed', 'accepted']).optional().catch(undefined) });

export const questionForm = z.object({ body: text(10, 'fault.question') });
export const answerForm = z.object({ body: text(2, 'fault.answer') });
const reason = (most: number) => z.string().transform(normaliseLine).pipe(z.string().min(5, inBoth(messages.both('fault.reason'))).max(most, inBoth(messages.both('fault.reason'))));
export const reportForm = z.object({ reason: reason(500) });
export const hideForm = z.object({ reason: reason(300) });
export const emptyPostForm = z.object({});

const rating = z.string({ error: inBoth(messages.both('fault.rating')) }).regex(/^[1-5]$/, inBoth(messages.both('fault.rating'))).transform(Number);
export const feedbackForm = z.object({ useful: rating, clear: rating, length: rating, comment: z.string().trim().max(mostLetters, inBoth(messages.both('fault.long'))).default('') });
export const feedbackQuery = z.object({ done: z.literal('given').optional().catch(undefined) });
