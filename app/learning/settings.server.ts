import type { Setting } from '../platform/settings.ts';
import { certificateIssuer, certificateSeries } from './certificate-settings.server.ts';
import { assignmentPolicy } from './rules/assignment-policy.ts';
import { classPolicy } from './rules/class-policy.ts';
import { reminderPolicy } from './rules/reminder-policy.ts';
import { feedbackPolicy, talkPolicy } from './rules/talk-policy.ts';

/** Every setting of learning: administration lists and changes them. */
export const learningSettings: readonly Setting<unknown>[] = [certificateIssuer, certificateSeries, assignmentPolicy, classPolicy, reminderPolicy, talkPolicy, feedbackPolicy] as readonly unknown[] as readonly Setting<unknown>[];
