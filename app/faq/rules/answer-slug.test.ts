import { expect, it } from 'vitest';
import { helpUrls } from '../urls/help.ts';
import { firstFree, reservedSlugs, slugOf } from './answer-slug.ts';

it('reserves exactly the names that are pages of their own below /help', () => {
  const names = helpUrls.flatMap(({ path = '' }) => path.match(/^help\/([a-z0-9-]+)/)?.slice(1) ?? []);
  expect(new Set(names)).toEqual(reservedSlugs);
});

it.each([['Đổi thẻ ở đâu?', 'doi-the-o-dau'], ['???', 'cau-hoi'], [`${'a'.repeat(59)} b`, 'a'.repeat(59)], ['Ư'.repeat(200), 'u'.repeat(60)]])('makes of %j the code %s', (question, slug) => {
  expect(slugOf(question)).toBe(slug);
});

it('gives the first code that is neither taken nor reserved', () => {
  expect([firstFree('the', new Set()), firstFree('the', new Set(['the', 'the-2'])), firstFree('topics', new Set()), firstFree('suggestions', new Set(['suggestions-2']))]).toEqual(['the', 'the-3', 'topics-2', 'suggestions-3']);
});
