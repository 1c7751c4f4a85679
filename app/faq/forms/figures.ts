import { z } from 'zod';

const day = z.iso.date().optional().catch(undefined);
/** The period as it stands in the address; what is no day is left out. */
export const figuresQuery = z.object({ from: day, to: day });
