import { z } from 'zod';
import { withdrawalReasons } from '../rules/certificate.ts';

/** Sent twice: once to see the check page, once with `confirmed` to do it. */
const note = z.string().trim().min(5).max(500);
const confirmed = z.literal('1').optional();

export const revocationForm = z.object({ reason: z.enum(withdrawalReasons), note, confirmed });
export const reissueForm = z.object({ note, confirmed });

/** Ids in addresses. */
export const certificateParams = z.object({ id: z.uuid() });
