/** Invisible characters that survive copying from the web or Excel: zero-width, soft hyphen, byte-order mark, bidi controls, tags, and letters that are blank. */
const invisible = /\u034F|[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** One line of typed text: NFC, no invisible or control characters, single spaces. */
export function normaliseLine(text: string): string {
  return normaliseText(text).replace(/\s+/gu, ' ').trim();
}

/** Text of several lines: NFC, no invisible or control characters, no halves of characters, Unix line ends. */
export function normaliseText(text: string): string {
  // Halves first, because the database would keep them as other characters. Composed last: an invisible character may have stood between a letter and its mark.
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(/\u00A0/g, ' ').replace(invisible, '').replace(control, '').normalize('NFC');
}

/** The beginning of a text; a sign that takes two places is not cut in half. */
export function beginningOf(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
