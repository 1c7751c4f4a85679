import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import { ticketMessages as messages } from '../messages/tickets.ts';
import { sensitiveIn } from '../rules/sensitive.ts';

/** Words for a citizen: what nobody may write down is refused by name; telephones stay, because answers name where to call. */
export const outgoing = (most: number) =>
  z.string().trim().max(most).transform((text, context) => {
    const plain = normaliseText(text);
    for (const found of sensitiveIn(plain)) context.addIssue({ code: 'custom', message: inBoth(messages.both(`fault.${found}`)) });
    return plain;
  });

/** The answer that goes back; `once` makes a form that was sent twice one letter. */
export const replyForm = z.object({ once: z.uuid(), revision: z.coerce.number().int().min(0), text: outgoing(5_000).refine((text) => text.length > 0, inBoth(messages.both('fault.note'))) });
export type ReplyForm = z.infer<typeof replyForm>;

/** What an officer looks for among the published answers, and which one she takes. */
export const answerQuery = z.object({ q: z.string().max(500).transform(normaliseText).optional().catch(undefined), use: z.string().max(120).regex(/^[\w-]*$/).optional().catch(undefined) });
