import { z } from 'zod';
import { filterDay } from '../../platform/http/day-field.ts';

/** The period as it stands in the address; what is no day is left out. */
export const figuresQuery = z.object({ from: filterDay, to: filterDay });
