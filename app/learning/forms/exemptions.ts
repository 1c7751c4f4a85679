import { z } from 'zod';
import { readDay } from '../../platform/days.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { exemptionMessages as messages } from '../messages/exemptions.ts';
import { exemptionKinds, longestExemption } from '../rules/exemption.ts';
import { recognitionFields, type RecognitionColumns } from '../rules/recognition-columns.ts';

type Fault = Extract<keyof typeof messages.catalogue, `fault.${string}`>;
const say = (key: Fault) => inBoth(messages.both(key));
const day = z.string().max(20, say('fault.day')).refine((text) => readDay(text) !== null, say('fault.day')).transform((text) => readDay(text) ?? '');
const perhapsDay = z.string().max(20, say('fault.day')).refine((text) => text.trim() === '' || readDay(text) !== null, say('fault.day')).transform((text) => readDay(text)).default(null);
const line = (most: number) => z.string().transform(normaliseLine).pipe(z.string().max(most)).default('');
const reason = z.string().transform(normaliseLine).pipe(z.string().min(3, say('fault.reason')).max(500, say('fault.reason')));

export const exemptionStates = ['IN_FORCE', 'COMING', 'OVER', 'ENDED'] as const;
const empty = z.literal('').transform(() => undefined);
export const exemptionsQuery = z.object({ q: z.string().max(100).catch('').default(''), state: z.enum(exemptionStates).or(empty).optional().catch(undefined), page: z.coerce.number().int().min(1).max(10_000).catch(1), done: z.enum(['granted', 'ended', 'filed']).optional().catch(undefined), count: z.coerce.number().int().min(0).max(20_000).optional().catch(undefined) });
export const exemptionsFileQuery = exemptionsQuery.extend({ format: z.enum(sheetFormats).catch('xlsx') });
export type ExemptionsQuery = z.infer<typeof exemptionsQuery>;
export const newExemptionQuery = z.object({ q: z.string().max(100).catch('').default(''), user: z.uuid().optional().catch(undefined) });
export const exemptionParams = z.object({ exemption: z.uuid() });

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
  .refine(({ validFrom, lastDay }) => lastDay < validFrom || readDay(validFrom) === null || lastDay <= longestExemption(validFrom), { error: say('fault.long'), path: ['lastDay'] })
  .refine(({ kind, courseId }) => kind !== 'RECOGNISED' || courseId !== null, { error: say('fault.course'), path: ['courseId'] })
  .refine(({ kind, number }) => kind !== 'RECOGNISED' || number.length > 0, { error: say('fault.number'), path: ['number'] })
  .refine(({ kind, issuer }) => kind !== 'RECOGNISED' || issuer.length > 0, { error: say('fault.issuer'), path: ['issuer'] })
  .refine(({ kind, issuedOn }) => kind !== 'RECOGNISED' || issuedOn !== null, { error: say('fault.issued-on'), path: ['issuedOn'] })
  .transform(({ number, issuer, issuedOn, ...form }) => (form.kind === 'RECOGNISED' ? { ...form, number, issuer, issuedOn: issuedOn ?? '' } : form));

export const endExemptionForm = z.object({ reason });

const storedCell = z.union([z.string().max(600), z.object({ n: z.string().max(60) }), z.object({ d: z.string().max(40) })]);
const storedTable = z.object({ headRow: z.number().int().min(0).max(20_000), rows: z.array(z.array(storedCell).max(30)).max(20_100) });
const column = z.union([z.literal('').transform(() => null), z.string().regex(/^\d{1,2}$/).transform(Number)]).catch(null).default(null);
const columnFields = z.object(Object.fromEntries(recognitionFields.map((field) => [`column_${field}`, column])));

/** A list of certificates to look at; or what was looked at once more, with other columns, or with the word to save it. */
export const recognitionForm = z.object({ file: z.instanceof(File).optional(), table: z.string().max(4_000_000).optional(), sure: z.literal('on').optional() }).catchall(z.string().max(4)).transform(({ file, table, sure, ...rest }) => ({ file, table: table === undefined ? undefined : readTable(table), isSure: sure === 'on', columns: columnsIn(rest) }));

/** Null for what is no table of ours. */
function readTable(text: string): z.infer<typeof storedTable> | null {
  try {
    return storedTable.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function columnsIn(fields: Readonly<Record<string, unknown>>): RecognitionColumns {
  const read = columnFields.parse(fields) as Record<string, number | null>;
  return Object.fromEntries(recognitionFields.map((field) => [field, read[`column_${field}`] ?? null])) as RecognitionColumns;
}
