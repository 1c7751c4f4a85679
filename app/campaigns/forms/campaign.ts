import { z } from 'zod';
import { messageContent, pagePath, topics, urgencies, whenClosed, withoutMarks, type MessageContent, type WhenClosed } from '../../messaging/index.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { isLocalTime } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { typedMoment } from '../../platform/typed-time.ts';
import { campaignMessages as messages, type CampaignFault } from '../messages/campaigns.ts';
import { asTyped } from './as-typed.ts';
import { informationTypes, mostVariants, personalMedia, publicMedia, type PersonalMedium, type SheetMedium, type Variant } from '../rules/media.ts';
import { measuredByAll, type MeasuredBy } from '../rules/measuring.ts';

const say = (key: CampaignFault) => inBoth(messages.both(key));
const text = (most: number) => z.string().trim().min(1).max(most);
const line = (most: number) => text(most).regex(/^[^\r\n\u0000-\u001f]*$/);
const optionalLine = (most: number) => z.string().trim().max(most).regex(/^[^\r\n\u0000-\u001f]*$/).transform((value) => (value === '' ? null : value)).default(null);
/** One question for officials, asked before and after a campaign. */
export const pulseQuestion = messageContent.shape.question.unwrap();
export type Pulse = z.infer<typeof pulseQuestion>;

/** A share as people here write it: 61 or 61,5. */
const percent = z.string().trim().regex(/^\d{1,3}([.,]\d{1,2})?$/).transform((value) => Number(value.replace(',', '.'))).pipe(z.number().min(0).max(100));
const checked = z.literal('on').optional().transform((value) => value === 'on');
export const revision = z.coerce.number().int().min(0);
export const campaignParams = z.object({ id: z.string().max(60) });
export const mediumParams = campaignParams.extend({ medium: z.string().max(20).transform((medium) => medium.toUpperCase()).pipe(z.enum(publicMedia)) });
export const removalParams = campaignParams.extend({ medium: z.string().max(20).transform((medium) => medium.toUpperCase()).pipe(z.enum(['MESSAGE', ...publicMedia])) });
export const mailParams = campaignParams.extend({ locale: z.enum(['vi', 'en']) });
export const sheetParams = campaignParams.extend({ medium: z.enum(['led', 'crawl', 'post']).transform((medium) => medium.toUpperCase() as SheetMedium) });
export const deedParams = campaignParams.extend({ deed: z.enum(['pause', 'resume', 'cancel']) });

const goalFields = {
  name: line(160),
  model: z.enum(['26', '27']).transform(Number),
  contentSource: line(200),
  goal: text(2_000),
  measure: text(1_000),
  measuredBy: z.enum(measuredByAll).optional(),
  baseline: z.union([z.literal('').transform(() => null), percent]).default(null),
  target: percent,
  after: z.coerce.number().int().min(1).max(365),
  topic: z.enum(topics),
  isDuty: checked,
  isDrill: checked,
  urgency: z.enum(urgencies),
  urgentReason: optionalLine(500),
  line: z.string().max(60).transform((value) => value || null).default(null),
  pulse: z.string().trim().max(300).default(''),
  pulseOptions: z.string().trim().max(1_000).default(''),
};
const urgentNeedsReason = (form: { urgency: string; urgentReason: string | null }) => form.urgency !== 'URGENT' || form.urgentReason !== null;
const reasonMissing = { error: say('fault.urgent-reason'), path: ['urgentReason'] };

export const newCampaignForm = z.object({ code: z.string().trim().toUpperCase().regex(/^[A-Z0-9Đ][A-Z0-9Đ./-]{2,29}$/), ...goalFields }).refine(urgentNeedsReason, reasonMissing).transform(withPulse);
export const goalForm = z.object({ revision, ...goalFields }).refine(urgentNeedsReason, reasonMissing).transform(withPulse);

/** Reads the question that is asked before and after: its right option stands first. */
function withPulse<Form extends { pulse: string; pulseOptions: string; measuredBy?: MeasuredBy | undefined }>({ pulse, pulseOptions, ...rest }: Form, context: z.RefinementCtx) {
  const options = pulseOptions.split('\n').map((one) => one.trim()).filter(Boolean);
  if (rest.measuredBy === 'PULSE' && !pulse) context.addIssue({ code: 'custom', message: say('fault.measured-by-pulse'), path: ['pulse'] });
  if (!pulse && options.length === 0) return { ...rest, pulse: null };
  const parsed = pulseQuestion.safeParse({ text: pulse, options, right: 0 });
  if (!parsed.success || /\{\{|\}\}/.test(pulse + pulseOptions)) context.addIssue({ code: 'custom', message: say('fault.pulse'), path: [pulse ? 'pulseOptions' : 'pulse'] });
  return { ...rest, pulse: { text: pulse, options, right: 0 } };
}

