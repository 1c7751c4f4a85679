import { z } from 'zod';

export const assessmentParams = z.object({ course: z.string().max(200), key: z.string().max(200) });
export const attemptParams = z.object({ attempt: z.string().max(64) });

/** Largest body of a saved answer, in bytes. */
export const answerBodyLimit = 16_384;

/**
 * One saved answer. Fields that are not named here are the answer itself and are judged against the question.
 * Without a script there is no writer: each form then counts as a page of its own, so that the last one sent wins.
 */
export const answerForm = z
  .looseObject({
    q: z.coerce.number().int().min(1).max(200),
    flag: z.literal('on').optional(),
    go: z.enum(['next', 'stay', 'previous']).default('stay'),
    writer: z.string().min(1).max(64).optional(),
    seq: z.coerce.number().int().min(0).max(1_000_000).default(1),
  })
  .transform(({ q, flag, go, writer, seq, ...fields }) => ({ q, isFlagged: flag === 'on', go, writer, seq, fields }));

/** Which question is shown; a refused ordering comes back with the places that were chosen. */
export const attemptQuery = z.looseObject({
  q: z.coerce.number().int().min(1).catch(1),
  fault: z.enum(['unknown', 'duplicate', 'too-long', 'shape']).optional().catch(undefined),
});
