import { z } from 'zod';
import { slug } from './params.ts';

export const pathParams = z.object({ path: slug });
export const pathsQuery = z.object({ done: z.enum(['chosen', 'given-up']).optional().catch(undefined) });
/** An empty path gives up the one that was chosen. */
export const choiceForm = z.object({ path: z.union([slug, z.literal('')]) });
