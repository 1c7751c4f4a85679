import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { answerFaults } from '../messages/faults.ts';
import { reviewBy } from '../rules/answer-faults.ts';
import { confidences, type AnswerFields, type Audience, type Volatility } from '../rules/answer.ts';
import { bodyKinds } from '../rules/body.ts';

/** Shapes of an answer outside the database: a Markdown file of `content/faq`, a row of an export. Names of fields are those that editors write. */

export const slugShape = z.string().max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const line = (most: number) => z.string().trim().min(1).max(most).regex(/^[^\r\n\u0000-\u001f\u007f]*$/);
const day = z.iso.date();
const orNull = <Shape extends z.ZodType>(shape: Shape) => shape.nullable();

export const most = { question: 200, short: 600, line: 300, article: 200, papers: 20, sources: 10, related: 10, bases: 12 } as const;

/** The name of a document: the bar is what parts it from its article where editors type it. */
export const documentName = line(most.line).refine((name) => !name.includes('|'), inBoth(answerFaults.both('document.bar')));
const basis = z.strictObject({ document: documentName, article: orNull(line(most.article)), effective_from: orNull(day), effective_to: orNull(day) });

const fields = {
  question: line(most.question),
  short: z.string().trim().min(1).max(most.short).transform((text) => text.replace(/\s+/gu, ' ')),
  audience: z.enum(['public', 'internal']),
  papers: z.array(line(most.line)).max(most.papers),
  fee: orNull(line(most.line)),
  place: orNull(line(most.line)),
  time_limit: orNull(line(most.line)),
  legal_basis: z.array(basis).max(most.bases),
  as_of: day,
  confidence: z.enum(confidences),
  volatility: z.enum(['low', 'medium', 'high']),
  transfer_to: orNull(slugShape),
  sources: z.array(line(most.line)).min(1).max(most.sources),
  related: z.array(slugShape).max(most.related),
};

/** The head of a file of `content/faq`. */
export const answerHead = z.strictObject({ ...fields, variants: z.array(line(most.question)).min(4).max(8) });
export type AnswerHead = z.infer<typeof answerHead>;

/** One answer of an export: the head of a file, what the file's place says, and the body. */
export const answerRow = z.strictObject({
  slug: slugShape,
  topic: slugShape,
  /** The version that was exported, so that an import never writes over what came later. */
  version: z.number().int().min(1).optional(),
  revision: z.number().int().min(0).optional(),
  ...fields,
  variants: z.array(line(most.question)).max(20),
  review_due: day.optional(),
  body: z.string().trim().min(1),
});
export type AnswerRow = z.infer<typeof answerRow>;

export const topicsFile = z.array(z.strictObject({ key: slugShape, title: line(120), title_en: line(120) })).min(1);
export const bodiesFile = z.array(z.strictObject({ key: slugShape, name: line(160), phone: orNull(z.string().regex(/^[0-9+ ]{3,20}$/)), kind: z.enum(bodyKinds).default('OTHER') }));
/** Abbreviations and lay words with what they mean. */
export const wordsFile = z.array(z.strictObject({ word: line(80), meaning: line(120) })).max(2_000);
export type TopicRow = z.infer<typeof topicsFile>[number];
export type BodyRow = z.infer<typeof bodiesFile>[number];

/** The answer that a head and a body say. */
export function fieldsFrom(head: Omit<AnswerHead, 'variants'> & { variants: string[]; review_due?: string | undefined }, { topic, body }: { topic: string; body: string }): AnswerFields {
  const volatility = head.volatility.toUpperCase() as Volatility;
  return {
    topic,
    audience: head.audience.toUpperCase() as Audience,
    question: head.question,
    variants: head.variants,
    short: head.short,
    body: body.trim(),
    papers: head.papers,
    fee: head.fee,
    place: head.place,
    timeLimit: head.time_limit,
    legalBasis: head.legal_basis.map(({ document, article, effective_from, effective_to }) => ({ document, article, effectiveFrom: effective_from, effectiveTo: effective_to })),
    asOf: head.as_of,
    confidence: head.confidence,
    volatility,
    reviewDue: head.review_due ?? reviewBy(head.as_of, volatility),
    transferTo: head.transfer_to,
    sources: head.sources,
    related: head.related,
  };
}

/** An answer as a row of an export. */
export function rowOf(slug: string, answer: AnswerFields, at: { version: number; revision: number }): AnswerRow {
  return {
    slug,
    topic: answer.topic,
    version: at.version,
    revision: at.revision,
    question: answer.question,
    variants: answer.variants,
    short: answer.short,
    audience: answer.audience === 'PUBLIC' ? 'public' : 'internal',
    papers: answer.papers,
    fee: answer.fee,
    place: answer.place,
    time_limit: answer.timeLimit,
    legal_basis: answer.legalBasis.map(({ document, article, effectiveFrom, effectiveTo }) => ({ document, article, effective_from: effectiveFrom, effective_to: effectiveTo })),
    as_of: answer.asOf,
    confidence: answer.confidence,
    volatility: answer.volatility.toLowerCase() as AnswerRow['volatility'],
    review_due: answer.reviewDue,
    transfer_to: answer.transferTo,
    sources: answer.sources,
    related: answer.related,
    body: answer.body,
  };
}
