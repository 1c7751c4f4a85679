import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueState, shownAt, shownState, soonDays, workState, type PublicationFacts } from './answer-state.ts';
import { blocksOf } from './desk-blocks.ts';
import { shownToReaders } from './help-answer.ts';
import { anAnswer } from '../../../tests/world/answers.ts';
import { collisionOf } from './publication-window.ts';
import { wordFault, wordRow } from './word-row.ts';
import { answerHtml, answerText, faultOfAnswerBody } from './answer-body.ts';
import { clockRuns, deedsFor, ticketDeeds, ticketState, ticketStates, type TicketDates } from './ticket.ts';

const minute = fc.integer({ min: 0, max: 50 }).map((at) => new Date(Date.UTC(2026, 10, 23) + at * 60_000).toISOString());
const publication: fc.Arbitrary<PublicationFacts> = fc.tuple(minute, fc.option(fc.integer({ min: 0, max: 20 }))).map(([publishAt, length]) => ({ versionId: 'v', publishAt, withdrawAt: length === null ? null : new Date(Date.parse(publishAt) + length * 60_000).toISOString() }));
const open = { retiredAt: null };

describe('what an entry shows', () => {
  it('does not depend on the order in which publications are read', () => {
    fc.assert(fc.property(fc.uniqueArray(publication, { selector: ({ publishAt }) => publishAt, maxLength: 6 }), minute, (plan, at) => {
      expect(shownAt(plan.toReversed(), at)).toEqual(shownAt(plan, at));
      expect(shownState(open, plan.toReversed(), at)).toBe(shownState(open, plan, at));
    }));
  });

  it('is one that has begun and has not been withdrawn, and the last of those that have begun', () => {
    fc.assert(fc.property(fc.uniqueArray(publication, { selector: ({ publishAt }) => publishAt, maxLength: 6 }), minute, (plan, at) => {
      const shown = shownAt(plan, at);
      expect(shownState(open, plan, at) === 'SHOWN').toBe(shown !== undefined);
      if (!shown) return;
      expect(shown.publishAt <= at && (shown.withdrawAt === null || shown.withdrawAt > at)).toBe(true);
      expect(plan.every(({ publishAt }) => publishAt > at || publishAt <= shown.publishAt)).toBe(true);
    }));
  });

  it('is nothing from the moment of retirement on, and what it was a millisecond before', () => {
    const plan = [{ versionId: 'v', publishAt: '2026-11-23T00:00:00.000Z', withdrawAt: null }];
    expect([shownState({ retiredAt: '2026-11-23T01:00:00.000Z' }, plan, '2026-11-23T00:59:59.999Z'), shownState({ retiredAt: '2026-11-23T01:00:00.000Z' }, plan, '2026-11-23T01:00:00.000Z')]).toEqual(['SHOWN', 'RETIRED']);
  });

  it('that was withdrawn with another one planned is planned', () => {
    const plan = [{ versionId: 'v', publishAt: '2026-11-23T00:00:00.000Z', withdrawAt: '2026-11-23T00:10:00.000Z' }, { versionId: 'w', publishAt: '2026-11-24T00:00:00.000Z', withdrawAt: null }];
    expect(shownState(open, plan, '2026-11-23T01:00:00.000Z')).toBe('PLANNED');
  });

  it('has a version that is out as soon as anything is planned of it', () => {
    const version = { id: 'v', isHandedIn: true, isReturned: false, isApproved: true };
    expect([workState(version, [{ versionId: 'w', publishAt: 'x', withdrawAt: null }]), workState(version, [{ versionId: 'v', publishAt: 'x', withdrawAt: null }])]).toEqual(['APPROVED', 'OUT']);
  });
});

describe('collisions', () => {
  it('are found whoever came first: what was let in beside another would not let it in either', () => {
    fc.assert(fc.property(publication, publication, (one, two) => {
      const [first, second] = [collisionOf(two, [one]), collisionOf(one, [two])];
      expect(first === null).toBe(second === null);
    }));
  });
});

describe('the next look', () => {
  it.each([['2026-11-22', 'OVERDUE'], ['2026-11-23', 'SOON'], ['2026-12-23', 'SOON'], ['2026-12-24', 'LATER'], ['9999-12-31', 'LATER']] as const)('due on %s is %s on 23/11/2026', (due, state) => {
    expect([dueState(due, '2026-11-23'), soonDays]).toEqual([state, 30]);
  });
});

