import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readAnswers } from '../../app/faq/index.server.ts';
import { lexiconOf } from '../../app/faq/rules/lay-words.ts';
import { searchIndex } from '../../app/faq/rules/search.ts';
import { buildIndex } from '../../app/faq/rules/search-index.ts';
import { fold } from '../../app/platform/text/fold.ts';

interface Golden {
  q: string;
  slugs: string[];
  typo: string;
}
const read = (name: string): unknown => parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
const golden = read('golden-questions.yaml') as Golden[];
const fresh = read('fresh-questions.yaml') as Record<'find' | 'check', Omit<Golden, 'typo'>[]>;
const found = readAnswers('content', '2026-11-28');
const answers = found?.answers ?? [];
const index = buildIndex(answers.map(({ slug, fields }) => ({ id: slug, group: fields.topic, question: fields.question, variants: fields.variants, short: fields.short, body: [fields.body, ...fields.papers, fields.fee, fields.place, fields.timeLimit].filter(Boolean).join('\n') })));
const lexicon = lexiconOf(found?.words ?? []);

/** Four ways in which the same question is typed, with the share that must find its answer among the first three. */
type Spelling = [name: string, spell: (one: Golden) => string, least: number];
const spellings: Spelling[] = [
  ['marked', (one: Golden) => one.q, 0.95],
  ['marked, half composed', (one: Golden) => one.q.normalize('NFD'), 0.95],
  ['without marks', (one: Golden) => fold(one.q), 0.9],
  ['with one typing error', (one: Golden) => one.typo, 0.9],
];

/** The rank of each question's answer, from 0; -1 when it is not among the first three. */
const ranksOf = (asked: readonly Golden[], spell: (one: Golden) => string) => asked.map((one) => searchIndex(index, spell(one), { lexicon, limit: 3 }).hits.findIndex(({ id }) => one.slugs.includes(id)));

/** The share that finds its answer, with its figures and misses printed for docs/search-recall.md. */
function recall(set: string, asked: readonly Golden[], [name, spell]: Spelling, showsMisses: boolean): number {
  const ranks = ranksOf(asked, spell);
  const at = (most: number) => ranks.filter((rank) => rank >= 0 && rank < most).length / asked.length;
  const misses = asked.filter((_, place) => ranks[place] === -1).map(spell);
  console.info(`${set}, ${name}: recall@1 ${at(1).toFixed(3)}, recall@3 ${at(3).toFixed(3)}${showsMisses ? `; missed: ${misses.join(' · ')}` : ''}`);
  return at(3);
}

const slugs = new Set(answers.map(({ slug }) => slug));

describe('three hundred questions as people ask them', () => {
  it('are bound to answers that exist, and leave none out', () => {
    expect(golden.length).toBeGreaterThanOrEqual(300);
    expect(golden.flatMap((one) => one.slugs).filter((slug) => !slugs.has(slug))).toEqual([]);
    expect([...slugs].filter((slug) => !golden.some((one) => one.slugs.includes(slug)))).toEqual([]);
  });

  it.each(spellings)('find their answer when typed %s', (...spelling) => {
    expect(recall('golden', golden, spelling, true)).toBeGreaterThanOrEqual(spelling[2]);
  });
});

/** Two neighbours of the longest word change places. */
function withTypo(question: string): string {
  const [longest = ''] = question.split(' ').toSorted((a, b) => b.length - a.length);
  const middle = Math.floor(longest.length / 2);
  return question.replace(longest, `${longest.slice(0, middle - 1)}${longest[middle]}${longest[middle - 1]}${longest.slice(middle + 1)}`);
}
const typed = (set: 'find' | 'check'): Golden[] => fresh[set].map((one) => ({ ...one, typo: withTypo(one.q) }));

describe('a hundred questions written later than the answers and the words', () => {
  it('are bound to answers that exist, and none is of the first set', () => {
    const all = [...fresh.find, ...fresh.check];
    expect(all.length).toBeGreaterThanOrEqual(100);
    expect(all.flatMap((one) => one.slugs).filter((slug) => !slugs.has(slug))).toEqual([]);
    expect(new Set([...golden, ...all].map(({ q }) => fold(q))).size).toBe(golden.length + all.length);
  });

  // They were nobody's measure before, so less is asked of them; what they lose, a change of the search has cost.
  it.each(spellings)('find theirs when typed %s, also those whose misses nobody has looked at', (...spelling) => {
    expect(recall('fresh', typed('find'), spelling, true)).toBeGreaterThanOrEqual(0.9);
    expect(recall('check', typed('check'), spelling, false)).toBeGreaterThanOrEqual(0.85);
  });
});
