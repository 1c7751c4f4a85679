import type { Locale } from '../../platform/i18n/messages.ts';
import { oversightMessages } from '../messages/oversight.ts';

/** The words for an audited action; other features' actions keep their code until they bring words. */
export function actionWord(locale: Locale, action: string): string {
  const key = `action.${action}`;
  return key in oversightMessages.catalogue ? oversightMessages.in(locale)(key as 'action.account.create') : action;
}
