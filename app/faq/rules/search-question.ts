import { sayingAt, type Lexicon } from './lay-words.ts';
import { isMarked, wordsOf, type Word } from './search-text.ts';

export const questionMost = 300;
const wordsMost = 32;

/** A part of a question that an answer must hold in one wording or another; the first wording is the typed one. */
export interface Clause {
  readonly wordings: readonly (readonly Word[])[];
  /** Words that only carry the sentence: they count a little and are never demanded. */
  readonly isOptional: boolean;
  /** The last word may still be being typed. */
  readonly isOpen: boolean;
}
export interface Question {
  readonly words: readonly Word[];
  readonly clauses: readonly Clause[];
  /** Somebody who types marks means a word without them, too, as it stands. */
  readonly isMarked: boolean;
}

const carriers = `ạ à ơi nhé nhỉ vậy thế thì là mà sao nào gì hả hở đâu ở tôi em mình anh chị cháu cho được không có phải bị cần muốn hỏi xin làm như để với và hay hoặc của khi nếu
  rồi đã đang sẽ cũng vẫn còn này kia đó ấy những các một cái vào ra lên xuống về đến tới từ trên trong ngoài bằng theo việc người nhà ai đi bao nhiêu lâu mấy giúp ơn cảm vui lòng chưa lại bây giờ nay
  cách kiểu xong cả mãi nữa luôn thôi thật đúng nên vô giùm dùm nha á hông hổng`;
/** The same as they are typed in a hurry. */
const shorthand = 'ko k kg hok đc dc j ji z r lm ntn ntnao vs mn ng bn';
/** Folded, these are other words as well: thẻ, căn, hộ, bằng lái, chứng minh, … */
const alsoOthers = new Set(['the', 'can', 'ho', 'bang', 'minh', 'cho', 'nha', 'nguoi', 'con', 'viec', 'chi', 'anh', 'di', 'bao', 'lai', 'mot', 'cai', 'day', 'gio', 'nay', 'on', 'trong', 'ca', 'mai', 'that', 'dung', 'thoi', 'vo', 'hong']);
const marked = new Set(wordsOf(`${carriers} ${shorthand}`).map(({ form }) => form));
const unmarked = new Set(wordsOf(`${carriers} ${shorthand}`).map(({ fold }) => fold).filter((word) => !alsoOthers.has(word)));

/** Reads a question: what it asks for, in which other words that may stand, and which words only carry it. */
export function readQuestion(text: string, lexicon: Lexicon): Question {
  const cut = text.slice(0, questionMost);
  const words = wordsOf(cut, wordsMost);
  const isTypedWithMarks = words.some(isMarked);
  const carries = (word: Word) => (isTypedWithMarks ? marked.has(word.form) : unmarked.has(word.fold));
  const clauses: Clause[] = [];
  for (let at = 0; at < words.length; ) {
    const saying = sayingAt(lexicon, words, at);
    const typed = words.slice(at, at + (saying?.length ?? 1));
    at += typed.length;
    const isLast = at === words.length;
    clauses.push({ wordings: [typed, ...(saying?.others ?? [])], isOptional: saying === null && typed.every(carries), isOpen: isLast && /[\p{L}\p{M}\p{N}]$/u.test(cut) });
  }
  return { words, clauses, isMarked: isTypedWithMarks };
}

/** A question that is still being typed, without the first letter of a word that has only just begun: it would be sought as a rare word and find nothing. */
export const asFarAsTyped = (text: string): string => text.replace(/([\p{L}\p{M}\p{N}])\s+\p{L}\p{M}*$/u, '$1 ');
