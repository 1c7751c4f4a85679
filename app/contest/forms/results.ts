import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { adoptionMessages } from '../messages/adoption.ts';
import { adoptionStates, recognitions } from '../rules/adoption.ts';
import { appealOutcomes } from '../rules/appeal.ts';

const id = z.string().min(1).max(60);
const text = (most: number) => z.string().trim().max(most);
export const revision = z.coerce.number().int().min(0);
const say = (key: 'fault.day' | 'fault.number' | 'fault.evidence' | 'fault.words') => inBoth(adoptionMessages.both(key));

export const contestParams = z.object({ contest: id });
export const slugParams = z.object({ slug: z.string().min(1).max(120) });
export const roundParams = slugParams.extend({ round: z.string().max(20).transform((kind) => kind.toUpperCase()).pipe(z.enum(['PRELIMINARY', 'FINAL'])) });
export const entryParams = z.object({ id });
export const decisionParams = contestParams.extend({ entry: id });
export const appealParams = contestParams.extend({ appeal: id });
export const adoptionParams = z.object({ id });
export const stepParams = adoptionParams.extend({ step: id });
export const doneQuery = z.object({ done: z.string().max(20).optional().catch(undefined) });

/** A deed that stands for what was on the screen. */
export const hashForm = z.object({ hash: z.string().max(64) });
export const plainForm = z.object({});
export const decisionForm = z.object({ verdict: z.string().min(1).max(60), reason: text(2_000), was: z.string().max(60) });
export const publicationForm = hashForm.extend({ minutes: text(10_000).min(10) });
export const appealForm = z.object({ words: text(5_000).min(10) });
export const answerForm = z.object({ outcome: z.enum(appealOutcomes), answer: text(5_000).min(10) });
export const withdrawalForm = z.object({ version: revision, reason: text(2_000).min(10) });
export const consentForm = z.object({ deed: z.enum(['give', 'withdraw', 'name', 'unname']) });
export const verifyForm = z.object({ file: z.instanceof(File).optional() });

export const proposalForm = z.object({ entry: id, unit: z.string().min(1).max(120) });
export const stateForm = z.object({ revision, state: z.enum(adoptionStates), reason: text(2_000).default('') });
/** A state of the usual four, or the place of one that the contest names itself. */
export const recognitionForm = z.object({ revision, recognition: z.string().regex(new RegExp(`^(${recognitions.join('|')}|[0-7])$`)) });
export const promptForm = z.object({ revision, answer: text(2_000).min(10, say('fault.words')) });
export const gapForm = z.object({ reason: text(2_000).min(10, say('fault.words')) });
export const completionForm = z.object({ revision });

/** A number as people here write it; points part thousands only when three digits follow each. */
export const amount = z.string().trim().max(30).transform((typed, context) => {
  if (typed === '') return null;
  const plain = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed) ? typed.replaceAll('.', '').replace(',', '.') : typed.replace(',', '.');
  if (/^\d{1,12}(\.\d{1,6})?$/.test(plain)) return Number(plain);
  context.addIssue({ code: 'custom', message: say('fault.number') });
  return z.NEVER;
});
const line = (most: number) => text(most).regex(/^[^\r\n\u0000-\u001f]*$/);
/** A link to what shows a number; nothing is no link. */
export const webLink = line(500).refine((href) => href === '' || isWebAddress(href), say('fault.evidence')).transform((value) => value || null);
export const stepForm = z.object({
  revision,
  kind: z.enum(['MILESTONE', 'BENEFIT']),
  title: line(200).min(1),
  on: dayField(say('fault.day')),
  amount: amount.default(null),
  unit: line(60).transform((value) => value || null).default(null),
  evidence: webLink.default(null),
  fileId: id.or(z.literal('')).transform((value) => value || null).default(null),
});

function isWebAddress(href: string): boolean {
  return /^https?:\/\//i.test(href) && URL.canParse(href);
}

/** A chosen prize, none, or that nothing is decided any more. */
export function verdictOf(typed: string): { kind: 'PRIZE'; prize: string } | { kind: 'NONE' } | { kind: 'OPEN' } {
  return typed === 'NONE' || typed === 'OPEN' ? { kind: typed } : { kind: 'PRIZE', prize: typed };
}

/** The parsed step as text again. A comma before the decimals, since three of them behind a point would be read as thousands. */
export function stepTyped({ amount: measured, unit, evidence, fileId, ...rest }: z.infer<typeof stepForm>): Record<string, string> {
  return { kind: rest.kind, title: rest.title, on: rest.on, amount: measured === null ? '' : String(measured).replace('.', ','), unit: unit ?? '', evidence: evidence ?? '', fileId: fileId ?? '' };
}
