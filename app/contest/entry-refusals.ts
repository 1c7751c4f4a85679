import type { Localised } from '../platform/i18n/messages.ts';

/** Whether a refusal says that something came too late. */
export const isLate = (refusal: { faults: Record<string, Localised> }): boolean => 'late' in refusal.faults;
