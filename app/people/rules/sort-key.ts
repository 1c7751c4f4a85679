import { fold } from '../../platform/text/fold.ts';

/** The Vietnamese alphabet with the letters of foreign names in their places. */
const alphabet = ' 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
/** Tones in the order of the dictionary: level, grave, hook, tilde, acute, dot. */
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/**
 * A text whose plain byte order is the order of Vietnamese name lists: given name (the last word) first, then the whole name;
 * letters before tones. Kept with the account, because SQLite cannot collate Vietnamese.
 */
export function nameSortKey(fullName: string): string {
  const name = fullName.normalize('NFC').toLocaleLowerCase('vi').trim().replace(/\s+/gu, ' ');
  const given = name.split(' ').at(-1) ?? '';
  return [letters(given), toneMarks(given), letters(name), toneMarks(name)].join('!');
}

/** The columns of an account that follow from the name; every command that writes a name writes all three. */
export function nameColumns(fullName: string): { full_name: string; name_fold: string; sort_key: string } {
  return { full_name: fullName, name_fold: fold(fullName), sort_key: nameSortKey(fullName) };
}

function letters(text: string): string {
  return [...text].map((letter) => place(baseOf(letter))).join('');
}

/** Codes from '0' on, above the '!' that parts the levels; whatever is not in the alphabet comes after it. */
function place(letter: string): string {
  const at = alphabet.indexOf(letter);
  return at < 0 ? `~${letter}` : String.fromCharCode(0x30 + at);
}

function toneMarks(text: string): string {
  return [...text].map((letter) => String(Math.max(0, tones.findIndex((tone) => tone !== '' && letter.normalize('NFD').includes(tone))))).join('');
}

function baseOf(letter: string): string {
  return letter.normalize('NFD').replace(/[\u0300\u0309\u0303\u0301\u0323]/g, '').normalize('NFC');
}
