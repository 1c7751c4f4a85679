import type { Instant } from '../../platform/clock.ts';

export const mostMembers = 10;
const daysToAnswer = 14;

/** Until when an invitation can be answered. */
export function invitationEnds(invitedAt: Instant): Instant {
  return new Date(Date.parse(invitedAt) + daysToAnswer * 86_400_000).toISOString();
}

/** An address as it is compared: in small letters. */
export const addressOf = (email: string): string => email.trim().toLowerCase();
