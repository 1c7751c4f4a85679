import type { Locale } from '../../platform/i18n/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { pushMessages } from '../messages/push.ts';
import type { Letter } from '../sender.ts';

/** Puts the reader's name, unit and own values and the letter's link into a text, in one line each and as they are: what stands in a name is never read as a placeholder. */
export function personal(text: string, { recipient, variables = {} }: Pick<Letter, 'recipient' | 'variables'>, link: string | null = null): string {
  const values = new Map(Object.entries({ ...variables, ten: recipient.fullName, don_vi: recipient.unitName ?? '', lien_ket: link ?? '' }));
  return text.replace(/\{\{\s*([a-z_]+)\s*\}\}/g, (whole, name: string) => (values.has(name) ? normaliseLine(values.get(name) ?? '') : whole));
}

/** A text that says “you” and “your unit” where it would name its reader: for screens and systems that are not hers alone. */
export function nameless(text: string, locale: Locale): string {
  return text.replace(/\{\{\s*(ten|don_vi)\s*\}\}/g, (_whole, name: string) => pushMessages.in(locale)(name === 'ten' ? 'you' : 'unit'));
}
