import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { inboxMessages as messages } from '../messages/inbox.ts';
import { channels } from '../rules/channels.ts';

export const inboxQuery = z.object({ view: z.enum(['all', 'unread']).optional().catch(undefined), before: z.string().max(60).optional().catch(undefined) });
export const noticeParams = z.object({ messageId: z.string().max(60) });
export const answerForm = z.object({ answer: z.enum(['0', '1', '2', '3'], { error: inBoth(messages.both('choose')) }).transform(Number) });
export const preferencesForm = z.object({ wants: z.array(z.string().max(40)).max(100).default([]), counting: z.literal('on').optional() });
/** The inbox is the floor: nobody takes it away. */
export const channelForm = z.object({ channel: z.enum(channels).exclude(['IN_APP']), reason: z.string().trim().min(1).max(300) });
export const resumeForm = z.object({ channel: z.enum(channels) });
export const retryForm = z.object({ channel: z.enum(channels), reason: z.string().max(2_000) });
export const deskQuery = z.object({ done: z.enum(['paused', 'resumed']).optional().catch(undefined), channel: z.enum(channels).optional().catch(undefined), retried: z.coerce.number().int().min(0).optional().catch(undefined) });
export type DeskQuery = z.infer<typeof deskQuery>;
