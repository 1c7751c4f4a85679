import type { Setting } from '../platform/settings.ts';
import { smallestLetter } from './rules/led.ts';
import { spokenRate } from './rules/media.ts';

/** Every setting of campaigns: administration lists and changes them. */
export const campaignsSettings: readonly Setting<unknown>[] = [spokenRate, smallestLetter] as readonly unknown[] as readonly Setting<unknown>[];
