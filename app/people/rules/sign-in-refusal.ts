import type { Localised } from '../../platform/i18n/messages.ts';
import { peopleMessages as messages } from '../messages.ts';

export type SignInRefusal = { reason: 'wrong' | 'disabled' | 'expired-password' } | { reason: 'locked'; minutes: number };

/** The sentence for a refused sign-in. */
export function refusalOf(refusal: SignInRefusal): Localised {
  return refusal.reason === 'locked' ? messages.both('sign-in.locked', { minutes: refusal.minutes }) : messages.both(`sign-in.${refusal.reason}`);
}
