import { fold } from '../../platform/text/fold.ts';
import { legalFormBefore, organisationKey } from './organisation-names.ts';

/** Something in an entry's words or files that may say who made it. */
export interface Leftover {
  kind: 'NAME' | 'ORGANISATION' | 'EMAIL' | 'PHONE';
  /** The words as they stand. */
  text: string;
}
/** What must not be read: people of the team and their organisations, with what stands for these (tax codes, domains of their own). */
export interface Identities {
  names: readonly string[];
  organisations: readonly string[];
}
interface Found extends Leftover {
  from: number;
  to: number;
}

const email = /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
/** Vietnamese numbers as people write them: 0912 345 678, +84-912-345-678, (0229) 3871 xxx. */
const phone = /(?<![\p{L}\p{N}])(?:\+?84|\(?0)[\s.()-]*\d(?:[\s.()-]*\d){7,9}(?![\p{N}])/gu;

/** Everything in a text that names somebody: the team and its organisations however marks and capitals are written, any e-mail address, any telephone number. */
export function findLeftovers(text: string, identities: Identities): Leftover[] {
  const seen = new Map(locate(text, identities).map(({ kind, text: words }) => [`${kind} ${words}`, { kind, text: words }]));
  return [...seen.values()];
}

/** The text with everything that names somebody replaced. */
export function maskIdentities(text: string, identities: Identities, mask: string): string {
  let [masked, from] = ['', 0];
  for (const found of locate(text, identities)) {
    masked += text.slice(from, found.from) + mask;
    from = found.to;
  }
  return masked + text.slice(from);
}

/** In the order of the text, without overlaps: the longer of two that overlap. */
function locate(text: string, { names, organisations }: Identities): Found[] {
  const words = wordsOf(text);
  const found = [
    ...matches(text, email, 'EMAIL'),
    ...matches(text, phone, 'PHONE'),
    ...organisations.flatMap((name) => [...phrase(text, words, name, 'ORGANISATION'), ...firm(text, words, name)]),
    ...names.flatMap((name) => phrase(text, words, name, 'NAME')),
  ].toSorted((a, b) => a.from - b.from || b.to - a.to);
  const kept: Found[] = [];
  for (const one of found) {
    const last = kept.at(-1);
    if (!last || one.from >= last.to) kept.push(one);
    else if (one.to > last.to) kept[kept.length - 1] = { ...last, to: one.to, text: text.slice(last.from, one.to) };
  }
  return kept;
}

function matches(text: string, pattern: RegExp, kind: Leftover['kind']): Found[] {
  return [...text.matchAll(pattern)].map((match) => ({ kind, text: match[0], from: match.index, to: match.index + match[0].length }));
}

interface Word {
  folded: string;
  from: number;
  to: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => ({ folded: fold(match[0]), from: match.index, to: match.index + match[0].length }));
}

/** Wherever the words of a name follow each other. Names of one word are too common to be looked for, and so are the shortest. */
function phrase(text: string, words: readonly Word[], name: string, kind: Leftover['kind']): Found[] {
  const wanted = fold(name).split(' ').filter(Boolean);
  if (wanted.length < 2 && (wanted[0] ?? '').length < 6) return [];
  const found: Found[] = [];
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    if (!wanted.every((word, step) => words[at + step]?.folded === word)) continue;
    const [from, to] = [words[at]?.from ?? 0, words[at + wanted.length - 1]?.to ?? 0];
    found.push({ kind, text: text.slice(from, to), from, to });
  }
  return found;
}

/** So many words of a firm's name say which one it is, also without its legal form; fewer may be words like any other (“Dữ liệu”). */
const tellingWords = 3;

/** A firm as people call it: “Cty Tràng An”, “Công ty TNHH Tràng An” or, when its name is long enough, without any legal form. */
function firm(text: string, words: readonly Word[], name: string): Found[] {
  const core = organisationKey(name);
  if (core === fold(name)) return [];
  const length = core.split(' ').length;
  const folded = words.map((word) => word.folded);
  const found: Found[] = [];
  for (let at = 0; at + length <= words.length; at += 1) {
    if (folded.slice(at, at + length).join(' ') !== core) continue;
    const first = legalFormBefore(folded, at);
    if (first === at && length < tellingWords) continue;
    const [from, to] = [words[first]?.from ?? 0, words[at + length - 1]?.to ?? 0];
    found.push({ kind: 'ORGANISATION', text: text.slice(from, to), from, to });
  }
  return found;
}
