import type { Setting } from '../platform/settings.ts';
import { callRetention } from './rules/call-retention.ts';
import { keepDays, limitationLead, soonBefore, ticketTargets } from './rules/ticket.ts';
import { officeHours } from './rules/working-time.ts';

/** Every setting of faq: administration lists and changes them. */
export const faqSettings: readonly Setting<unknown>[] = [ticketTargets, soonBefore, limitationLead, keepDays, callRetention, officeHours] as readonly unknown[] as readonly Setting<unknown>[];
