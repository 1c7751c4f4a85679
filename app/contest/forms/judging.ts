import { z } from 'zod';
import { emailField, fullNameField } from '../../people/index.ts';
import { dayField } from '../../platform/http/day-field.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import { judgesMessages } from '../messages/judges.ts';
import { judgingMessages as messages } from '../messages/judging.ts';

const id = z.string().min(1).max(60);
const words = (most: number) => z.string().trim().min(1).max(most);
const line = (most: number) => z.string().max(most * 4).transform(normaliseLine).pipe(z.string().min(1).max(most));
const most = z.coerce.number(inBoth(messages.both('fault.max'))).int(inBoth(messages.both('fault.max'))).min(1, inBoth(messages.both('fault.max'))).max(100, inBoth(messages.both('fault.max')));

export const contestParams = z.object({ contest: z.string().min(1).max(60) });
export const judgeParams = contestParams.extend({ judge: id });
export const releaseParams = contestParams.extend({ assignment: id });
export const seatParams = z.object({ judge: id });
export const reviewParams = z.object({ assignment: id });
/** A file by its place in the entry. */
export const place = z.string().regex(/^[1-9]\d{0,2}$/).transform(Number);
export const reviewFileParams = reviewParams.extend({ file: place });

export const judgesQuery = z.object({ q: z.string().trim().max(100).default('').catch(''), done: z.enum(['invited', 'removed']).optional().catch(undefined) });
export type JudgesQuery = z.infer<typeof judgesQuery>;
export const officialQuery = z.object({ user: id });
export const officialForm = z.object({ userId: id, maxReviews: most });
export const expertForm = z.object({
  deed: z.enum(['check', 'invite']).default('check'),
  email: emailField.pipe(z.string({ error: inBoth(judgesMessages.both('fault.judge-email')) })),
  fullName: fullNameField,
  employer: line(200),
  maxReviews: most,
});
export type ExpertForm = z.infer<typeof expertForm>;
export const judgeDeedForm = z.discriminatedUnion('deed', [z.object({ deed: z.literal('remove'), reason: words(500) }), z.object({ deed: z.literal('pin'), entryId: z.string().max(60).default(''), tieReason: words(500) })]);
export const judgeDoneQuery = z.object({ done: z.enum(['pinned']).optional().catch(undefined) });

const seed = z.coerce.number().int().min(0).max(2_147_483_647);
export const assignmentQuery = z.object({ seed: seed.optional().catch(undefined), done: z.enum(['confirmed', 'released', 'replaced']).optional().catch(undefined) });
export const assignmentForm = z.object({ seed, fingerprint: z.string().regex(/^[\da-f]{64}$/) });
const dueOn = z.union([z.literal('').transform(() => null), dayField(inBoth(extraReviewMessages.both('fault.due')))]).default(null);
/** A further review, an entry that came late, or the reason why an entry goes without. */
export const moreForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('add'), entry: id, judge: z.string().max(60).default(''), dueOn }),
  z.object({ deed: z.literal('give'), entry: id, dueOn }),
  z.object({ deed: z.literal('excuse'), entry: id, reason: z.string().trim().min(10, inBoth(extraReviewMessages.both('fault.reason'))).max(1_000) }),
]);
export const moreQuery = z.object({ done: z.enum(['added', 'given', 'excused']).optional().catch(undefined) });
export const noteForm = z.object({ review: id, key: z.string().max(64) });
export const noteQuery = z.object({ done: z.enum(['seen']).optional().catch(undefined) });
export const releaseForm = z.object({ reason: words(500), to: z.string().max(60).default('') });

/** Names line by line, without empty ones and doubles. */
const names = z
  .string()
  .max(12_000)
  .default('')
  .transform((text) => [...new Set(text.split('\n').map(normaliseLine).filter(Boolean))])
  .pipe(z.array(z.string().max(200, inBoth(messages.both('fault.ties-long')))).max(50, inBoth(messages.both('fault.ties-long'))));
export const seatForm = z
  .object({ deed: z.enum(['accept', 'decline', 'save']), maxReviews: most.optional(), tracks: z.array(id).max(100).default([]), ties: names, tiesReason: z.string().trim().max(1_000).default('') })
  .refine(({ ties, tiesReason }) => ties.length === 0 || tiesReason !== '', { error: inBoth(messages.both('fault.ties-reason')), path: ['tiesReason'] });
export type SeatForm = z.infer<typeof seatForm>;

const notes = z.string().trim().max(5_000).default('');
/** Scores and reasons come under the ids of the criteria: `score-…`, `reason-…`. What else is sent is left alone. */
export const sheetForm = z
  .looseObject({ deed: z.enum(['save', 'lock', 'abstain']).default('save'), revision: z.coerce.number(inBoth(messages.both('fault.number'))).int().min(0), comment: notes, note: notes, confidence: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(5)]).default(null), abstainReason: z.string().trim().max(1_000).default('') })
  .transform(({ deed, revision, comment, note, confidence, abstainReason, ...rest }) => ({ deed, revision, comment, note, confidence, abstainReason, typed: textsOf(rest) }));
export type SheetForm = z.infer<typeof sheetForm>;
export const tieForm = z.object({ reason: words(1_000) });
export const ownQuery = z.object({ done: z.enum(['saved', 'tied', 'locked', 'compared']).optional().catch(undefined), label: z.string().max(10).default('').catch('') });

const mostTyped = 2_000;
function textsOf(rest: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(rest).filter((field): field is [string, string] => typeof field[1] === 'string' && /^(score|reason)-[\w-]{1,60}$/.test(field[0])).map(([name, value]) => [name, value.slice(0, mostTyped)]));
}