describe('what is read aloud', () => {
  it.each([
    ['', []],
    ['\n\n  \n', []],
    ['Một câu.', [{ kind: 'text', text: 'Một câu.' }]],
    ['- a\n* b\n+ c\n10) d', [{ kind: 'list', items: ['a', 'b', 'c', 'd'] }]],
    ['2026. năm', [{ kind: 'text', text: '2026. năm' }]],
    ['> **Lưu ý:** `x`', [{ kind: 'text', text: 'Lưu ý: x' }]],
    ['1. a\n\nb\n\n1. c', [{ kind: 'list', items: ['a'] }, { kind: 'text', text: 'b' }, { kind: 'list', items: ['c'] }]],
  ])('of %j', (body, blocks) => {
    expect(blocksOf(body)).toEqual(blocks);
  });

  it('loses no word of any line', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('1. Đến Công an', '- mang thẻ', 'Lưu ý', '## Cách làm', '> chú thích'), { maxLength: 12 }), (lines) => {
      const spoken = blocksOf(lines.join('\n')).flatMap((block) => (block.kind === 'list' ? block.items : [block.text]));
      expect(spoken).toEqual(lines.map((line) => line.replace(/^(1\. |- |## |> )/, '')));
    }));
  });
});

describe('what a reader gets', () => {
  it('is never what belongs to the workshop', () => {
    const shown = shownToReaders({ ...anAnswer, slug: 's', isSample: false, isOverdue: false, lapsed: [], variants: ['khác'], sources: ['nguồn'], related: ['r'], entryId: 'e', versionId: 'v' } as never);
    expect(Object.keys(shown).filter((key) => ['variants', 'sources', 'related', 'confidence', 'volatility', 'reviewDue', 'transferTo', 'entryId', 'versionId', 'topic'].includes(key))).toEqual([]);
  });
});

describe('steps in Markdown', () => {
  it.each(['[a](http://vi-du.invalid)', '[a](//vi-du.invalid)', '[a](ftp://x)', '[a](mailto:x@y.vn)', '[a](javascript:alert`1`)', '[a](&#106;avascript:alert(1))', '[a](vbscript:x)', '[a](/sign-in)', '<a href="https://x.vn">x</a>', '![x](data:image/png;base64,AAAA)', '<!-- x -->', '[a]: javascript:alert(1)\n\n[a]'])('%j are refused or harmless', (body) => {
    const html = answerHtml(body);
    expect(html).not.toMatch(/<(?!\/?(p|a|code|pre|ol|ul|li|strong|em|h2|blockquote|br|hr|s)\b)/);
    expect(html).not.toMatch(/href="(?!https?:\/\/|\/(?!\/))/);
    expect(faultOfAnswerBody(body) !== null || !/<a /.test(html)).toBe(true);
  });

  it.each(['[a](https://dichvucong.gov.vn)', '[a](/help/muc-2)', '1. a\n   1. b', '**đậm** và *nghiêng*', '| a | b |'])('%j are fine', (body) => {
    expect(faultOfAnswerBody(body)).toBeNull();
    expect(answerText(body)).not.toBe('');
  });
});

describe('words of the search', () => {
  it('are the same pair however they are typed', () => {
    expect(wordRow({ word: ' Đường '.normalize('NFD'), meaning: 'DUONG  di' })).toEqual({ word: 'Đường', word_fold: 'duong', meaning: 'DUONG di', meaning_fold: 'duong di' });
    expect(wordFault({ word: 'đường', meaning: 'DUONG' })).toEqual({ field: 'meaning', fault: 'same' });
  });

  it('of any text are taken or refused, never a crash', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.string({ unit: 'grapheme', maxLength: 100 }), (word, meaning) => {
      const fault = wordFault({ word, meaning });
      if (fault) expect(['word', 'meaning']).toContain(fault.field);
      else expect(wordRow({ word, meaning }).word_fold).not.toBe('');
    }));
  });
});

describe('a ticket', () => {
  const instant = fc.option(fc.constant('2026-11-23T01:00:00.000Z'));
  const dates: fc.Arbitrary<TicketDates> = fc.record({ assigned_at: instant, sent_at: instant, waiting_since: instant, answered_at: instant, told_at: instant, closed_at: instant });

  it('stands in exactly one state whatever its dates are, and its clock runs only where it can be late', () => {
    fc.assert(fc.property(dates, (ticket) => {
      const state = ticketState(ticket);
      expect(ticketStates).toContain(state);
      if (clockRuns(ticket) && !ticket.told_at) expect(['RECEIVED', 'ASSIGNED', 'SENT']).toContain(state);
      if (['ANSWERED', 'WAITING', 'CLOSED'].includes(state)) expect(clockRuns(ticket)).toBe(false);
    }));
  });

  it('can always be ended unless it is ended, and every step is possible somewhere', () => {
    for (const state of ticketStates) expect(deedsFor(state).includes('close')).toBe(state !== 'CLOSED');
    for (const deed of ticketDeeds) expect(ticketStates.some((state) => deedsFor(state).includes(deed))).toBe(true);
  });
});
