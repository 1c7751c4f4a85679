import { z } from 'zod';
import { defineSetting } from '../../platform/settings.ts';

/** A board's size in pixels. */
export interface Board {
  width: number;
  height: number;
}

/** The board that is assumed while no place says its size. */
export const usualBoard: Board = { width: 192, height: 64 };

/** Smaller letters with Vietnamese marks run together on a board. */
export const smallestLetter = defineSetting({
  key: 'campaigns.led-smallest-letter',
  value: z.number().int().min(8).max(64),
  fallback: 14,
  legalBasis: 'Cỡ chữ nhỏ nhất còn đọc được dấu trên bảng LED; đơn vị vận hành bảng xác nhận theo bước điểm ảnh',
});

/** Widths of Be Vietnam Pro SemiBold in hundredths of its size; marks do not widen a letter. */
const widths: Readonly<Record<number, string>> = {
  24: ' \'’', 28: 'Iil‘·', 32: 'j.:!', 36: ',;"', 42: 'fr1“t()”', 50: 'J*sz/', 60: 'kuvưhnxy7?-', 66: 'ceEFL+PSZabdgopqơ2835', 70: 'TđBKRY069–', 74: 'H4DNUVƯ', 78: 'AX&CGĐ', 84: 'OQƠ…#', 90: '—%Mwm', 104: '@W',
};
const widthOf = new Map(Object.entries(widths).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width) / 100] as const)));
const unknownWidth = 0.8;
/** From the top of a letter with two marks to the foot of one with a dot below, in units of its size; the line stands at `baseline`. */
export const lineHeight = 1.4;
export const baseline = 1.16;
/** Pixels that stay dark on each side, so that no letter runs into the frame. */
const edge = 2;

/** How wide a text is, in units of its letters' size. */
export function textWidth(text: string): number {
  let sum = 0;
  for (const letter of text.normalize('NFC')) sum += widthOf.get(letter) ?? widthOf.get(letter.normalize('NFD')[0] ?? '') ?? unknownWidth;
  return sum;
}

export interface FittedPage {
  text: string;
  /** What the board shows; of a text that does not fit, as much as it holds. */
  lines: string[];
  /** Size of the letters in pixels. */
  size: number;
  /** Null when the page fits; else how many letters it has, about how many the board holds at its smallest size, and a word that is wider than the board. */
  overflow: { letters: number; room: number; word: string | null } | null;
}

/** Sets a page in the largest letters at which it fits its board, broken between words. */
export function fitPage(text: string, board: Board, smallest: number): FittedPage {
  for (let size = Math.floor((board.height - 2 * edge) / lineHeight); size >= smallest; size -= 1) {
    const lines = wrapped(text, (board.width - 2 * edge) / size);
    if (lines && lines.length <= rowsAt(board, size)) return { text, lines, size, overflow: null };
  }
  const room = (board.width - 2 * edge) / smallest;
  const words = text.split(/\s+/).filter(Boolean);
  const lines = words.flatMap((word) => chopped(word, room)).reduce(joinInto(room), []).slice(0, Math.max(1, rowsAt(board, smallest)));
  return { text, lines, size: smallest, overflow: { letters: [...text].length, room: [...lines.join('')].length, word: words.find((word) => textWidth(word) > room) ?? null } };
}

const rowsAt = ({ height }: Board, size: number) => Math.floor((height - 2 * edge) / (size * lineHeight));

const joinInto = (room: number) => (lines: string[], word: string): string[] => {
  const last = lines.at(-1);
  if (last !== undefined && textWidth(`${last} ${word}`) <= room) return [...lines.slice(0, -1), `${last} ${word}`];
  return [...lines, word];
};

/** @returns null when a single word is wider than the board */
function wrapped(text: string, room: number): string[] | null {
  const words = text.split(/\s+/).filter(Boolean);
  if (words.some((word) => textWidth(word) > room)) return null;
  return words.reduce(joinInto(room), []);
}

/** A word in pieces that fit; of a board too narrow for a single letter, letter by letter. */
function chopped(word: string, room: number): string[] {
  const pieces: string[] = [];
  for (const letter of word) {
    const last = pieces.at(-1);
    if (last !== undefined && textWidth(last + letter) <= room) pieces[pieces.length - 1] = last + letter;
    else pieces.push(letter);
  }
  return pieces;
}

/** How long somebody who passes by needs for a page: about three words a second, and one to notice it. */
export function readingSeconds(text: string): number {
  return 1 + Math.ceil(text.split(/\s+/).filter(Boolean).length / 3);
}
