import { z } from 'zod';
import { daysBetween, readDay } from '../../platform/days.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { exemptionMessages as messages } from '../messages/exemptions.ts';
import { exemptionKinds } from '../rules/exemption.ts';

type Fault = Extract<keyof typeof messages.catalogue, `fault.${string}`>;
const say = (key: Fault) => inBoth(messages.both(key));
const day = z.string().max(20, say('fault.day')).refine((text) => readDay(text) !== null, say('fault.day')).transform((text) => readDay(text) ?? '');
const perhapsDay = z.string().max(20, say('fault.day')).refine((text) => text.trim() === '' || readDay(text) !== null, say('fault.day')).transform((text) => readDay(text)).default(null);
const line = (most: number) => z.string().transform(normaliseLine).pipe(z.string().max(most)).default('');
const reason = z.string().transform(normaliseLine).pipe(z.string().min(3, say('fault.reason')).max(500, say('fault.reason')));

export const exemptionStates = ['IN_FORCE', 'COMING', 'OVER', 'ENDED'] as const;
const empty = z.literal('').transform(() => undefined);
export const exemptionsQuery = z.object({ q: z.string().max(100).catch('').default(''), state: z.enum(exemptionStates).or(empty).optional().catch(undefined), page: z.coerce.number().int().min(1).max(10_000).catch(1), done: z.enum(['granted', 'ended']).optional().catch(undefined) });
export const exemptionsFileQuery = exemptionsQuery.extend({ format: z.enum(sheetFormats).catch('xlsx') });
export type ExemptionsQuery = z.infer<typeof exemptionsQuery>;
export const newExemptionQuery = z.object({ q: z.string().max(100).catch('').default(''), user: z.uuid().optional().catch(undefined) });
export const exemptionParams = z.object({ exemption: z.uuid() });

const longest = 366 * 5;

/** Who is exempted from what, until when; the fields of a certificate count only for its recognition. */
export const exemptionForm = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    courseId: z.union([z.literal('').transform(() => null), z.uuid()]).default(null),
    kind: z.enum(exemptionKinds, say('fault.kind')),
    reason,
    validFrom: day,
    lastDay: day,
    number: line(100),
    issuer: line(200),
    issuedOn: perhapsDay,
  })
  .refine(({ validFrom, lastDay }) => lastDay >= validFrom, { error: say('fault.order'), path: ['lastDay'] })
  .refine(({ validFrom, lastDay }) => lastDay < validFrom || daysBetween(validFrom, lastDay) <= longest, { error: say('fault.long'), path: ['lastDay'] })
  .refine(({ kind, courseId }) => kind !== 'RECOGNISED' || courseId !== null, { error: say('fault.course'), path: ['courseId'] })
  .refine(({ kind, number }) => kind !== 'RECOGNISED' || number.length > 0, { error: say('fault.number'), path: ['number'] })
  .refine(({ kind, issuer }) => kind !== 'RECOGNISED' || issuer.length > 0, { error: say('fault.issuer'), path: ['issuer'] })
  .refine(({ kind, issuedOn }) => kind !== 'RECOGNISED' || issuedOn !== null, { error: say('fault.issued-on'), path: ['issuedOn'] })
  .transform(({ number, issuer, issuedOn, ...form }) => (form.kind === 'RECOGNISED' ? { ...form, number, issuer, issuedOn: issuedOn ?? '' } : form));

export const endExemptionForm = z.object({ reason });
