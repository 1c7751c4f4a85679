import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { staffAccountKinds } from '../rules/account-kinds.ts';
import { categories } from '../rules/categories.ts';
import { earliestDay } from '../rules/import-days.ts';

const longestName = 120;

/** One line, as typed but without what cannot be seen. A name has letters; nothing else is asked of it, because names of peoples differ. */
export const fullName = z
  .string()
  .transform(normaliseLine)
  .pipe(z.string().min(1).max(longestName).regex(/\p{L}/u, inBoth(messages.both('person.name-letters'))).regex(/^[^<>]*$/u, inBoth(messages.both('person.name-signs'))));

const emptyToNull = (text: string) => (text === '' ? null : text);
export const email = z
  .string()
  .transform((text) => normaliseLine(text).toLowerCase())
  .pipe(z.union([z.literal(''), z.email().max(200)], { error: inBoth(messages.both('person.email-wrong')) }))
  .transform(emptyToNull);
/** The work phone: a mobile number, kept in E.164; empty for none. */
export const phone = z.string().max(40).transform((text, context) => {
  const typed = normaliseLine(text);
  const number = mobileNumber(typed);
  if (typed !== '' && !number) context.addIssue({ code: 'custom', message: inBoth(messages.both('person.phone-wrong')) });
  return number;
});
export const staffNo = z
  .string()
  .transform((text) => normaliseLine(text).toUpperCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}./_-]{0,40}$/u, inBoth(messages.both('person.staff-no-wrong'))))
  .transform(emptyToNull);
export const category = z.union([z.enum(categories), z.literal('').transform(() => null)]);
export const position = z.string().transform(normaliseLine).pipe(z.string().min(1).max(200));
export const unitId = z.string().min(1);
/** A day of a working life, as lists that are imported have it: a year typed wrong is noticed. */
export const day = dayField(inBoth(messages.both('person.day-wrong'))).refine((text) => text >= earliestDay, inBoth(messages.both('person.day-wrong')));
/** Which state of the account the administrator was looking at. */
export const revision = z.coerce.number().int().min(0);

export const profileForm = z.object({ fullName, email, phone: phone.optional(), staffNo, category, kind: z.enum(staffAccountKinds).optional(), revision });
export const newPersonForm = z.object({ fullName, email, phone: phone.optional(), staffNo, category, unitId, position, joinedOn: day });
export const ownPhoneForm = z.object({ phone });
export const transferForm = z.object({ unitId, position, on: day, revision });
export const leaveForm = z.object({ on: day, revision });
export const returnForm = z.object({ revision, unitId: z.string().optional(), position: position.optional(), on: day.optional() });
export const deedForm = z.object({ revision });
