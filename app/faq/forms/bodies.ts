import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { bodyKinds, longestBodyKey } from '../rules/body.ts';
import { maskNumbers } from '../rules/sensitive.ts';

const line = (most: number) => z.string().max(most).transform(normaliseLine);
const lineOrNone = (most: number) => line(most).transform((text) => text || null).default(null);
const reason = line(500).transform(maskNumbers).refine((text) => text.length >= 3, inBoth(messages.both('fault.reason')));
const key = z.string().max(longestBodyKey).regex(/^[a-z0-9-]*$/);

export const bodyParams = z.object({ key });
export const bodyForm = z.object({
  revision: z.coerce.number().int().min(0).default(0),
  name: line(160).refine((text) => text.length >= 2, inBoth(messages.both('fault.name'))),
  kind: z.enum(bodyKinds),
  phone: z.string().trim().refine((text) => text === '' || (/^[0-9+ .]{3,20}$/.test(text) && /\d.*\d.*\d/.test(text)), inBoth(messages.both('fault.phone'))).transform((text) => text || null),
  address: lineOrNone(300),
  hours: lineOrNone(200),
  /** One commune a line. */
  communes: z.string().max(8_000).default('').transform((text) => text.split(/\r?\n/).map(normaliseLine).filter(Boolean)),
});
export type BodyForm = z.infer<typeof bodyForm>;
export const closingForm = z.object({ revision: z.coerce.number().int().min(0), closedOn: dayField(inBoth(messages.both('fault.day'))), successor: key.default(''), reason });
export type ClosingForm = z.infer<typeof closingForm>;
export const reopeningForm = z.object({ revision: z.coerce.number().int().min(0) });
export const movingForm = z.object({ to: key.min(1, inBoth(messages.both('fault.to'))), reason, tickets: z.union([z.string(), z.array(z.string())]).default([]).transform((ids) => [ids].flat()).pipe(z.array(z.string().max(60)).min(1, inBoth(messages.both('fault.tickets'))).max(500)) });
export type MovingForm = z.infer<typeof movingForm>;
export const bodyQuery = z.object({ done: z.enum(['created', 'edited', 'closed', 'reopened', 'moved']).optional().catch(undefined) });

/** What was typed, for the form that is shown again. */
export const typedBody = ({ communes, phone, address, hours, ...form }: BodyForm): Record<string, unknown> => ({ ...form, phone: phone ?? '', address: address ?? '', hours: hours ?? '', communes: communes.join('\n') });
