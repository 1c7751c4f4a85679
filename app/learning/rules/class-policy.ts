import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

const policyShape = z.object({
  /** Share of a class's periods, in per cent, that somebody must have been there for the class to count. */
  attendanceShare: z.number().int().min(1).max(100),
  /** How many minutes before a session people may check in; until its end. */
  checkInMinutes: z.number().int().min(0).max(240),
});
export type ClassPolicy = z.infer<typeof policyShape>;

/** When a class counts, and when people may check in. */
export const classPolicy = defineSetting<ClassPolicy>({
  key: 'learning.class-policy',
  value: policyShape,
  fallback: { attendanceShare: 80, checkInMinutes: 30 },
  legalBasis: 'Quy chế lớp bồi dưỡng của chủ quản hệ thống; không có văn bản nào quy định riêng',
});
