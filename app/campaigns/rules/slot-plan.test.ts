import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broadcastQuietHours, clashText, quietMedia, standingOf, type Clash, type Said, type Standing, type WantedMoment } from './slot-plan.ts';
import { publicMedia } from './media.ts';

const clash: Clash = { campaignId: 'c', name: 'Khác', startsAt: '2026-11-24T10:00:00.000Z', places: 1 };
const free: WantedMoment = { startsAt: '2026-11-24T10:01:00.000Z', isPast: false, isOutside: false, quietUntil: null, holiday: null, clashes: [] };
const silent: Said = { isUrgent: false, quietReason: '', isClashSeen: false };
const night = { quietUntil: '2026-11-25T00:00:00.000Z' };
const tet = { holiday: { name_vi: 'Tết', name_en: 'New Year' } };

const aMoment = fc.record<WantedMoment>({ startsAt: fc.constant(free.startsAt), isPast: fc.boolean(), isOutside: fc.boolean(), quietUntil: fc.constantFrom(null, night.quietUntil), holiday: fc.constantFrom(null, tet.holiday), clashes: fc.constantFrom([], [clash], [clash, clash]) });
const aWord = fc.record<Said>({ isUrgent: fc.boolean(), quietReason: fc.constantFrom('', 'Bản tin đêm'), isClashSeen: fc.boolean() });

describe('what becomes of a moment', () => {
  it.each<[string, Partial<WantedMoment>, Partial<Said>, Standing]>([
    ['free', {}, {}, 'free'],
    ['on a day off, which is named and no more', tet, {}, 'free'],
    ['over, whatever is said', { isPast: true, ...night, clashes: [clash] }, { isUrgent: true, quietReason: 'x', isClashSeen: true }, 'past'],
    ['after the last moment, whatever is said', { isOutside: true }, { isUrgent: true, quietReason: 'x', isClashSeen: true }, 'outside'],
    ['both over and outside', { isPast: true, isOutside: true }, {}, 'past'],
    ['in quiet hours', night, {}, 'quiet'],
    ['in quiet hours with a reason', night, { quietReason: 'x' }, 'free'],
    ['in quiet hours and urgent', night, { isUrgent: true }, 'free'],
    ['taken', { clashes: [clash] }, {}, 'clash'],
    ['taken, and seen', { clashes: [clash] }, { isClashSeen: true }, 'free'],
    ['taken, and urgent: its station still reads one after the other', { clashes: [clash] }, { isUrgent: true, quietReason: 'x' }, 'clash'],
    ['taken in quiet hours, first of all quiet', { ...night, clashes: [clash] }, { isClashSeen: true }, 'quiet'],
    ['taken in quiet hours, with a reason still taken', { ...night, clashes: [clash] }, { quietReason: 'x' }, 'clash'],
  ])('%s', (_what, moment, word, standing) => expect(standingOf({ ...free, ...moment }, { ...silent, ...word })).toBe(standing));

  it('saying more never closes a moment that was open, and a day off changes nothing', () => {
    fc.assert(fc.property(aMoment, aWord, aWord, (moment, one, other) => {
      const both = { isUrgent: one.isUrgent || other.isUrgent, quietReason: one.quietReason || other.quietReason, isClashSeen: one.isClashSeen || other.isClashSeen };
      if (standingOf(moment, one) === 'free') expect(standingOf(moment, both)).toBe('free');
      expect(standingOf({ ...moment, holiday: null }, one)).toBe(standingOf(moment, one));
    }));
  });
});

describe('the text of clashes', () => {
  const other = { ...free, startsAt: '2026-11-25T10:01:00.000Z', clashes: [{ ...clash, startsAt: '2026-11-25T10:00:00.000Z' }] };
  const one = { ...free, clashes: [clash] };

  it('is empty without any, and the same in whatever order they were found', () => {
    expect(clashText([free, { ...free, holiday: tet.holiday }])).toBe('');
    fc.assert(fc.property(fc.shuffledSubarray([one, other, free], { minLength: 3 }), (order) => clashText(order) === clashText([one, other, free])));
  });

  it.each<[string, typeof one[]]>([
    ['at more places', [{ ...one, clashes: [{ ...clash, places: 2 }] }]],
    ['of another campaign', [{ ...one, clashes: [{ ...clash, campaignId: 'd' }] }]],
    ['a minute earlier', [{ ...one, clashes: [{ ...clash, startsAt: '2026-11-24T09:59:00.000Z' }] }]],
    ['against another moment', [{ ...one, startsAt: '2026-11-24T10:00:30.000Z' }]],
    ['and one more', [one, other]],
    ['and none any more', [free]],
  ])('is another one when the clash is %s', (_what, moments) => expect(clashText(moments)).not.toBe(clashText([one])));
});

describe('quiet hours of broadcasts', () => {
  it('are kept by all that is heard or shines', () => expect(publicMedia.filter((medium) => !quietMedia.includes(medium))).toEqual(['POSTER', 'POST']));

  it('are two times of day, and nothing that only looks like one', () => {
    expect(broadcastQuietHours.value.safeParse(broadcastQuietHours.fallback).success).toBe(true);
    for (const from of ['24:00', '7:00', '22:60', '22:00:00', ' 22:00', '', '２２:００', '22.00']) expect(broadcastQuietHours.value.safeParse({ from, to: '07:00' }).success, from).toBe(false);
    expect(broadcastQuietHours.value.safeParse({ from: '22:00' }).success).toBe(false);
  });
});
