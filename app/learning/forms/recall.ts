import { z } from 'zod';

export const recallAnswerParams = z.object({ answer: z.uuid() });
/** A tap: the question as the page showed it, which answer to it this is, and the option by its place. */
export const recallForm = z.object({ question: z.uuid(), number: z.coerce.number().int().min(1).max(10_000), answer: z.string().min(1).max(10) });
