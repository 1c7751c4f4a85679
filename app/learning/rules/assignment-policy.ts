import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

export interface AssignmentPolicy {
  /** How many days a new rule offers from the day on which it first fits somebody. */
  daysToFinish: number;
  /** Nobody gets less time than this: whoever comes under a rule when its day is over, or comes back from an exemption. */
  shortestNotice: number;
}

/** How much time assignment rules give, in calendar days. */
export const assignmentPolicy = defineSetting<AssignmentPolicy>({
  key: 'learning.assignment-policy',
  value: z.object({ daysToFinish: z.number().int().min(1).max(730), shortestNotice: z.number().int().min(1).max(90) }),
  fallback: { daysToFinish: 30, shortestNotice: 14 },
  legalBasis: 'Quy tắc giao học của chủ quản hệ thống; không có văn bản nào quy định riêng',
});
