import { z } from 'zod';

/** The token in the address of an unsubscribe page. */
export const tokenParams = z.object({ token: z.string().max(120) });

/** The token in the link of a message; whatever else stands there gets the same sentence as a forged one. */
export const linkParams = z.object({ token: z.string() });

/** Either a mail provider's one click (RFC 8058) or the button of our own page. */
export const unsubscribeForm = z.union([z.object({ 'List-Unsubscribe': z.literal('One-Click') }), z.object({ confirmed: z.literal('1') })]);

/** A kept mail: the day of its folder and the delivery that it belongs to. */
export const keptMailParams = z.object({ day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) });
