import { z } from 'zod';
import { emailField, fullNameField } from '../../people/index.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { taxCodeOf } from '../rules/tax-code.ts';

export const nextQuery = z.object({ next: z.string().max(2_000).optional().catch(undefined) });
export const emailForm = z.object({ email: emailField.pipe(z.string({ error: inBoth(messages.both('fault.email')) })), next: z.string().max(2_000).optional().catch(undefined) });
export const newAddressForm = emailForm.pick({ email: true });
export const codeParams = z.object({ id: z.string().max(60) });
/** Digits as people copy them: with spaces, or a hyphen in the middle. */
export const codeForm = z.object({ code: z.string().max(200).transform((typed) => typed.replace(/[\s-]/g, '')).pipe(z.string().regex(/^\d{8}$/, inBoth(messages.both('fault.code-shape')))), next: z.string().max(2_000).optional().catch(undefined) });

export const contestantKinds = ['INDIVIDUAL', 'ORGANISATION', 'ENTERPRISE'] as const;
export type ContestantKind = (typeof contestantKinds)[number];

const optionalLine = (most: number) => z.string().max(2_000).default('').transform(normaliseLine).pipe(z.string().max(most));
const signs = /^[^<>]*$/u;

/** Who takes part. An organisation and a firm have a name of their own; a firm also a tax code. What belongs to another kind is left out, not refused. */
export const profileForm = z
  .object({
    kind: z.enum(contestantKinds, { error: inBoth(messages.both('fault.kind')) }),
    fullName: fullNameField,
    legalName: optionalLine(200).pipe(z.string().regex(signs, inBoth(messages.both('fault.signs')))),
    taxCode: optionalLine(40),
    phone: optionalLine(40),
    place: optionalLine(200).pipe(z.string().regex(signs, inBoth(messages.both('fault.signs')))),
  })
  .transform((form, context) => {
    const fault = (path: string, key: 'fault.legal-name' | 'fault.tax-code' | 'fault.phone') => context.addIssue({ code: 'custom', message: inBoth(messages.both(key)), path: [path] });
    const taxCode = form.kind === 'ENTERPRISE' ? taxCodeOf(form.taxCode) : null;
    const phone = form.phone === '' ? null : mobileNumber(form.phone);
    if (form.kind !== 'INDIVIDUAL' && form.legalName.length < 3) fault('legalName', 'fault.legal-name');
    if (form.kind === 'ENTERPRISE' && !taxCode) fault('taxCode', 'fault.tax-code');
    if (form.phone !== '' && !phone) fault('phone', 'fault.phone');
    return { kind: form.kind, fullName: form.fullName, legalName: form.kind === 'INDIVIDUAL' ? null : form.legalName, taxCode, phone, place: form.place || null };
  });
export type ProfileFields = z.infer<typeof profileForm>;

export const erasureForm = z.object({ confirm: z.literal('on', { error: inBoth(messages.both('fault.confirm')) }) });
export const doneQuery = z.object({ done: z.enum(['saved', 'signed-out', 'new', 'moved']).optional().catch(undefined), next: z.string().max(2_000).optional().catch(undefined) });
