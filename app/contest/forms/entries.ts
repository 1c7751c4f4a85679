import { z } from 'zod';
import { emailField, fullNameField } from '../../people/index.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { outsideMessages } from '../messages/outside.ts';
import { entryParts, titleLimit } from '../rules/entry-parts.ts';

const id = z.string().min(1).max(60);
const line = (most: number) => z.string().trim().max(most).transform((text) => text.replace(/\s+/gu, ' '));
const revision = z.coerce.number().int().min(0).max(1_000_000_000);
const ticked = z.literal('on', inBoth(faults.both('consent')));

export const entryParams = z.object({ id });
export const partParams = entryParams.extend({ part: z.string().max(20).transform((part) => part.toUpperCase()).pipe(z.enum(entryParts as readonly [(typeof entryParts)[number]])) });
export const memberParams = entryParams.extend({ member: id });
export const fileParams = entryParams.extend({ file: id });
export const withdrawalParams = entryParams.extend({ withdrawal: z.string().min(1).max(60) });
export const receiptParams = entryParams.extend({ version: z.coerce.number().int().min(1).max(100_000) });
export const invitationParams = z.object({ token: z.string().min(1).max(100) });
export const contestParams = z.object({ slug: z.string().min(1).max(120) });

const track = z.string().trim().max(60).transform((value) => value || null).default(null);
export const newEntryForm = z.object({ title: line(titleLimit).pipe(z.string().min(1)), track });

/** One step as it is typed; which fields it has besides its text depends on the step. How long a text may be depends on it too: the command says so. */
export const partForm = z.object({ body: z.string(), revision, title: line(titleLimit).optional(), track, entryRevision: revision.optional(), datasets: z.array(id).max(200).optional(), hasDatasets: z.literal('1').optional(), next: z.string().max(10).optional() });
export type PartForm = z.infer<typeof partForm>;

/** Name and address as a profile takes them: whoever accepts without one is called so, and signs in there. */
export const inviteForm = z.object({ fullName: fullNameField, email: emailField.pipe(z.string({ error: inBoth(outsideMessages.both('fault.email')) })) });
export const answerForm = z.object({ answer: z.enum(['accept', 'decline']), agrees: z.literal('on').optional() });
export const handInForm = z.object({ key: z.string().min(8).max(60), rulesId: id, agreesRules: ticked, agreesData: ticked });
export const emptyForm = z.object({});
export const beginForm = z.object({ name: z.string().min(1).max(1_000), bytes: z.coerce.number().int().min(0).max(10_000_000_000_000), sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null) });
export const pieceQuery = z.object({ offset: z.coerce.number().int().min(0).max(100_000_000).default(0) });
export const doneQuery = z.object({ done: z.string().max(20).optional().catch(undefined) });
