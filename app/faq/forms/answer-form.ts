import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { isRealMoment } from '../../platform/local-time.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import { answerFaults } from '../messages/faults.ts';
import { reviewBy } from '../rules/answer-faults.ts';
import { audiences, confidences, type AnswerFields, type LegalBasis, type Volatility } from '../rules/answer.ts';
import { documentName, line, most, slugShape } from './answer-file.ts';

/** Shapes of the answer desk's forms. Lists are typed one a line, so that what was typed comes back whole when a form is refused. */

const say = (key: 'day.none' | 'slug.form' | 'publish.no-time') => inBoth(answerFaults.both(key));
const day = dayField(say('day.none'));
const optional = (length: number) => z.string().trim().max(length).regex(/^[^\r\n\u0000-\u001f\u007f]*$/).transform((value) => value || null).default(null);
export const splitLines = (text: string) => text.split('\n').map((one) => one.trim()).filter(Boolean);
const tooMany = (max: number, length: number) => inBoth(answerFaults.both('lines.many', { max, length }));
const lines = (max: number, length: number) => z.string().max(20_000).default('').transform(splitLines).refine((rows) => rows.length <= max && rows.every((row) => row.length <= length), tooMany(max, length));

/** A basis is typed as `document | article`. */
const barred = ' | '.length;
const bases = lines(most.bases, most.line + barred + most.article).transform((rows) => rows.map((row): LegalBasis => {
  const [document = '', ...article] = row.split('|').map((part) => part.trim());
  return { document, article: article.join(' | ') || null, effectiveFrom: null, effectiveTo: null };
}));

const volatilities = ['LOW', 'MEDIUM', 'HIGH'] as const satisfies readonly Volatility[];
const fields = {
  topic: slugShape,
  audience: z.enum(audiences),
  question: line(most.question),
  variants: lines(40, most.question),
  short: z.string().trim().min(1).max(most.short).transform((text) => text.replace(/\s+/gu, ' ')),
  body: z.string().trim().min(1).max(40_000),
  papers: lines(most.papers, most.line),
  fee: optional(most.line),
  place: optional(most.line),
  timeLimit: optional(most.line),
  legalBasis: bases,
  asOf: day,
  confidence: z.enum(confidences),
  volatility: z.enum(volatilities),
  reviewDue: z.union([z.literal(''), day]).default(''),
  transferTo: z.union([z.literal('').transform(() => null), slugShape]).default(null),
  sources: lines(most.sources, most.line),
  related: lines(most.related, 80),
  /** The source that confirms what was unsure before. */
  confirmedBy: optional(most.line),
};

export interface WrittenAnswer {
  fields: AnswerFields;
  confirmedBy: string | null;
}
/** The same with what was typed where the answer says more than that: for the form that comes back. */
export interface TypedForm extends WrittenAnswer {
  typed: { reviewDue: string; confirmedBy: string; sources: string };
}

/** The answer that the form says; without a day of its own the review is due when the facts may have changed. */
function written<Form extends z.infer<z.ZodObject<typeof fields>>>({ confirmedBy, reviewDue, ...form }: Form): TypedForm {
  const { topic, audience, question, variants, short, body, papers, fee, place, timeLimit, legalBasis, asOf, confidence, volatility, transferTo, sources, related } = form;
  const all = confirmedBy && !sources.includes(confirmedBy) ? [...sources, confirmedBy] : sources;
  return { fields: { topic, audience, question, variants, short, body, papers, fee, place, timeLimit, legalBasis, asOf, confidence, volatility, reviewDue: reviewDue || reviewBy(asOf, volatility), transferTo, sources: all, related }, confirmedBy, typed: { reviewDue, confirmedBy: confirmedBy ?? '', sources: sources.join('\n') } };
}

