import { z } from 'zod';

/** Words come as they were typed: what is wrong with them is said by `rules/word-row`. */
export const wordForm = z.discriminatedUnion('deed', [z.object({ deed: z.literal('add'), word: z.string().max(5_000).default(''), meaning: z.string().max(5_000).default('') }), z.object({ deed: z.literal('end'), id: z.string().max(60) })]);
export const wordsQuery = z.object({ q: z.string().optional().catch(undefined), added: z.string().max(60).optional().catch(undefined), ended: z.string().optional().catch(undefined), page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) });
