import type { Setting } from '../platform/settings.ts';
import { smallestLetter } from './rules/led.ts';
import { spokenRate } from './rules/media.ts';
import { broadcastQuietHours } from './rules/slot-plan.ts';

/** Every setting of campaigns: administration lists and changes them. */
export const campaignsSettings: readonly Setting<unknown>[] = [broadcastQuietHours, spokenRate, smallestLetter] as readonly unknown[] as readonly Setting<unknown>[];
