import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Hands in an attempt whose time is up. */
export const autoSubmitJob = defineJob({ name: 'learning.auto-submit', payload: z.object({ attemptId: z.string() }), maxAttempts: 10 });

/** Settles a course for whoever has done all that its new version asks for. */
export const settleReleaseJob = defineJob({ name: 'learning.settle-release', payload: z.object({ courseId: z.string() }), maxAttempts: 10 });

/** Writes the training reminders of the day. */
export const remindJob = defineJob({ name: 'learning.remind', payload: z.object({}), maxAttempts: 5 });

/** Tells leaders who of their staff is late. */
export const escalateJob = defineJob({ name: 'learning.escalate', payload: z.object({}), maxAttempts: 5 });

/** Writes the weekly figures for leaders. */
export const digestJob = defineJob({ name: 'learning.digest', payload: z.object({}), maxAttempts: 5 });

/** Marks again what was submitted with a question that was taken out of use. */
export const remarkJob = defineJob({ name: 'learning.remark', payload: z.object({ suspensionId: z.string() }), maxAttempts: 10 });

/** Counts the answers to all questions anew. */
export const countAnswersJob = defineJob({ name: 'learning.count-answers', payload: z.object({}), maxAttempts: 3 });

/** Erases copies of certificates from elsewhere that nobody needs any more. */
export const sweepCopiesJob = defineJob({ name: 'learning.sweep-copies', payload: z.object({}), maxAttempts: 3 });

/** Opens new rounds of courses that are due again. */
export const renewJob = defineJob({ name: 'learning.renew', payload: z.object({}), maxAttempts: 5 });

/** Carries out a rule of assignment; safe to repeat, because it goes on where it stopped. */
export const assignRuleJob = defineJob({ name: 'learning.assign-rule', payload: z.object({ runId: z.string() }), maxAttempts: 5 });

/** Lets all rules of assignment follow what has changed about people. */
export const assignJob = defineJob({ name: 'learning.assign', payload: z.object({}), maxAttempts: 5 });

/** Counts anew, unit by unit, what leaders compare over time. */
export const countUnitsJob = defineJob({ name: 'learning.count-units', payload: z.object({}), maxAttempts: 3 });