/** The parsed goal as text again. */
export function goalTyped({ pulse, ...rest }: { pulse: Pulse | null }): Record<string, string> {
  return { ...asTyped(rest), pulse: pulse?.text ?? '', pulseOptions: pulse?.options.join('\n') ?? '' };
}

/** The goal as commands take it; without a line of the plan the campaign stands beside it. */
export type GoalFields = Omit<z.infer<typeof goalForm>, 'revision' | 'line' | 'pulse' | 'measuredBy'> & { /** Left out: what campaigns of its kind are usually measured by. */ measuredBy?: MeasuredBy | undefined; line?: string | null; pulse?: Pulse | null };

const local = z.string().transform(typedMoment).refine(isLocalTime, say('fault.local-time'));
const closed = z.enum(whenClosed).optional();
export const scheduleForm = z
  .object({ revision, sendAt: local, notAfter: local, stagger: z.coerce.number().int().min(0).max(60), closed_EMAIL: closed, closed_PUSH: closed, closed_SMS: closed, closed_ZALO: closed, closed_WEBHOOK: closed, closed_VNEID: closed })
  .refine((form) => form.notAfter > form.sendAt, { error: say('fault.schedule-order'), path: ['notAfter'] });

/** What each channel does when its moment is closed, as far as the form said. */
export function closedOf(form: z.infer<typeof scheduleForm>): Partial<Record<PersonalMedium, WhenClosed>> {
  return Object.fromEntries(personalMedia.flatMap((medium) => (form[`closed_${medium}`] ? [[medium, form[`closed_${medium}`]]] : [])));
}

/** The words for people and the channels that carry them. */
export const messageForm = z
  .object({
    revision,
    subject: z.string(),
    body: z.string(),
    subjectEn: z.string().trim().default(''),
    bodyEn: z.string().trim().default(''),
    link: z.string().trim().default(''),
    question: z.string().trim().default(''),
    options: z.string().default(''),
    channels: z.array(z.enum(personalMedia)).max(10).default([]),
    sms: z.string().trim().max(900).default(''),
    smsPlain: checked,
    zaloTemplate: z.string().trim().max(60).default(''),
    zaloParameters: z.string().trim().max(4_000).default(''),
  })
  .transform((form, context) => {
    const options = form.options.split('\n').map((one) => one.trim()).filter(Boolean);
    if (Boolean(form.subjectEn) !== Boolean(form.bodyEn)) context.addIssue({ code: 'custom', message: say('fault.english-half'), path: [form.subjectEn ? 'bodyEn' : 'subjectEn'] });
    if (options.length > 0 && !form.question) context.addIssue({ code: 'custom', message: say('fault.options-alone'), path: ['question'] });
    const parsed = messageContent.safeParse({
      vi: { subject: form.subject, body: form.body },
      ...(form.subjectEn && form.bodyEn ? { en: { subject: form.subjectEn, body: form.bodyEn } } : {}),
      ...(form.link ? { link: form.link } : {}),
      ...(form.question ? { question: { text: form.question, options, right: 0 } } : {}),
    });
    if (!parsed.success) {
      const fields: Record<string, string> = { 'vi.subject': 'subject', 'vi.body': 'body', 'en.subject': 'subjectEn', 'en.body': 'bodyEn', link: 'link' };
      for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: [fields[issue.path.slice(0, 2).join('.')] ?? 'options'] } as never);
      return z.NEVER;
    }
    return { revision: form.revision, content: parsed.data, channels: form.channels, sms: form.smsPlain ? withoutMarks(form.sms) : form.sms, zalo: zaloOf(form, context) };
  });
export type MessageForm = z.infer<typeof messageForm>;

/** A template of Zalo with its parameters, one `name = value` a line. */
function zaloOf({ zaloTemplate, zaloParameters }: { zaloTemplate: string; zaloParameters: string }, context: z.RefinementCtx): MessageContent['zalo'] | null {
  const lines = zaloParameters.split('\n').map((one) => one.trim()).filter(Boolean);
  const pairs = lines.map((one) => /^(\w{1,40})\s*=\s*(.{1,200})$/u.exec(one)?.slice(1) as [string, string] | undefined);
  if (pairs.includes(undefined)) context.addIssue({ code: 'custom', message: say('fault.zalo-parameters'), path: ['zaloParameters'] });
  return zaloTemplate ? { templateId: zaloTemplate, parameters: Object.fromEntries(pairs.filter((pair) => pair !== undefined)) } : null;
}

