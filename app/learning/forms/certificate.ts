import { z } from 'zod';
import { withdrawalReasons } from '../rules/certificate.ts';

const note = z.string().trim().min(5).max(500);
/** Sent first to see the check page, then from there with `confirmed` to do it or with `edit` to go back to the fields. */
const button = { confirmed: z.literal('1').optional(), edit: z.literal('1').optional() };

export const revocationForm = z.object({ reason: z.enum(withdrawalReasons), note, ...button });
export const reissueForm = z.object({ note, ...button });

/** Ids in addresses. */
export const certificateParams = z.object({ id: z.uuid() });
