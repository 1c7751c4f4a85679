import { z } from 'zod';

/** Secrets are bounded here and judged by the password rules. */
export const secret = z.string().min(1).max(500);
export const newPassword = { password: secret, again: secret };
export const secretFields = ['current', 'password', 'again'] as const;
