import { z } from 'zod';
import { readDay } from '../../platform/days.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine, normaliseText } from '../../platform/text/normalise.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';

type Fault = Exclude<Extract<keyof typeof messages.catalogue, `fault.${string}`>, 'fault.long'>;
const say = (key: Fault) => inBoth(messages.both(key));
const isDay = (text: string): boolean => readDay(text) !== null;
const line = (least: number, most: number, fault: Fault) => z.string().default('').transform(normaliseLine).pipe(z.string().min(least, say(fault)).max(most, say(fault)));
const words = z.string().default('').transform(normaliseText).transform((text) => text.trim());
const perhapsDay = z.string().max(20, say('fault.day')).refine((text) => text.trim() === '' || isDay(text), say('fault.day')).transform(readDay).default(null);

/** What a certificate says, as its holder types it. */
export const requestForm = z
  .object({
    id: z.uuid(),
    revision: z.coerce.number().int().min(0).catch(0),
    courseId: z.uuid(say('fault.course')),
    title: line(3, 200, 'fault.title'),
    number: line(1, 100, 'fault.number'),
    issuer: line(1, 200, 'fault.issuer'),
    issuedOn: z.string().max(20, say('fault.issued-on')).refine(isDay, say('fault.issued-on')).transform((text) => readDay(text) ?? ''),
    lastDay: perhapsDay,
    note: words.pipe(z.string().max(500, say('fault.note'))).transform((text) => text || null),
  })
  .refine(({ lastDay, issuedOn }) => lastDay === null || lastDay >= issuedOn, { error: say('fault.order'), path: ['lastDay'] });
export type RequestForm = z.infer<typeof requestForm>;

export const requestParams = z.object({ request: z.uuid() });
export const newRequestQuery = z.object({ course: z.string().max(100).optional().catch(undefined) });
export const ownRequestQuery = z.object({ done: z.enum(['saved', 'uploaded', 'sent', 'withdrawn']).optional().catch(undefined) });
export const emptyRequestForm = z.object({});

export const deskTabs = ['waiting', 'decided'] as const;
export const requestsQuery = z.object({ tab: z.enum(deskTabs).catch('waiting'), q: z.string().max(100).catch('').default(''), page: z.coerce.number().int().min(1).max(10_000).catch(1), done: z.enum(['accepted', 'refused']).optional().catch(undefined) });
export type RequestsQuery = z.infer<typeof requestsQuery>;

/** Accepted until a day, or refused with a reason; the reason of an acceptance may be left out. */
export const decisionForm = z
  .object({
    decision: z.enum(['ACCEPTED', 'REFUSED'], say('fault.decision')),
    lastDay: perhapsDay,
    reason: words.pipe(z.string().max(500, say('fault.reason'))),
  })
  .refine(({ decision, lastDay }) => decision === 'REFUSED' || lastDay !== null, { error: say('fault.day'), path: ['lastDay'] })
  .refine(({ decision, reason }) => reason.length >= 3 || (decision === 'ACCEPTED' && reason === ''), { error: say('fault.reason'), path: ['reason'] });
export type DecisionForm = z.infer<typeof decisionForm>;

/** A form that fitted, as it was typed: for a refusal that only the database knew of. */
export function typedRequest({ revision, lastDay, note, ...form }: RequestForm): Record<string, string> {
  return { ...form, revision: String(revision), lastDay: lastDay ?? '', note: note ?? '' };
}
