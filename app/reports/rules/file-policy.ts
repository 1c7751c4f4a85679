import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

export const filePolicyShape = z.object({
  /** How long a file that was made by a schedule can be fetched. */
  keepDays: z.number().int().min(1).max(60),
  /** How many lists somebody may keep. */
  mostReports: z.number().int().min(1).max(500),
});
export type FilePolicy = z.infer<typeof filePolicyShape>;

/** How long files with personal data lie ready, and how much people may keep. */
export const filePolicy = defineSetting<FilePolicy>({
  key: 'reports.file-policy',
  value: filePolicyShape,
  fallback: { keepDays: 14, mostReports: 100 },
  legalBasis: 'Quy tắc của chủ quản hệ thống: dữ liệu cá nhân trong tệp được giữ trong thời gian ngắn nhất cần thiết',
});
