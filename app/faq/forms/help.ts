import { z } from 'zod';

export const feedbackReasons = ['NOT_MY_QUESTION', 'UNCLEAR', 'WRONG', 'OUTDATED', 'OTHER'] as const;
const searchId = z.string().max(60).regex(/^[\w-]+$/);
export const helpQuery = z.object({ q: z.string().optional().catch(undefined), after: searchId.optional().catch(undefined), noted: z.literal('1').optional().catch(undefined) });
export const searchParams = z.object({ search: searchId });
export const outcomeForm = z.object({ outcome: z.enum(['ENOUGH', 'NONE']) });
export const slugParams = z.object({ slug: z.string().max(120) });
export const topicParams = z.object({ key: z.string().max(120) });
export const answerQuery = z.object({ f: z.string().max(60).regex(/^[\w-]+$/).optional().catch(undefined), s: z.string().max(60).optional().catch(undefined), done: z.enum(['thanks', 'no']).optional().catch(undefined) });
export const feedbackForm = z.object({ helpful: z.enum(['yes', 'no']), reason: z.enum(feedbackReasons).optional().catch(undefined), comment: z.string().max(1_000).default('') });
/** Why an answer did not help, said after the plain no. */
export const explanationForm = feedbackForm.omit({ helpful: true });
export const explanationParams = slugParams.extend({ feedback: z.string().max(60) });
export type Explanation = z.infer<typeof explanationForm>;
export type Feedback = z.infer<typeof feedbackForm>;
/** Longer questions are cut: what matters stands at their beginning. */
export const questionMost = 300;
