import { z } from 'zod';
import { faultOfBody, bodyLimit } from '../../messaging/index.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { isRealMoment } from '../../platform/local-time.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import { callDeskMessages as messages, type CallFault } from '../messages/calls-desk.ts';
import { momentKinds } from '../rules/phase.ts';
import { isSlug } from '../rules/slug.ts';
import { mostLateUploadMinutes, pairReasonReaders, publicVotes, usualTerms } from '../rules/terms.ts';
import { hundredthsOf } from '../rules/weights.ts';
import { rowsForm } from './rows.ts';

const say = (key: CallFault) => inBoth(messages.both(key));
const line = (most: number) => z.string().max(20_000).transform(normaliseLine).pipe(z.string().min(1).max(most));
const optionalLine = (most: number) => z.string().max(20_000).default('').transform(normaliseLine).pipe(z.string().max(most));
const text = (most: number) => z.string().trim().min(1).max(most);
export const checked = z.literal('on').optional().transform((value) => value === 'on');
const count = (least: number, most: number) => z.string().trim().regex(/^\d{1,6}$/, say('fault.number')).transform(Number).pipe(z.number().min(least, inBoth(messages.both('fault.range', { least, most }))).max(most, inBoth(messages.both('fault.range', { least, most }))));
export const revision = z.coerce.number().int().min(0);

export const callParams = z.object({ id: z.string().max(60) });
export const savedQuery = z.object({ saved: z.string().max(40).optional().catch(undefined), done: z.enum(['published', 'extended', 'closed', 'rules', 'answered', 'hidden', 'shown']).optional().catch(undefined) });

const about = {
  title: line(160),
  code: z.string().max(200).transform((typed) => normaliseLine(typed).toUpperCase()).pipe(z.string().regex(/^[A-Z0-9Đ][A-Z0-9Đ-]{1,11}$/, say('fault.code'))),
  slug: z.string().max(200).default('').transform((typed) => typed.trim().toLowerCase()).pipe(z.string().refine((slug) => slug === '' || isSlug(slug), say('fault.slug'))),
  unitId: z.string().min(1).max(60),
  summary: text(1_000),
  eligibility: text(6_000),
};
export const newCallForm = z.object(about);
export const aboutForm = z.object({ revision, ...about });
export type AboutFields = z.infer<typeof newCallForm>;

const id = z.string().max(60).default('');
export const tracksForm = rowsForm({ row: z.object({ id, title: line(160) }), most: 20, typed: ['title'] });
export type TracksFields = z.infer<typeof tracksForm>;

const webAddress = optionalLine(500).pipe(z.string().refine((typed) => typed === '' || (/^https?:\/\/[^\s<>"\\]+$/i.test(typed) && URL.canParse(typed) && !new URL(typed).username), say('fault.url'))).transform((typed) => typed || null);
export const datasetsForm = rowsForm({ row: z.object({ id, title: line(200), holder: line(200), url: webAddress, terms: text(1_000) }), most: 30, typed: ['title', 'holder', 'url', 'terms'] }, { known: z.array(z.string().max(60)).max(100).default([]) });
export type DatasetsFields = z.infer<typeof datasetsForm>;

const weight = z.string().trim().transform((typed, context) => {
  const hundredths = hundredthsOf(typed);
  if (hundredths !== null && hundredths > 0 && hundredths <= 10_000) return hundredths;
  context.addIssue({ code: 'custom', message: say('fault.weight') });
  return z.NEVER;
});
const anchors = z.string().max(6_000).default('').transform((typed) => typed.split('\n').map(normaliseLine).filter(Boolean)).pipe(z.array(z.string().max(300)).max(12));
export const criteriaForm = rowsForm({ row: z.object({ id, title: line(200), weight, maxScore: count(2, 100), anchors }), most: 15, typed: ['title', 'weight', 'anchors'] });
export type CriteriaFields = z.infer<typeof criteriaForm>;

export const prizeKinds = ['FIRST', 'SECOND', 'THIRD', 'CONSOLATION', 'SPECIAL'] as const;
/** Money as people write it, `50.000.000 đồng`; nothing is no amount. Signs part thousands only: what stands behind a comma must not come to count a hundred times. */
const amount = z.string().max(60).default('').transform((typed) => typed.replace(/\s|đồng|đ|VND/giu, '')).pipe(z.string().regex(/^(\d{0,12}|\d{1,3}([.,]\d{3}){1,3})$/, say('fault.amount'))).transform((typed) => (typed === '' ? null : Number(typed.replace(/[.,]/g, ''))));
export const prizesForm = rowsForm({ row: z.object({ id, kind: z.enum(prizeKinds), title: line(160), count: count(1, 100), amount }), most: 20, typed: ['title', 'amount'] });
export type PrizesFields = z.infer<typeof prizesForm>;

/** A wall-clock time of Vietnam to the second. Browsers leave out seconds that are zero. */
const localSecond = z.string().transform(typedMoment).refine((typed) => typed === '' || isRealMoment(typed), say('fault.local-second'));
export const timetableForm = z.object({ revision, ...(Object.fromEntries(momentKinds.map((kind) => [kind, localSecond])) as Record<(typeof momentKinds)[number], typeof localSecond>) });
export type TimetableFields = z.infer<typeof timetableForm>;

export const designForm = z.object({ revision, blind: checked, reviewsPerEntry: count(3, 9), scoringMethod: z.enum(['ADDITIVE', 'RAW_MEAN']), finalists: z.string().trim().default('0').pipe(z.string().regex(/^(0|8|9|1[0-5])$/, say('fault.finalists'))).transform(Number), graceSeconds: count(0, 3_600), lateUploadMinutes: z.string().default(String(usualTerms.lateUploadMinutes)).pipe(count(0, mostLateUploadMinutes)), publicVote: z.enum(publicVotes).default(usualTerms.publicVote), pairReasons: z.enum(pairReasonReaders).default(usualTerms.pairReasons) });
export type DesignFields = z.infer<typeof designForm>;

/** Guarded Markdown: what cannot be drawn safely is refused with a sentence, never cleaned up behind the writer's back. */
export const rulesForm = z.object({ revision, body: z.string().trim().min(1).max(bodyLimit) }).superRefine(({ body }, context) => {
  const fault = faultOfBody(body, 'https://hoc06.invalid');
  if (fault) context.addIssue({ code: 'custom', message: inBoth(fault), path: ['body'] });
});
export const rulesParams = callParams.extend({ version: z.coerce.number().int().min(1).max(100_000) });
export const deedForm = z.object({ revision });
export const extensionForm = z.object({ revision, minutes: count(1, 43_200), reason: z.string().max(20_000).transform(normaliseLine).pipe(z.string().min(10, say('fault.reason')).max(500)) });
export const closingForm = z.object({ revision, reason: z.string().max(20_000).transform(normaliseLine).pipe(z.string().min(10, say('fault.reason')).max(500)) });

export const questionForm = z.object({ question: z.string().trim().min(10, say('fault.question')).max(1_000) });
export const questionParams = callParams.extend({ question: z.string().max(60) });
export const emptyForm = z.object({});
export const answerForm = z.object({ answer: z.string().trim().min(2).max(3_000), seenAt: z.string().max(40).default('').transform((at) => at || null) });
export const slugParams = z.object({ slug: z.string().max(80) });
export const publicRulesParams = slugParams.extend({ version: z.coerce.number().int().min(1).max(100_000) });
export const publicQuery = z.object({ done: z.enum(['asked', 'erased']).optional().catch(undefined) });
