import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Letter } from '../sender.ts';

/** Puts the reader's name and unit and the letter's link into a text, in one line each and as they are: what stands in a name is never read as a placeholder. */
export function personal(text: string, { recipient }: Letter, link: string | null): string {
  const names = { ten: normaliseLine(recipient.fullName), don_vi: normaliseLine(recipient.unitName ?? ''), lien_ket: link ?? '' };
  return text.replace(/\{\{\s*(ten|don_vi|lien_ket)\s*\}\}/g, (_whole, name: keyof typeof names) => names[name]);
}
