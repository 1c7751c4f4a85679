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
const golden = parse(readFileSync(join(import.meta.dirname, 'golden-questions.yaml'), 'utf8')) as Golden[];
const found = readAnswers('content', '2026-11-28');
const answers = found?.answers ?? [];
const index = buildIndex(answers.map(({ slug, fields }) => ({ id: slug, group: fields.topic, question: fields.question, variants: fields.variants, short: fields.short, body: [fields.body, ...fields.papers, fields.fee, fields.place, fields.timeLimit].filter(Boolean).join('\n') })));
const lexicon = lexiconOf(found?.words ?? []);

/** Four ways in which the same question is typed, with the share that must find its answer among the first three. */
const spellings = [
  ['marked', (one: Golden) => one.q, 0.95],
  ['marked, half composed', (one: Golden) => one.q.normalize('NFD'), 0.95],
  ['without marks', (one: Golden) => fold(one.q), 0.9],
  ['with one typing error', (one: Golden) => one.typo, 0.9],
] as const;

describe('three hundred questions as people ask them', () => {
  it('are bound to answers that exist, and leave none out', () => {
    const slugs = new Set(answers.map(({ slug }) => slug));
    expect(golden.length).toBeGreaterThanOrEqual(300);
    expect(golden.flatMap((one) => one.slugs).filter((slug) => !slugs.has(slug))).toEqual([]);
    expect([...slugs].filter((slug) => !golden.some((one) => one.slugs.includes(slug)))).toEqual([]);
  });

  it.each(spellings)('find their answer when typed %s', (name, spell, least) => {
    const ranks = golden.map((one) => searchIndex(index, spell(one), { lexicon, limit: 3 }).hits.findIndex(({ id }) => one.slugs.includes(id)));
    const at = (most: number) => ranks.filter((rank) => rank >= 0 && rank < most).length / golden.length;
    const misses = golden.filter((_, place) => ranks[place] === -1).map(spell);
    console.info(`${name}: recall@1 ${at(1).toFixed(3)}, recall@3 ${at(3).toFixed(3)}; missed: ${misses.join(' · ')}`);
    expect(at(3)).toBeGreaterThanOrEqual(least);
  });
});
