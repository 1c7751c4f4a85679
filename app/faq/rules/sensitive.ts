/** What nobody at a desk may write down: it is refused, not kept. */
export type SensitiveFind = 'IDENTITY' | 'CARD' | 'SECRET_CODE';

const spaced = /\d(?:[ .\-\u2010-\u2015]?\d)*/gu;
/** Sums of money with their unit; their dots make them look like the numbers of identity papers. */
const amount = /(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?=\s*(?:đồng|vn[đd]|đ(?!\p{L})))/giu;
const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Luhn's sum, which payment cards fulfil. */
function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** A run as a whole, and within it whatever is written like a number by itself: what stands before or after it does not hide it. */
function piecesOf(run: string): string[] {
  const groups = run.split(/\D/);
  const windows = groups.map((_group, at) => groups.slice(at, at + 4)).filter((four) => four.length === 4 && [3, 4].some((length) => four.every((one) => one.length === length)));
  return [digitsOf(run), ...groups, ...windows.map((four) => four.join(''))];
}

const codeWords = /(otp|m[aã]\s*x[aá]c\s*(th[uự]c|nh[aậ]n)|m[aậ]t\s*kh[aẩ]u|password|passcode|m[aã]\s*pin|\bpin\b|\bcvv\b)[^\d\n]{0,20}(?<!\d)\d(?:[ .-]?\d){2,9}(?!\d)/iu;

/** Numbers of identity papers (12 or 9 digits), payment cards, one-time codes and passwords in a typed text. */
export function sensitiveIn(text: string): SensitiveFind[] {
  const plain = text.normalize('NFKC').replace(amount, '');
  const runs = (plain.match(spaced) ?? []).flatMap(piecesOf);
  const found = new Set<SensitiveFind>();
  if (runs.some((run) => run.length === 12 || run.length === 9)) found.add('IDENTITY');
  if (runs.some(isCard)) found.add('CARD');
  if (codeWords.test(plain)) found.add('SECRET_CODE');
  return [...found];
}

/** One-time codes and passwords that were written down all the same keep no digit. */
export const maskCodes = (text: string): string => text.replace(new RegExp(codeWords, 'giu'), (run) => run.replace(/\d/g, '•'));

/** Long numbers that are left (telephones, file numbers of other systems) keep only their last three digits. */
export function maskNumbers(text: string): string {
  return outsideAmounts(text, (part) => part.replace(spaced, masked));
}
/** Changes everything in a text but its sums of money. */
export function outsideAmounts(text: string, change: (part: string) => string): string {
  const amounts = text.match(amount) ?? [];
  return text.split(amount).map((part, at) => `${change(part)}${amounts[at] ?? ''}`).join('');
}
const masked = (run: string) => (digitsOf(run).length < 8 ? run : `${'•'.repeat(digitsOf(run).length - 3)}${digitsOf(run).slice(-3)}`);

/** What strangers typed: longer numbers go whole, also those that are typed in groups. */
export function hideNumbers(text: string, mostDots: number): string {
  return text.replace(/\p{N}(?:[ .\-\u2010-\u2015]?\p{N}){7,}|\p{N}{4,}/gu, (run) => '•'.repeat(Math.min(mostDots, run.replace(/\P{N}/gu, '').length)));
}

/** A contact as lists show it: enough to recognise, too little to use. */
export function maskContact(contact: string): string {
  const [local = '', domain] = contact.split('@');
  if (domain) return `${local.slice(0, 1)}•••@${domain}`;
  const digits = digitsOf(contact);
  return digits.length >= 6 ? `•••${digits.slice(-3)}` : '•••';
}

/** A name as lists show it: the family name and the first letter of the given name. */
export function maskName(name: string): string {
  const words = name.trim().split(/\s+/u);
  const [family = '', given] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return given ? `${family} ${[...given][0]}•••` : `${[...family][0] ?? ''}•••`;
}
