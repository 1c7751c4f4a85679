import type { Day } from '../../platform/clock.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { foldUnit } from './import-units.ts';

/** A name by which people call a commune: the one it has, or one of old. */
export interface CommuneName {
  /** `phường Đông Thành`. */
  name: string;
  /** The commune of today, and what it is called. */
  unitId: string;
  now: string;
  /** The day from which the old name is that commune; null for the name of today. */
  since: Day | null;
}

/** `UBND phường Hoa Lư` is spoken of as phường Hoa Lư. */
export const communeOf = (unitName: string): string => unitName.replace(/^(?:UBND|Uỷ ban nhân dân|Ủy ban nhân dân)\s+/iu, '');

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What a list of communes offers for a name: an old one says what it is now. */
export const communeLabel = ({ name, now, since }: CommuneName): string => (since === null ? capital(name) : `${capital(name)} (cũ), nay là ${now}`);

/** Folded, without the office and without a word that says "of old". */
const wholeKey = (text: string): string => foldUnit(text).replace(/^ubnd /, '').replace(/ cu$/, '');
const kinds = /^(?:xa|phuong|thi tran|p|x|tt) /;
const bareKey = (text: string): string => wholeKey(text).replace(kinds, '');
const saysOld = (text: string): boolean => foldUnit(text).endsWith(' cu');

/**
 * The commune that somebody's words name; undefined for none, and for words that fit several: a guess would count for the wrong one. A name of today outweighs one of old
 * unless the words say "cũ", and who says xã never means a phường.
 */
export function findCommune(names: readonly CommuneName[], words: string): CommuneName | undefined {
  const whole = wholeKey(words);
  if (whole === '') return undefined;
  const chosen = names.filter((one) => foldUnit(communeLabel(one)) === foldUnit(words));
  const [today, old] = [names.filter(({ since }) => since === null), names.filter(({ since }) => since !== null)];
  for (const kept of [chosen, ...(saysOld(words) ? [] : [today.filter(({ name }) => wholeKey(name) === whole), bare(today, whole)]), old.filter(({ name }) => wholeKey(name) === whole), bare(old, whole)]) {
    if (kept.length > 0) return theOnly(kept) ?? theOnly(kept.filter((one) => isWritten(one, words)));
  }
  return undefined;
}

/** The communes that words could name when they name none for sure: whatever bears the name with another kind, or with another tone; none for a name of nowhere. */
export function communesLike(names: readonly CommuneName[], words: string): CommuneName[] {
  const bareWords = bareKey(words);
  return bareWords === '' ? [] : names.filter(({ name }) => bareKey(name) === bareWords);
}

/** The first of names that are all of one commune; undefined for none, and for several communes. */
const theOnly = (names: readonly CommuneName[]): CommuneName | undefined => (new Set(names.map(({ unitId }) => unitId)).size === 1 ? names[0] : undefined);

/** Two communes may differ in a tone alone: whoever writes it means the one that has it. */
function isWritten(one: CommuneName, words: string): boolean {
  const said = inSmall(words);
  return [one.name, communeLabel(one)].some((name) => inSmall(name) === said || inSmall(name).replace(kindsWritten, '') === said);
}
const inSmall = (text: string): string => communeOf(normaliseLine(text)).toLocaleLowerCase('vi');
const kindsWritten = /^(?:xã|phường|thị trấn) /;

const bare = (names: readonly CommuneName[], whole: string): CommuneName[] => names.filter(({ name }) => bareKey(name) === whole);

/** Names of today first, then those of old, each in the order of the alphabet. */
export const inReadingOrder = (names: readonly CommuneName[]): CommuneName[] => names.toSorted((a, b) => Number(a.since !== null) - Number(b.since !== null) || compareTexts(a.name, b.name) || compareTexts(a.now, b.now));

export interface FormerName {
  name: string;
  now: string[];
  since: Day;
}

/**
 * The names of old that stand in a question, with what they are now. A name with its kind is known anywhere in it, a bare one only before "cũ"; what is also a name of
 * today only before "cũ", and what is part of a longer name not at all.
 */
export function formerNamesIn(names: readonly CommuneName[], question: string): FormerName[] {
  const asked = ` ${foldUnit(question).replaceAll('ubnd ', '')} `;
  const stands = (key: string) => key !== '' && asked.includes(` ${key} `);
  const found = names.filter((one) => stands(wholeKey(one.name)) || stands(`${bareKey(one.name)} cu`));
  const keys = found.map(({ name }) => wholeKey(name));
  const today = new Set(names.filter(({ since }) => since === null).map(({ name }) => wholeKey(name)));
  const isMeant = ({ name }: CommuneName) => {
    const key = wholeKey(name);
    if (keys.some((other) => other !== key && ` ${other} `.includes(` ${key} `))) return false;
    return stands(`${bareKey(name)} cu`) || !today.has(key);
  };
  const former = new Map<string, FormerName>();
  for (const { name, now, since } of found.filter((one) => one.since !== null && isMeant(one))) {
    const known = former.get(name);
    former.set(name, { name, now: [...(known?.now ?? []), now], since: since ?? '' });
  }
  return [...former.values()];
}
