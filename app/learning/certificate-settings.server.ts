import { z } from 'zod';
import { defineSetting } from '../platform/settings.ts';

/** Who issues certificates, as printed; the value in force on the day of issue counts. */
export const certificateIssuer = defineSetting({
  key: 'learning.certificate-issuer',
  value: z.string().trim().min(1).max(200),
  fallback: 'Ban Tổ chức chương trình đào tạo Đề án 06 tỉnh Ninh Bình',
  legalBasis: 'Chủ quản xác nhận cơ quan cấp',
});

/** The letters before the year in certificate numbers. */
export const certificateSeries = defineSetting({
  key: 'learning.certificate-series',
  value: z.string().regex(/^[A-Z]{2,6}$/),
  fallback: 'NB',
  legalBasis: 'Chủ quản xác nhận ký hiệu',
});
