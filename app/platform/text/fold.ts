const dBar = /[đĐðÐɖƉ]/g;
const marks = /\p{M}+/gu;
const separators = /[^\p{L}\p{N}]+/gu;

/**
 * Folds Vietnamese text for comparing and searching: no marks, đ → d, lower case, separators collapsed to one space.
 * Never used for display or sorting.
 */
export function fold(text: string): string {
  return text.replace(dBar, 'd').normalize('NFD').replace(marks, '').toLowerCase().replace(separators, ' ').trim();
}

const collator = new Intl.Collator('vi');

/** Sorts people as Vietnamese lists do: by given name (the last word), then by the whole name. */
export function compareNames(a: string, b: string): number {
  return collator.compare(lastWord(a), lastWord(b)) || collator.compare(a, b);
}

const texts = new Intl.Collator('vi', { numeric: true });

/** Sorts titles and questions as a Vietnamese reader expects it: đ after d, numbers by their size. The database would put every marked letter behind z. */
export const compareTexts = (a: string, b: string): number => texts.compare(a, b);

function lastWord(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}
