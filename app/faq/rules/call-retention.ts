import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

/** Days after which a call forgets who called and what was said; what was read out and how it ended stays for counting. */
export const callRetention = defineSetting({
  key: 'faq.call-retention-days',
  value: z.number().int().min(1).max(3_650),
  fallback: 180,
  legalBasis: 'Luật 91/2025/QH15 và NĐ 356/2025/NĐ-CP: chỉ lưu dữ liệu cá nhân trong thời gian cần cho mục đích; số ngày do tỉnh quy định',
});
