import type { Locale } from '../../platform/i18n/messages.ts';
import { vneidMessages } from '../messages/vneid.ts';

/** A text whose gaps are filled by somebody else, with words where the gaps are: a reader of a list is told no names of variables. */
export function gapsNamed(text: string, locale: Locale): string {
  const t = vneidMessages.in(locale);
  return text.replace(/\{\{\s*(ten|don_vi)\s*\}\}/g, (_whole, name: 'ten' | 'don_vi') => `[${t(`gap.${name}`)}]`);
}
