import type { Localised } from '../../platform/i18n/messages.ts';
import { mailMessages as messages } from '../messages/mail.ts';

/** What a text may hold between double braces. */
export const knownVariables = ['ten', 'don_vi'] as const;

/** What a text without a button may hold besides: the message's link. */
export const textVariables = ['lien_ket'] as const;

/** What is wrong with the variables of a text, as a sentence for whoever wrote it; null when every one of them can be filled in. */
export function faultOfVariables(text: string, more: readonly string[] = []): Localised | null {
  for (const [whole, name = ''] of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const trimmed = name.trim();
    if (![...knownVariables, ...more].includes(trimmed)) return messages.both('body.variable', { found: whole.slice(0, 40) });
  }
  const rest = text.replace(/\{\{[^{}]*\}\}/g, '');
  return /\{\{|\}\}/.test(rest) ? messages.both('body.braces') : null;
}

/** Says whether a text is different for each reader. */
export const hasVariables = (text: string): boolean => /\{\{\s*(ten|don_vi)\s*\}\}/.test(text);
