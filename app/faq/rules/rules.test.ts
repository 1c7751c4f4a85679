import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAnswer } from '../../../tests/world/answers.ts';
import { typedOf } from '../forms/answer-form.ts';
import { answerHtml, answerText, faultOfAnswerBody } from './answer-body.ts';
import { wordDiff } from '../../platform/text/word-diff.ts';
import { answerDiff } from './answer-diff.ts';
import { dueState, shownAt, shownState, workState, type PublicationFacts } from './answer-state.ts';
import { mergeDrafts } from './merge-drafts.ts';
import { collisionOf, type Window } from './publication-window.ts';

const moment = fc.integer({ min: 0, max: 40 }).map((day) => new Date(Date.parse('2026-11-01T00:00:00Z') + day * 86_400_000).toISOString());
const window: fc.Arbitrary<Window> = fc.tuple(moment, fc.option(moment)).map(([a, b]) => (b === null || b === a ? { publishAt: a, withdrawAt: null } : { publishAt: a < b ? a : b, withdrawAt: a < b ? b : a }));

describe('publications', () => {
  it('that were let in one after the other never cut each other short and never begin together', () => {
    fc.assert(fc.property(fc.array(window, { maxLength: 12 }), (wishes) => {
      const plan: Window[] = [];
      for (const wish of wishes) if (!collisionOf(wish, plan)) plan.push(wish);
      const facts = plan.map((one, at): PublicationFacts => ({ versionId: String(at), ...one }));
      expect(new Set(plan.map(({ publishAt }) => publishAt)).size).toBe(plan.length);
      for (const one of facts) {
        expect(shownAt(facts, one.publishAt)).toBe(one);
        if (one.withdrawAt === null) continue;
        const last = new Date(Date.parse(one.withdrawAt) - 1).toISOString();
        expect(shownAt(facts, last)).toBe(one);
      }
    }));
  });

  it('say what an entry shows, and workState where its newest version is', () => {
    const at = '2026-11-23T01:00:00.000Z';
    const open = { retiredAt: null };
    const one = (publishAt: string, withdrawAt: string | null = null): PublicationFacts => ({ versionId: 'v', publishAt, withdrawAt });
    expect(shownState(open, [], at)).toBe('NEVER');
    expect(shownState(open, [one(at)], at)).toBe('SHOWN');
    expect(shownState(open, [one('2026-11-24T00:00:00.000Z')], at)).toBe('PLANNED');
    expect(shownState(open, [one('2026-11-01T00:00:00.000Z', at)], at)).toBe('WITHDRAWN');
    expect(shownState({ retiredAt: at }, [one(at)], at)).toBe('RETIRED');
    const version = { id: 'v', isHandedIn: true, isReturned: false, isApproved: false };
    expect([workState({ ...version, isHandedIn: false }, []), workState({ ...version, isHandedIn: false, isReturned: true }, []), workState(version, []), workState({ ...version, isApproved: true }, []), workState(version, [one(at)])]).toEqual(['DRAFT', 'RETURNED', 'SUBMITTED', 'APPROVED', 'OUT']);
    expect(['2026-11-22', '2026-11-23', '2026-12-23', '2026-12-24'].map((due) => dueState(due, '2026-11-23'))).toEqual(['OVERDUE', 'SOON', 'SOON', 'LATER']);
  });
});

describe('two drafts', () => {
  const text = fc.constantFrom('', 'một', 'hai', 'ba\nbốn');
  const draft = fc.record({ short: text, body: text, fee: text });

  it('are put together without losing a word of either', () => {
    fc.assert(fc.property(draft, draft, draft, (base, theirs, hers) => {
      const { values, overlaps } = mergeDrafts(base, theirs, hers);
      for (const field of ['short', 'body', 'fee'] as const) {
        const shown = overlaps.find((one) => one.field === field);
        if (hers[field] !== base[field]) expect(values[field]).toBe(hers[field]);
        else expect(values[field]).toBe(theirs[field]);
        expect(shown?.after).toBe(theirs[field] === base[field] ? undefined : theirs[field]);
        expect(shown?.isContested ?? false).toBe(theirs[field] !== base[field] && hers[field] !== base[field] && hers[field] !== theirs[field]);
      }
    }));
  });

  it('do not differ by line ends and spaces', () => {
    expect(mergeDrafts({ a: 'một\nhai' }, { a: 'một\nhai' }, { a: 'một \r\nhai\n' })).toEqual({ values: { a: 'một\nhai' }, overlaps: [] });
  });
});

