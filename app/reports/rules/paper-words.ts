import type { Day } from '../../platform/clock.ts';
import { longDay } from '../../platform/days.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import type { Paper, PaperPart } from './paper.ts';

/** What every official document of Vietnam has at its head (NĐ 30/2020/NĐ-CP, annex I). */
export const countryName = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const motto = 'Độc lập - Tự do - Hạnh phúc';
export const draftMark = 'DỰ THẢO';

/** A paper whose texts can be written into any file: composed, without control characters and without what XML forbids. Its last sentence ends with the mark of a document's end. */
export function readyPaper(paper: Paper): Paper {
  const clean = cleanTexts(paper);
  return clean.closing ? { ...clean, closing: endOf(clean.closing) } : { ...clean, parts: withEnd(clean.parts) };
}

/** Names of bodies, kinds of papers and offices stand in capitals. */
export const capitals = (text: string): string => text.toLocaleUpperCase('vi');

function cleanTexts<Value>(value: Value): Value {
  if (typeof value === 'string') return normaliseText(value).replace(/\t/g, ' ').replace(/[\uFFFE\uFFFF]/g, '') as Value;
  if (Array.isArray(value)) return value.map(cleanTexts) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleanTexts(one)])) as Value;
}

/** The last paragraph of the last part ends with "./."; behind a table there is nothing to end. */
function withEnd(parts: readonly PaperPart[]): readonly PaperPart[] {
  const last = parts.at(-1);
  if (!last) return parts;
  const inner = last.parts ?? [];
  const ended = inner.length > 0 ? { ...last, parts: withEnd(inner) } : last.table ? last : { ...last, paragraphs: last.paragraphs.map((text, at) => (at === last.paragraphs.length - 1 ? endOf(text) : text)) };
  return [...parts.slice(0, -1), ended];
}

/** The marks with which lists are typed, "…;", give way to the mark of the end. */
const endOf = (text: string): string => (text.trimEnd() === '' ? text : `${text.trimEnd().replace(/[./;,:\s]+$/, '')}./.`);

/** The lines of a text that was typed in several. */
export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** A body in the head: in capitals, a committee's long name on a line of its own above its place. */
export const headLines = (name: string): string[] => linesOf(capitals(name).replace(/^(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN) (?=\S)/, '$1\n'));

/** What a paper is about, line by line; a month is not torn from its year. */
export const subjectLines = (subject: string): string[] => linesOf(subject).map((line) => line.replace(/tháng (\d{1,2}) năm (\d{4})/gu, 'tháng\u00A0$1\u00A0năm\u00A0$2'));

/** Number and sign; dots until they are given, nothing for a paper that gets none. */
export const signLine = (sign: string | null): string => (sign === '' ? '' : `Số: ${bareSign(sign)}`);

/** Dots for one that has not been given; people type "Số:" in front of it as they see it on paper. */
const bareSign = (sign: string | null): string => sign?.replace(/^số\s*:\s*/iu, '') ?? '........../..........';

/** `Ninh Bình, ngày 02 tháng 8 năm 2023`; the day alone for a paper that was written nowhere in particular. */
export function placeAndDay(place: string, day: Day): string {
  const bare = place.replace(/[\s,]+$/, '');
  return bare === '' ? longDay(day).replace(/^n/, 'N') : `${bare}, ${longDay(day)}`;
}

/** Whether somebody is to sign, or to receive: what the program writes by itself has neither. */
export const hasSignature = ({ recipients, signer }: Pick<Paper, 'recipients' | 'signer'>): boolean => recipients.length > 0 || signer.onBehalf.length > 0 || signer.title !== '' || signer.name !== '';

/** Recipients as they stand below "Nơi nhận:", each with its dash and mark. */
export const recipientLines = (recipients: readonly string[]): string[] => recipients.map((one, at) => `- ${one.replace(/[;.\s]+$/, '')}${at === recipients.length - 1 ? '.' : ';'}`);

/** "Kính gửi:" on one line for one addressee, as a list for several. */
export function addresseeLines(addressees: readonly string[]): string[] {
  if (addressees.length <= 1) return addressees.map((one) => `Kính gửi: ${one}`);
  return ['Kính gửi:', ...addressees.map((one, at) => `- ${one.replace(/[;.\s]+$/, '')}${at === addressees.length - 1 ? '.' : ';'}`)];
}

const roman = (value: number): string => {
  const steps: [number, string][] = [[50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']];
  let [rest, text] = [value, ''];
  for (const [size, letters] of steps) for (; rest >= size; rest -= size) text += letters;
  return text;
};

/** "Phụ lục", with a Roman number when there are several. */
export const annexName = (at: number, count: number): string => (count > 1 ? `Phụ lục ${roman(at + 1)}` : 'Phụ lục');

/** What an annex belongs to, below its title. */
export function annexOrigin({ kind, sign, day, issuer }: Paper): string {
  return `(Kèm theo ${capitals(kind.slice(0, 1))}${kind.slice(1).toLocaleLowerCase('vi')}${sign === '' ? '' : ` số ${bareSign(sign)}`} ${longDay(day)} của ${issuer.replace(/\n/g, ' ')})`;
}

/** About how wide a text is in Times New Roman, in points: enough for the length of a line below it. */
export function roughWidth(text: string, size: number): number {
  return [...text].reduce((sum, letter) => sum + (/\p{Lu}/u.test(letter) ? 0.7 : /\p{L}/u.test(letter) ? 0.47 : letter === ' ' ? 0.25 : 0.4), 0) * size;
}
