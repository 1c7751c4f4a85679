import type { Setting } from '../platform/settings.ts';
import { dailyCap, quietHours } from './rules/sending-hours.ts';

/** Every setting of messaging: administration lists and changes them. */
export const messagingSettings: readonly Setting<unknown>[] = [quietHours, dailyCap] as readonly unknown[] as readonly Setting<unknown>[];
