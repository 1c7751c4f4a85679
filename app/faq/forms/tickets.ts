import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine, normaliseText } from '../../platform/text/normalise.ts';
import { outgoing } from './replies.ts';
import { ticketMessages as messages } from '../messages/tickets.ts';
import { longestBodyKey } from '../rules/body.ts';
import { maskNumbers, sensitiveIn } from '../rules/sensitive.ts';
import { aidGroups, crimeWays, matters, replyChannels, ticketDeeds, ticketKinds, type ReplyChannel } from '../rules/ticket.ts';

const line = (most: number) => z.string().max(most).transform(normaliseLine);
/** Free text of a ticket: what nobody may write down is refused by name, other long numbers are masked. */
const guarded = (most: number) =>
  z.string().trim().max(most).transform((text, context) => {
    const plain = normaliseText(text);
    for (const found of sensitiveIn(plain)) context.addIssue({ code: 'custom', message: inBoth(messages.both(`fault.${found}`)) });
    return maskNumbers(plain);
  });
const named = line(120).superRefine((text, context) => {
  for (const found of sensitiveIn(text)) context.addIssue({ code: 'custom', message: inBoth(messages.both(`fault.${found}`)) });
});
const optionalId = z.string().max(60).regex(/^[\w-]*$/).transform((value) => value || null).default(null);

const address = /^[^\s@]{1,64}@[^\s@]{1,180}\.[^\s@.]{2,}$/;
const fits: Readonly<Record<ReplyChannel, (contact: string) => boolean>> = {
  PHONE: (contact) => /^\+?[\d .()-]{8,20}$/.test(contact) && /^\d{8,15}$/.test(contact.replace(/\D/g, '')),
  SMS: (contact) => mobileNumber(contact) !== null,
  EMAIL: (contact) => address.test(contact),
  POST: (contact) => contact.length >= 8,
  IN_PERSON: () => true,
};

export const ticketForm = z
  .object({
    once: z.uuid(),
    kind: z.enum(ticketKinds),
    bodyKey: z.string().min(1).max(longestBodyKey),
    callId: optionalId,
    unitId: optionalId,
    /** Where the matter arose, in the words of whoever tells it; a name of old is understood. */
    commune: line(120).optional(),
    summary: guarded(3_000).refine((text) => text.length > 0, inBoth(messages.both('fault.note'))),
    name: named,
    contact: line(200),
    replyChannel: z.enum(replyChannels),
    aidGroup: z.union([z.enum(aidGroups), z.literal('').transform(() => null)]).default(null),
    limitationOn: z.union([dayField(), z.literal('').transform(() => null)]).default(null),
    party: named.default(''),
  })
  .refine((form) => fits[form.replyChannel](form.contact), { error: inBoth(messages.both('fault.contact')), path: ['contact'] });
export type TicketForm = z.infer<typeof ticketForm>;

export const ticketParams = z.object({ id: z.string().max(60) });
export const deedParams = ticketParams.extend({ deed: z.enum(ticketDeeds) });
export const deedForm = z.object({ revision: z.coerce.number().int().min(0), note: outgoing(5_000).default(''), to: optionalId, version: optionalId, bodyKey: z.string().max(longestBodyKey).default('') });
export const revealForm = z.object({ reason: guarded(500).refine((text) => text.length >= 5, inBoth(messages.both('fault.note'))) });
export const routingForm = z.object({ way: z.enum(crimeWays), callId: optionalId });
export const newQuery = z.object({ kind: z.enum(matters).optional().catch(undefined), call: z.string().max(60).regex(/^[\w-]*$/).optional().catch(undefined), routed: z.literal('1').optional().catch(undefined) });
export const listViews = ['open', 'late', 'waiting', 'answerable', 'closed'] as const;
export const listQuery = z.object({
  view: z.enum(listViews).catch('open').default('open'),
  kind: z.union([z.enum(ticketKinds), z.literal('')]).catch('').default(''),
  mine: z.literal('on').optional().catch(undefined),
  code: z.string().max(40).transform(normaliseLine).catch('').default(''),
  commune: z.string().max(120).transform(normaliseLine).catch('').default(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type TicketList = z.infer<typeof listQuery>;