export const answerForm = z.object({ ...fields, revision: z.coerce.number().int().min(0) }).transform((form) => ({ ...written(form), revision: form.revision }));
export const newAnswerForm = z.object({ ...fields, slug: z.string().trim().max(80).regex(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/, say('slug.form')).default('') }).transform((form) => ({ ...written(form), slug: form.slug }));

export type TypedAnswer = Record<Exclude<keyof typeof fields, 'confirmedBy'>, string>;

/** The form of an answer that nobody has begun. */
export const emptyTyped = (topic: string, today: string): TypedAnswer => ({
  topic, audience: 'PUBLIC', question: '', variants: '', short: '', body: '', papers: '', fee: '', place: '', timeLimit: '', legalBasis: '', asOf: today, confidence: 'B', volatility: 'MEDIUM', reviewDue: '', transferTo: '', sources: '', related: '',
});

/** An answer as its form shows it. */
export function typedOf(answer: AnswerFields): TypedAnswer {
  const text = (value: string | null) => value ?? '';
  return {
    topic: answer.topic, audience: answer.audience, question: answer.question, variants: answer.variants.join('\n'), short: answer.short, body: answer.body, papers: answer.papers.join('\n'),
    fee: text(answer.fee), place: text(answer.place), timeLimit: text(answer.timeLimit), legalBasis: answer.legalBasis.map(({ document, article }) => [document, article].filter(Boolean).join(' | ')).join('\n'),
    asOf: answer.asOf, confidence: answer.confidence, volatility: answer.volatility, reviewDue: answer.reviewDue, transferTo: text(answer.transferTo), sources: answer.sources.join('\n'), related: answer.related.join('\n'),
  };
}

export const answerParams = z.object({ id: z.string().max(60) });
export const versionParams = answerParams.extend({ number: z.coerce.number().int().min(1).max(100_000) });
export const publicationParams = answerParams.extend({ publication: z.string().max(60) });
export const documentParams = z.object({ document: z.string().max(60) });
export const importParams = z.object({ batch: z.string().max(60) });

const reason = z.string().trim().min(1).max(500);
const localSeconds = z.string().transform(typedMoment).refine(isRealMoment, say('publish.no-time'));
const noTime = z.literal('').transform(() => null);

export const handInForm = z.object({ revision: z.coerce.number().int().min(0) });
export const handInAllForm = z.object({ topic: z.union([z.literal('').transform(() => null), slugShape]).default(null) });
export const appraiseForm = z.object({ hash: z.string().length(64), note: z.string().trim().max(1_000).default(''), onward: z.literal('next').optional() });
export const returnForm = z.object({ reason });
export const publishForm = z
  .object({ version: z.string().max(60), when: z.enum(['now', 'at']), publishAt: z.union([noTime, localSeconds]).default(null), withdrawAt: z.union([noTime, localSeconds]).default(null) })
  .refine((form) => form.when === 'now' || form.publishAt !== null, { error: say('publish.no-time'), path: ['publishAt'] });
export const withdrawForm = z
  .object({ when: z.enum(['now', 'at']), withdrawAt: z.union([noTime, localSeconds]).default(null), reason })
  .refine((form) => form.when === 'now' || form.withdrawAt !== null, { error: say('publish.no-time'), path: ['withdrawAt'] });
export const retireForm = z.object({ reason });

const dayOrNone = z.union([z.literal('').transform(() => null), day]).default(null);
export const documentForm = z.object({ name: documentName, effectiveFrom: dayOrNone, effectiveTo: dayOrNone });
export const documentDatesForm = z.object({ revision: z.coerce.number().int().min(0), effectiveFrom: dayOrNone, effectiveTo: dayOrNone });
export const successorsForm = z.object({ entries: z.array(z.string().max(60)).max(500).default([]), replacement: optional(most.line), article: optional(most.article) });
/** A file of answers; an empty file input arrives as an empty text. */
export const uploadForm = z.object({ file: z.union([z.instanceof(File), z.string().transform(() => undefined)]).optional() });
