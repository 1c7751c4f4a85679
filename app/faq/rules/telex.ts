/** Undoes Telex and VNI: what somebody typed who believed that an input method was on (`ddawng kys`, `d9a8ng ky1`). */

const hats: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' };
const horns: Readonly<Record<string, string>> = { o: 'ơ', u: 'ư' };
const telexTones: Readonly<Record<string, number>> = { s: 1, f: 2, r: 3, x: 4, j: 5 };
const toneMarks = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const vowels = 'aăâeêioôơuưy';
const isVowel = (letter: string | undefined): boolean => letter !== undefined && vowels.includes(letter);
const longest = 12;

/** The word that was meant; null when nothing of it is Telex or VNI. */
export function undoKeys(typed: string): string | null {
  const word = typed.toLowerCase();
  if (word.length > longest || !/^[a-z][a-z0-9]+$/.test(word)) return null;
  const read = /\d/.test(word) ? readVni(word) : readTelex(word);
  const made = read && withTone(read.letters, read.tone);
  return made && made !== word ? made : null;
}

interface Read {
  letters: string[];
  tone: number;
}

function readTelex(word: string): Read {
  const read: Read = { letters: [], tone: 0 };
  for (const key of word) {
    const { letters } = read;
    const hasVowel = letters.some(isVowel);
    const twin = hats[key] === undefined ? -1 : letters.lastIndexOf(key);
    if (key === 'd' && letters[0] === 'd') letters[0] = 'đ';
    else if (twin >= 0 && letters.slice(twin).every((letter) => isVowel(letter) || 'cghmnpt'.includes(letter))) letters[twin] = hats[key] ?? key;
    else if (key === 'w') addHorn(letters);
    else if (telexTones[key] !== undefined && hasVowel) read.tone = telexTones[key] ?? 0;
    else if (key === 'z' && hasVowel) read.tone = 0;
    else letters.push(key);
  }
  return read;
}

function readVni(word: string): Read {
  const read: Read = { letters: [], tone: 0 };
  for (const key of word) {
    const { letters } = read;
    if (!/\d/.test(key)) letters.push(key);
    else if (key === '9' && letters[0] === 'd') letters[0] = 'đ';
    else if (key === '6') change(letters, hats);
    else if (key === '7') addHorn(letters);
    else if (key === '8') change(letters, { a: 'ă' });
    else if (Number(key) < toneMarks.length && letters.some(isVowel)) read.tone = Number(key);
    else letters.push(key);
  }
  return read;
}

function change(letters: string[], to: Readonly<Record<string, string>>): void {
  const at = letters.findLastIndex((letter) => to[letter] !== undefined);
  if (at >= 0) letters[at] = to[letters[at] as string] as string;
}

/** The key w: ă, ơ, ư, both of ươ, or ư by itself. */
function addHorn(letters: string[]): void {
  const at = letters.findLastIndex((letter) => 'aou'.includes(letter));
  const letter = letters[at];
  if (letter === undefined) letters.push('ư');
  else if (letter === 'a') letters[at] = 'ă';
  else {
    letters[at] = horns[letter] as string;
    if (letter === 'o' && letters[at - 1] === 'u' && letters[at - 2] !== 'q') letters[at - 1] = 'ư';
  }
}

/** Puts the tone where it is written today: on the letter with a mark of its own, else on the last vowel before a consonant, else as in hoà, thuỷ, bài. */
function withTone(letters: readonly string[], tone: number): string {
  const first = letters.findIndex((letter, at) => isVowel(letter) && !isOnset(letters, at));
  if (tone === 0 || first < 0) return letters.join('').normalize('NFC');
  let end = first;
  while (isVowel(letters[end])) end += 1;
  const core = letters.slice(first, end);
  const marked = core.findLastIndex((letter) => !'aeiouy'.includes(letter));
  const isOpen = end === letters.length;
  const place = marked >= 0 ? marked : !isOpen || ['oa', 'oe', 'uy'].includes(core.join('')) ? core.length - 1 : core.length === 3 ? 1 : 0;
  return letters.map((letter, at) => (at === first + Math.min(place, core.length - 1) ? letter + toneMarks[tone] : letter)).join('').normalize('NFC');
}

/** The u of qu and the i of gi before another vowel belong to the consonant. */
function isOnset(letters: readonly string[], at: number): boolean {
  return at === 1 && isVowel(letters[2]) && ((letters[0] === 'q' && letters[1] === 'u') || (letters[0] === 'g' && letters[1] === 'i'));
}
