import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

const talkShape = z.object({ questionsADay: z.number().int().min(1).max(100), answersADay: z.number().int().min(1).max(100), reportsADay: z.number().int().min(1).max(100) });
export type TalkPolicy = z.infer<typeof talkShape>;

/** How much one person may write below lessons on one day. Editors' answers are not counted. */
export const talkPolicy = defineSetting<TalkPolicy>({
  key: 'learning.talk-policy',
  value: talkShape,
  fallback: { questionsADay: 5, answersADay: 10, reportsADay: 10 },
  legalBasis: 'Quy chế hỏi đáp của chủ quản hệ thống; không có văn bản nào quy định riêng',
});

const feedbackShape = z.object({ changeDays: z.number().int().min(0).max(60), least: z.number().int().min(10).max(1000) });
export type FeedbackPolicy = z.infer<typeof feedbackShape>;

/** How long feedback may be changed, and from how many people on it is shown; never from fewer than ten. */
export const feedbackPolicy = defineSetting<FeedbackPolicy>({
  key: 'learning.feedback-policy',
  value: feedbackShape,
  fallback: { changeDays: 7, least: 10 },
  legalBasis: 'Quy chế khảo sát sau khoá của chủ quản hệ thống; ngưỡng 10 người để không nhận ra từng người',
});
