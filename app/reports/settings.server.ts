import type { Setting } from '../platform/settings.ts';
import { filePolicy } from './rules/file-policy.ts';
import { packPolicy } from './rules/pack.ts';
import { monthlyPolicy } from './rules/period.ts';

/** Every setting of reports: administration lists and changes them. */
export const reportsSettings: readonly Setting<unknown>[] = [monthlyPolicy, filePolicy, packPolicy] as readonly unknown[] as readonly Setting<unknown>[];
