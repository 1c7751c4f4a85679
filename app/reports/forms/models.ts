import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { modelMessages as messages } from '../messages/models.ts';
import { modelRoles } from '../rules/models.ts';

const number = z.string().regex(/^\d{1,3}$/).transform(Number);
const day = dayField(inBoth(messages.both('fault.day')));
/** One line of words. */
export const line = (most: number) => z.string().trim().max(most).regex(/^[^\r\n\u0000-\u001f]*$/);
/** The path of one thing of ours. */
export const id = z.string().min(1).max(60);

export const modelParams = z.object({ number });
export const assignmentParams = modelParams.extend({ assignment: id });
export const assignForm = z.object({ unit: z.string().min(1).max(120), role: z.enum(modelRoles), from: day, note: line(300).default('') });
export const endForm = z.object({ on: day });
export const doneQuery = z.object({ done: z.string().max(20).optional().catch(undefined) });

/** The register with all of its groups open, as for a search or for paper. */
export const registerQuery = z.object({ open: z.literal('all').optional().catch(undefined) });
