import { z } from 'zod';

/** A count as people type it. A field that was left empty is no zero, which is what JavaScript would make of it. */
export const wholeNumber = (least: number, most: number) => z.string().trim().min(1).regex(/^\d{1,9}$/).transform(Number).pipe(z.number().min(least).max(most));
