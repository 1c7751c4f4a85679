import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Letter } from '../sender.ts';

/** Puts the reader's name, unit and own values and the letter's link into a text, in one line each and as they are: what stands in a name is never read as a placeholder. */
export function personal(text: string, { recipient, variables = {} }: Pick<Letter, 'recipient' | 'variables'>, link: string | null = null): string {
  const values = new Map(Object.entries({ ...variables, ten: recipient.fullName, don_vi: recipient.unitName ?? '', lien_ket: link ?? '' }));
  return text.replace(/\{\{\s*([a-z_]+)\s*\}\}/g, (whole, name: string) => (values.has(name) ? normaliseLine(values.get(name) ?? '') : whole));
}
