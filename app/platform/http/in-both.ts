import type { Localised } from '../i18n/messages.ts';

export const languageBreak = '\u001f';

/** Packs a two-language sentence into a zod message; form schemas are shared with the browser, so this stands outside the server files. */
export function inBoth(text: Localised): string {
  return `${text.vi}${languageBreak}${text.en}`;
}
