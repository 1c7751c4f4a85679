import { z } from 'zod';

export const personParams = z.object({ id: z.string().max(60) });
/** What was just done to a person, said once above her profile. */
export const deedsDone = ['added', 'saved', 'transferred', 'left', 'disabled', 'returned', 'unlocked', 'sessions-ended'] as const;
export const doneQuery = z.object({ done: z.enum(deedsDone).optional().catch(undefined) });
