/** Where a text may go: so many lines of one width, type between two sizes. */
export interface TextBox {
  width: number;
  maxLines: 1 | 2;
  largest: number;
  smallest: number;
}
export interface FittedText {
  size: number;
  lines: string[];
}
/** Width of a text set at 1 point. */
export type Measure = (text: string) => number;

const oneLineFloor = 0.78;

/**
 * Sets a text as large as the box allows: on one line while that costs little size, else on two balanced lines,
 * and only when even the smallest type does not fit, cut with an ellipsis.
 */
export function fitText(text: string, box: TextBox, measure: Measure): FittedText {
  const whole = sizeFor(measure(text), box);
  if (whole >= (box.maxLines === 1 ? box.smallest : box.largest * oneLineFloor)) return { size: Math.min(box.largest, whole), lines: [text] };
  const halves = box.maxLines === 2 ? balance(text, measure) : undefined;
  const split = halves ? sizeFor(Math.max(...halves.map(measure)), box) : 0;
  if (whole >= box.smallest && whole >= split) return { size: whole, lines: [text] };
  if (halves && split >= box.smallest) return { size: Math.min(box.largest, split), lines: halves };
  return { size: box.smallest, lines: cut(text, box, measure) };
}

function sizeFor(unitWidth: number, box: TextBox): number {
  return unitWidth === 0 ? box.largest : box.width / unitWidth;
}

/** The break between words that makes the wider line least wide; a break after a comma or before a capital may be a little wider, because it reads better. */
function balance(text: string, measure: Measure): [string, string] | undefined {
  const words = text.split(' ');
  let best: { halves: [string, string]; width: number } | undefined;
  for (let at = 1; at < words.length; at += 1) {
    const halves: [string, string] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const reads = /[,;:–-]$/.test(halves[0]) || /^\p{Lu}/u.test(halves[1]);
    const width = Math.max(measure(halves[0]), measure(halves[1])) * (reads ? 0.86 : 1);
    if (!best || width < best.width) best = { halves, width };
  }
  return best?.halves;
}

function cut(text: string, box: TextBox, measure: Measure): string[] {
  const room = box.width / box.smallest;
  const lines: string[] = [];
  let rest = text;
  while (lines.length < box.maxLines && rest !== '') {
    const last = lines.length === box.maxLines - 1;
    const taken = measure(rest) <= room ? rest : longestStart(rest, room - (last ? measure('…') : 0), measure);
    const cutOff = taken !== rest;
    lines.push(last && cutOff ? `${taken.trimEnd()}…` : taken.trimEnd());
    rest = rest.slice(taken.length).trimStart();
  }
  return lines;
}

/** As many letters as fit, back to the last space when there is one. */
function longestStart(text: string, room: number, measure: Measure): string {
  const letters = [...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)].map((piece) => piece.segment);
  let [low, high] = [1, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(letters.slice(0, middle).join('')) <= room) low = middle;
    else high = middle - 1;
  }
  const fitting = letters.slice(0, low).join('');
  const space = fitting.lastIndexOf(' ');
  return space > 0 && text[fitting.length] !== ' ' ? fitting.slice(0, space) : fitting;
}