/** The parsed message as text again. */
export function messageTyped({ content, channels, sms, zalo }: MessageForm): Record<string, string> {
  const { vi, en, link, question } = content;
  return { zaloTemplate: zalo?.templateId ?? '', zaloParameters: parametersTyped(zalo?.parameters), subject: vi.subject, body: vi.body, subjectEn: en?.subject ?? '', bodyEn: en?.body ?? '', link: link ?? '', question: question?.text ?? '', options: question?.options.join('\n') ?? '', channels: channels.join('\n'), sms };
}

/** Parameters of a template as they are typed. */
export const parametersTyped = (parameters: Record<string, string> = {}): string => Object.entries(parameters).map(([name, value]) => `${name} = ${value}`).join('\n');

const longestPage = 120;
/** All pages are typed into one field, so the fault is the field's. */
function refuseLongPage(pages: readonly string[], context: z.RefinementCtx): void {
  if (pages.some((page) => page.length > longestPage)) context.addIssue({ code: 'too_big', origin: 'string', maximum: longestPage, inclusive: true, input: pages });
}

const base = { revision };
/** The words of the media for the public, each with a form of its own. */
export const publicForms = {
  LED: z.object({ ...base, pages: z.string().transform((value) => value.split('\n').map((page) => page.trim()).filter(Boolean)).pipe(z.array(z.string()).min(1, inBoth(platformMessages.both('form.required'))).max(12).superRefine(refuseLongPage)), seconds: z.coerce.number().int().min(2).max(60) }),
  LOUDSPEAKER: z
    .object({ ...base, script: text(6_000), infoType: z.enum(informationTypes) })
    .catchall(z.string().trim().max(6_000))
    .transform(({ revision, script, infoType, ...rest }, context) => {
      const variants = Array.from({ length: mostVariants }, (_, at): Variant => ({ language: normaliseLine(rest[`language_${at}`] ?? ''), text: rest[`variant_${at}`] ?? '' }));
      for (const [at, one] of variants.entries()) if (Boolean(one.language) !== Boolean(one.text)) context.addIssue({ code: 'custom', message: say('fault.variant'), path: [one.language ? `variant_${at}` : `language_${at}`] });
      for (const [at, one] of variants.entries()) if (one.language.length > 60) context.addIssue({ code: 'custom', message: say('fault.variant'), path: [`language_${at}`] });
      return { revision, script, infoType, variants: variants.filter(({ language }) => language) };
    }),
  POSTER: z.object({ ...base, headline: line(90), text: text(600), link: pagePath }),
  CRAWL: z.object({ ...base, text: line(300) }),
  POST: z.object({ ...base, title: line(150), text: text(6_000), link: z.literal('').or(pagePath) }),
} as const;

/** Fields differ by medium: each is read by the medium's own schema. */
export const typedFields = z.record(z.string().max(40), z.union([z.string().max(30_000), z.array(z.string().max(100)).max(20)]));

export const submitForm = z.object({ revision });
export const answerParams = campaignParams.extend({ entry: z.string().max(60) });
export const answerPickForm = z.object({ revision, entry: z.string().min(1).max(60), into: z.enum(['', 'MESSAGE', ...publicMedia]).default('') });
export const approveForm = z.object({ hash: z.string().length(64), note: z.string().trim().max(1_000).default('') });
/** Why a campaign is handed back. Its form stands on a page of another address: a refusal comes alone and says what is missing. */
export const returnForm = z.object({ reason: z.string().trim().min(1, say('fault.return-reason')).max(500) });
export const steerForm = z.object({ reason: z.string().trim().max(500).default('') });
export const correctForm = z.object({ subject: line(150), body: text(20_000), subjectEn: z.string().trim().max(150).regex(/^[^\r\n\u0000-\u001f]*$/).default(''), bodyEn: z.string().trim().max(20_000).default(''), sms: z.string().trim().max(900).default(''), reason: text(500) }).refine((form) => Boolean(form.subjectEn) === Boolean(form.bodyEn), { error: say('fault.english-half'), path: ['bodyEn'] });
