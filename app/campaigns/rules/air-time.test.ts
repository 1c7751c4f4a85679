import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../platform/clock.ts';
import { airSeconds, longestMinutes, overlap } from './air-time.ts';
import { drillLine } from './drill.ts';
import { readingSeconds } from './led.ts';
import { publicMedia, type PublicMedium } from './media.ts';

const rate = 3.3;
const live = { rate, isDrill: false };
const said = (count: number) => Array.from({ length: count }, () => 'lời').join(' ');
const start = Date.parse('2026-11-23T05:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1_000).toISOString();
const broadcast = fc.record({ startsAt: fc.integer({ min: -20_000, max: 20_000 }).map(at), seconds: fc.integer({ min: 0, max: longestMinutes * 60 }) });

describe('how long a medium takes its place', () => {
  it.each<[string, PublicMedium, Record<string, unknown>, number]>([
    ['a board, a round of its pages', 'LED', { pages: ['A', 'B', 'C'], seconds: 6 }, 18],
    ['a board whose seconds were stored as a text', 'LED', { pages: ['A', 'B'], seconds: '7' }, 14],
    ['a bulletin, at the set rate', 'LOUDSPEAKER', { script: said(33), variants: [] }, 10],
    ['a bulletin of a syllable more, the second that it begins', 'LOUDSPEAKER', { script: said(34), variants: [] }, 11],
    ['a bulletin from before there were other languages', 'LOUDSPEAKER', { script: said(33) }, 10],
    ['a bulletin in three languages, one after the other', 'LOUDSPEAKER', { script: said(33), variants: [{ language: 'Mường', text: said(33) }, { language: 'Tày', text: said(66) }] }, 40],
    ['a bulletin of signs alone, no time', 'LOUDSPEAKER', { script: '... – !!!', variants: [] }, 0],
    ['a panel, none: others hang beside it', 'POSTER', { headline: 'H', text: said(300), link: '/' }, 0],
    ['a crawl, as long as it is read', 'CRAWL', { text: said(9) }, 4],
  ])('%s', (_what, medium, words, seconds) => expect(airSeconds(medium, words, live)).toBe(seconds));

  it('is longer for a drill where its mark is read out or crawls by, and the same on a board', () => {
    const drill = { rate, isDrill: true };
    const bulletin = { script: said(33), variants: [{ language: 'Mường', text: said(33) }] };
    const marked = airSeconds('LOUDSPEAKER', bulletin, drill);
    expect(marked).toBeGreaterThan(airSeconds('LOUDSPEAKER', bulletin, live));
    // The mark is read in every language.
    expect(marked - 20).toBe(2 * (airSeconds('LOUDSPEAKER', { script: said(33) }, drill) - 10));
    expect(airSeconds('CRAWL', { text: said(9) }, drill)).toBe(readingSeconds(drillLine(said(9))));
    expect(airSeconds('LED', { pages: ['A'], seconds: 6 }, drill)).toBe(6);
  });

  it('never passes the longest that others look back for, however much is read and however slowly', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60_000 }), fc.double({ min: 1, max: 8, noNaN: true }), fc.boolean(), (count, slow, isDrill) => {
      const seconds = airSeconds('LOUDSPEAKER', { script: said(count), variants: [{ language: 'x', text: said(count) }] }, { rate: slow, isDrill });
      return Number.isInteger(seconds) && seconds >= 0 && seconds <= longestMinutes * 60;
    }), { numRuns: 25 });
    // The longest that the forms of the other media take.
    expect(airSeconds('LED', { pages: Array.from({ length: 12 }, () => 'A'), seconds: 60 }, live)).toBeLessThan(longestMinutes * 60);
    expect(airSeconds('CRAWL', { text: 'a '.repeat(150) }, { rate: 1, isDrill: true })).toBeLessThan(longestMinutes * 60);
  });

  it('is known of every medium', () => {
    for (const medium of publicMedia) expect(airSeconds(medium, { pages: ['A'], seconds: 2, script: 'a', text: 'a' }, live), medium).toBeGreaterThanOrEqual(0);
  });
});

describe('two broadcasts at one place', () => {
  it.each<[string, number, number, number, number, boolean]>([
    ['at once', 0, 10, 0, 10, true],
    ['in the last second of the first', 0, 10, 9, 10, true],
    ['in the very second in which the first ends', 0, 10, 10, 10, false],
    ['a short one within a long one', 0, 100, 50, 1, true],
    ['one without length within another', 0, 100, 50, 0, true],
    ['two without length at once', 0, 0, 0, 0, false],
    ['a day apart', 0, 10, 86_400, 10, false],
  ])('%s', (_what, from, long, otherFrom, otherLong, runsInto) => {
    expect(overlap({ startsAt: at(from), seconds: long }, { startsAt: at(otherFrom), seconds: otherLong })).toBe(runsInto);
  });

  it('run into each other or not, whichever is asked first; both do when they share a moment', () => {
    fc.assert(fc.property(broadcast, broadcast, (one, other) => {
      const latest = Math.max(Date.parse(one.startsAt), Date.parse(other.startsAt));
      const earliestEnd = Math.min(Date.parse(one.startsAt) + one.seconds * 1_000, Date.parse(other.startsAt) + other.seconds * 1_000);
      const found = overlap(one, other);
      expect(overlap(other, one)).toBe(found);
      if (one.seconds > 0 && other.seconds > 0) expect(found).toBe(latest < earliestEnd);
    }));
  });

  it('do not when one began longer ago than any broadcast lasts', () => {
    fc.assert(fc.property(broadcast, broadcast, (one, { seconds }) => !overlap(one, { startsAt: plusMinutes(one.startsAt, -longestMinutes), seconds })));
  });
});
