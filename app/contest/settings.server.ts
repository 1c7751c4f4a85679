import type { Setting } from '../platform/settings.ts';
import { appealDays } from './rules/appeal.ts';

/** Every setting of contest: administration lists and changes them. */
export const contestSettings: readonly Setting<unknown>[] = [appealDays] as readonly unknown[] as readonly Setting<unknown>[];
