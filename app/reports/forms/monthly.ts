import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { monthlyFaults as messages } from '../messages/monthly-faults.ts';
import { lineStatuses } from '../rules/models.ts';
import { summaryLists } from '../rules/monthly-columns.ts';
import { reportStates, textParts, type ReportStep } from '../rules/report-state.ts';
import { id, line } from './models.ts';

const revision = z.coerce.number().int().min(0).max(1_000_000);
/** Every text with the line ends that are stored: browsers send CRLF. */
const text = (most: number) => z.string().transform((typed) => typed.replaceAll('\r\n', '\n').trim()).pipe(z.string().max(most));
export const monthText = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, inBoth(messages.both('fault.month')));
const month = monthText.optional().catch(undefined);

/** Which reports a list shows; NONE stands for those that nobody has begun. */
export const deskStates = ['NONE', ...reportStates] as const;
export type DeskState = (typeof deskStates)[number];
export const punctualities = ['ON_TIME', 'LATE', 'MISSING', 'NOT_YET'] as const;

export const deskQuery = z.object({
  month,
  state: z.enum(deskStates).optional().catch(undefined),
  punctuality: z.enum(punctualities).optional().catch(undefined),
  q: z.string().trim().max(100).default('').catch(''),
  done: z.coerce.number().int().min(0).max(1_000).optional().catch(undefined),
  reminded: z.coerce.number().int().min(0).max(1_000).optional().catch(undefined),
});
export type DeskQuery = z.infer<typeof deskQuery>;
/** The same as a file. */
const format = z.enum(sheetFormats).catch('xlsx');
export const formatQuery = z.object({ format });
export const deskFileQuery = deskQuery.extend({ format });
export const monthQuery = z.object({ month });
export const summaryQuery = z.object({ month, unit: z.string().max(120).transform((id) => id || undefined).optional().catch(undefined) });
/** The page shows its lines in pieces, of all models or of one. */
export const summaryPageQuery = summaryQuery.extend({ model: z.coerce.number().int().min(1).max(999).optional().catch(undefined), page: z.coerce.number().int().min(1).max(10_000).catch(1) });
export type SummaryPageQuery = z.infer<typeof summaryPageQuery>;
export const summaryFileQuery = summaryQuery.extend({ format, list: z.enum(summaryLists).catch('models') });

export const reportParams = z.object({ report: id });
/** Addresses say parts in small letters. */
export const partParams = reportParams.extend({ part: z.string().max(20).transform((part) => part.toUpperCase()).pipe(z.enum(textParts)) });
export const lineParams = reportParams.extend({ number: z.string().regex(/^\d{1,3}$/).transform(Number) });
export const fileParams = reportParams.extend({ file: id });
export const versionParams = reportParams.extend({ version: z.string().regex(/^\d{1,4}$/).transform(Number) });
export const stepNames: Readonly<Record<string, ReportStep>> = { 'take-back': 'TAKE_BACK', 'send-back': 'SEND_BACK', receive: 'RECEIVE', return: 'RETURN', accept: 'ACCEPT', reopen: 'REOPEN' };
export const stepParams = reportParams.extend({ step: z.string().refine((name) => Object.hasOwn(stepNames, name)) });
export const doneQuery = z.object({ done: z.enum(['started', 'saved', 'carried', 'counted', 'handed-in', 'approved', 'taken-back', 'sent-back', 'received', 'returned', 'accepted', 'reopened', 'uploaded', 'removed']).optional().catch(undefined) });
export type Done = NonNullable<z.infer<typeof doneQuery>['done']>;

export const startForm = z.object({ unit: z.string().min(1).max(120), month: monthText });
export const plainForm = z.object({});
export const textForm = z.object({ revision, text: text(10_000) });
export const headerForm = z.object({ revision, sign: line(60).default(''), place: line(100).default(''), onBehalf: line(150).default(''), signerTitle: line(150).default(''), signerName: line(100).default('') });
export const stepForm = z.object({ revision, reason: text(2_000).default('') });
/** Reports that are received together, each with the revision that the list showed. */
export const receiptsForm = z.object({ month: monthText, reports: z.array(z.string().regex(/^[\w-]{1,60}:\d{1,7}$/)).max(500).default([]) });

/** Units that are reminded together. */
export const remindersForm = z.object({ month: monthText, units: z.array(z.string().min(1).max(120)).max(1_000).default([]) });

/** A number as people here write it; points part thousands only when three digits follow each and no nought leads (0.125 is an eighth). Empty is none. */
const amount = z.string().trim().max(30).transform((typed, context) => {
  if (typed === '') return null;
  const plain = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(typed) ? typed.replaceAll('.', '').replace(',', '.') : typed.replace(',', '.');
  if (/^\d{1,12}(\.\d{1,6})?$/.test(plain)) return Number(plain);
  context.addIssue({ code: 'custom', message: inBoth(messages.both('fault.number')) });
  return z.NEVER;
});
export const lineForm = z.object({
  revision,
  status: z.union([z.literal('').transform(() => null), z.enum(lineStatuses)]).default(null),
  quantity: amount.default(null),
  target: amount.default(null).refine((value) => value === null || value > 0, inBoth(messages.both('fault.target'))),
  measure: line(60).default(''),
  evidence: text(3_000).default(''),
  link: line(500).default('').refine((href) => href === '' || (/^https?:\/\//i.test(href) && URL.canParse(href)), inBoth(messages.both('fault.link'))).transform((value) => value || null),
  comment: text(3_000).default(''),
  difficulties: text(3_000).default(''),
  tasks: text(3_000).default(''),
});

/** A stored number as somebody would type it. */
export const typedNumber = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));

/** A parsed line as text again, for the form that is shown once more. */
export function lineTyped({ revision: _revision, status, quantity, target, link, ...texts }: z.infer<typeof lineForm>): Record<string, string> {
  return { status: status ?? '', quantity: typedNumber(quantity), target: typedNumber(target), link: link ?? '', ...texts };
}
