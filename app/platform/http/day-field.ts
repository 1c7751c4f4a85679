import { z } from 'zod';
import { typedDay } from '../typed-time.ts';

/** A day as people type it or as an address has it. @param fault what is said of anything else, in both languages */
export const dayField = (fault?: string) => z.string(fault).transform(typedDay).pipe(z.iso.date(fault));

/** A day in the filters of an address; what is none is left out. */
export const filterDay = dayField().optional().catch(undefined);
