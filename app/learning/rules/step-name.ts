import type { Say } from '../../platform/i18n/messages.ts';
import type { reminderMessages } from '../messages/reminders.ts';
import { offsetOf } from './reminders.ts';

/** The name of a step from its key: `before-7` is "7 days before"; what has no offset was done by hand. */
export function stepName(key: string, t: Say<typeof reminderMessages.catalogue>): string {
  const offset = offsetOf(key);
  if (offset === undefined) return t('step.manual');
  if (offset === 0) return t('step.due');
  const side = offset < 0 ? 'before' : 'after';
  return Math.abs(offset) === 1 ? t(`step.${side}-one`) : t(`step.${side}`, { days: Math.abs(offset) });
}