describe('the difference of two versions', () => {
  it('gives both texts back, whatever they hold', () => {
    const text = fc.array(fc.constantFrom('đường', 'dương', ' ', '\n', 'Thuỷ', 'thủy', '🙂', '.', 'ế'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after);
      const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text).join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }));
  });

  it('names words with their marks, and only fields that changed', () => {
    expect(wordDiff('Thu 15.000 đồng mỗi thẻ', 'Thu 30.000 đồng mỗi thẻ').filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['15', '30']);
    expect(wordDiff('Đến Công an xã', 'Đến Công an phường')).toEqual([{ kind: 'same', text: 'Đến Công an ' }, { kind: 'removed', text: 'xã' }, { kind: 'added', text: 'phường' }]);
    // One or two words left between two changes belong to them; words of another line do not.
    const changed = (before: string, after: string) => wordDiff(before, after).filter(({ kind }) => kind !== 'same').map(({ text }) => text);
    expect(changed('Mỗi đội nộp một bài trong mỗi lĩnh vực', 'Mỗi đội nộp tối đa hai bài trong mỗi lĩnh vực')).toEqual(['một ', 'tối đa hai ']);
    expect(changed('Hạn nộp là ngày 05 tháng 3 năm nay', 'Hạn nộp là ngày 12 tháng 4 năm nay')).toEqual(['05 tháng 3', '12 tháng 4']);
    expect(changed('Sáng 8 giờ\nChiều 2 giờ', 'Sáng 7 giờ\nChiều 3 giờ')).toEqual(['8', '7', '2', '3']);
    expect(changed('Mở 1 cửa ở tầng một, số 5', 'Mở 2 cửa ở tầng một, số 6')).toEqual(['1', '2', '5', '6']);
    expect(wordDiff('a '.repeat(20_001), 'b')).toHaveLength(2);
    const changes = answerDiff(typedOf(anAnswer), typedOf({ ...anAnswer, fee: '15.000 đồng', papers: ['Thẻ căn cước', 'Điện thoại'] }));
    expect(changes.map(({ field }) => field)).toEqual(['papers', 'fee']);
  });
});

describe('the steps of an answer', () => {
  const hostile = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '[a](data:text/html,x)', '[a](//vi-du.invalid)', '![a](https://vi-du.invalid/a.png)', '<a href="https://vi-du.invalid">a</a>', '[a](https://x" onmouseover="alert(1))', '`<b>`\n\n<svg/onload=alert(1)>', '[a](/sign-in)'];
  it.each(hostile)('draw %s as harmless text or refuse it', (body) => {
    const html = answerHtml(body);
    expect(html).not.toMatch(/<(script|img|svg|iframe|b)\b|<[^>]*(javascript:|"data:|\son\w+=)/i);
    expect(html.match(/<(?!\/?(p|a|code|pre|ol|ul|li|strong|em|h2|blockquote|br|hr|s)\b)/)).toBeNull();
  });

  it('are text to nobody’s surprise: markup that cannot be parsed is shown as typed', () => {
    expect(answerHtml(`${'>'.repeat(300)} <b>`)).toMatch(/^<p>&#62;.*&#60;b&#62;<\/p>$/);
    expect(faultOfAnswerBody('1. Một\n2. **Hai** [trang](/help) [ngoài](https://vneid.gov.vn)')).toBeNull();
    expect(answerHtml('1. Một\n2. [trang](/help)')).toBe('<ol><li>Một</li><li><a href="/help">trang</a></li></ol>');
    expect(answerText('1. Một\n2. **Hai**\n\n**Lưu ý:** ba')).toBe('1. Một\n2. Hai\n\nLưu ý: ba');
  });

  it('survive anything that can be typed', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '[', ']', '(', ')', '!', '*', '`', '\n', ' ', 'a', 'javascript:', 'https://', '&', '\\'), maxLength: 60 }), (body) => {
      expect(answerHtml(body)).not.toMatch(/<(script|img|svg|iframe)\b|href="(javascript|data)/i);
      answerText(body);
    }));
  });
});
