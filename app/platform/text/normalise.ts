/** Invisible characters that survive copying from the web or Excel: zero-width, soft hyphen, byte-order mark, bidi controls. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** One line of typed text: NFC, no invisible or control characters, single spaces. */
export function normaliseLine(text: string): string {
  return normaliseText(text).replace(/\s+/gu, ' ').trim();
}

/** Text of several lines: NFC, no invisible or control characters, Unix line ends. */
export function normaliseText(text: string): string {
  // Composed last: an invisible character may have stood between a letter and its mark.
  return text.replace(/\r\n?/g, '\n').replace(/\u00A0/g, ' ').replace(invisible, '').replace(control, '').normalize('NFC');
}

/** The beginning of a text; a sign that takes two places is not cut in half. */
export function beginningOf(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
