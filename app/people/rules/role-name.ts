import type { Locale } from '../../platform/i18n/messages.ts';
import type { Role } from '../actor.ts';
import { accountMessages } from '../messages/account.ts';

/** What a role is called in one of the two languages. */
export function roleName(role: Role, locale: Locale): string {
  return accountMessages.in(locale)(`role.${role}`);
}
