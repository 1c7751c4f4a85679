import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLeftovers, maskIdentities, type Identities } from './mask-identities.ts';
import { gapsOf, readScore, sheetState, weightedTotal, type Criterion } from './score-sheet.ts';
import { canReply, screeningState } from './screening-state.ts';
import { seededRandom, shuffled } from './seeded-random.ts';
import { commonPassages, findSimilar, jaccard, shingles } from './similar-entries.ts';

const team: Identities = { names: ['Bế Văn Đàn', 'Lý Thường Kiệt'], organisations: ['Công ty cổ phần Dữ liệu Tràng An', 'Viettel'] };
const mask = (text: string, who = team) => maskIdentities(text, who, '█');

describe('masking identities', () => {
  it.each([
    ['Nhóm của Bế Văn Đàn làm.', 'Nhóm của █ làm.'],
    ['BE VAN DAN và lý thường kiệt', '█ và █'],
    ['Bế  Văn\nĐàn', '█'],
    ['(Bế Văn Đàn)', '(█)'],
    ['Bế Văn Đàng', 'Bế Văn Đàng'],
    ['Đàn Văn Bế', 'Đàn Văn Bế'],
    ['Gửi be.dan@tranganh.vn nhé', 'Gửi █ nhé'],
    ['be.dan (at) tranganh.vn', '█'],
    ['Gọi 0912 345 678 hoặc +84-912-345-678.', 'Gọi █ hoặc █.'],
    ['(0229) 3871 234', '█'],
    ['Số 20/NQ-CP năm 2026, 1.000.000 đồng', 'Số 20/NQ-CP năm 2026, 1.000.000 đồng'],
    ['CÔNG TY CỔ PHẦN DỮ LIỆU TRÀNG AN giới thiệu', '█ giới thiệu'],
    ['Dùng mạng viettel', 'Dùng mạng █'],
    ['Cty CP Dữ liệu Tràng An làm', '█ làm'],
    ['công ty TNHH dữ liệu tràng an', '█'],
    ['Đội Dữ liệu Tràng An', 'Đội █'],
    ['', ''],
  ])('%j reads %j', (text, read) => expect(mask(text)).toBe(read));

  it('takes a firm of few words by its legal form only: without it these are words like any other', () => {
    const firm: Identities = { names: [], organisations: ['Công ty TNHH Dữ liệu', '2700123456', 'nuoi-ong.vi-du.vn'] };
    expect(mask('Cty Dữ liệu mở dữ liệu về dân cư', firm)).toBe('█ mở dữ liệu về dân cư');
    expect(mask('Ai cũng có dữ liệu, một thành viên dữ liệu', firm)).toBe('Ai cũng có dữ liệu, một thành viên dữ liệu');
    expect(mask('MST 2700123456-001, xem https://www.nuoi-ong.vi-du.vn/gioi-thieu', firm)).toBe('MST █-001, xem https://www.█/gioi-thieu');
  });

  it('takes names in either Unicode form', () => {
    expect(mask('Bế Văn Đàn'.normalize('NFD'))).toBe('█');
    expect(mask('Bế Văn Đàn', { names: ['Bế Văn Đàn'.normalize('NFD')], organisations: [] })).toBe('█');
  });

  it('lets a single common word stand: it is no name', () => {
    expect(mask('An ninh, bình an', { names: ['An'], organisations: ['', '  '] })).toBe('An ninh, bình an');
  });

  it('never leaves a name, an address or a number that it knows, wherever it stands', () => {
    const filler = fc.stringMatching(/^[ a-zàéơư.,;()\n]{0,40}$/u);
    fc.assert(fc.property(filler, fc.constantFrom('Bế Văn Đàn', 'BẾ VĂN ĐÀN', 'be van dan', 'x.y@vi-du.vn', '0912345678', '+84 912 345 678'), filler, (before, secret, after) => {
      const text = `${before} ${secret} ${after}`;
      expect(findLeftovers(text, team).length).toBeGreaterThan(0);
      expect(findLeftovers(mask(text), team)).toEqual([]);
      expect(mask(text)).not.toContain(secret);
    }));
  });

  it('says each leftover once, with its kind', () => {
    expect(findLeftovers('Bế Văn Đàn, Bế Văn Đàn: 0912345678, a@b.vn, Viettel', team)).toEqual([{ kind: 'NAME', text: 'Bế Văn Đàn' }, { kind: 'PHONE', text: '0912345678' }, { kind: 'EMAIL', text: 'a@b.vn' }, { kind: 'ORGANISATION', text: 'Viettel' }]);
  });

  it('changes nothing where nobody is named', () => {
    fc.assert(fc.property(fc.stringMatching(/^[ a-zàéơư.,;()\n]{0,80}$/u), (text) => {
      expect(mask(text, { names: [], organisations: [] })).toBe(text);
    }));
  });
});

describe('score sheets', () => {
  const criterion = (id: string, weight: number, maxScore = 10): Criterion => ({ id, title: id, weight, maxScore, anchors: [] });

  it.each([['7', 7], ['7,5', 7.5], [' 7.5 ', 7.5], ['10', 10], ['0', 0], ['', null], ['  ', null], ['10,5', undefined], ['7,25', undefined], ['-1', undefined], ['1e1', undefined], ['bảy', undefined], ['7 5', undefined]])('read %j as %j', (typed, value) => {
    expect(readScore(typed, { maxScore: 10 })).toBe(value);
  });

  it('come to a total of 100 by weight, whatever the scales', () => {
    const criteria = [criterion('a', 0.4), criterion('b', 0.6, 100)];
    expect(weightedTotal(criteria, new Map([['a', 10], ['b', 100]]))).toBeCloseTo(100);
    expect(weightedTotal(criteria, new Map([['a', 5], ['b', 0]]))).toBeCloseTo(20);
    expect([weightedTotal(criteria, new Map([['a', 5]])), weightedTotal([], new Map())]).toEqual([null, null]);
    fc.assert(fc.property(fc.array(fc.record({ weight: fc.double({ min: 0.01, max: 1, noNaN: true }), max: fc.integer({ min: 2, max: 100 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 6 }), (rows) => {
      const total = weightedTotal(rows.map(({ weight, max }, at) => criterion(String(at), weight, max)), new Map(rows.map(({ max, share }, at) => [String(at), share * max]))) ?? -1;
      expect(total).toBeGreaterThanOrEqual(0);
      expect(total).toBeLessThanOrEqual(100.000001);
    }));
  });

  it('are new, begun, locked or given up', () => {
    expect([null, { lockedAt: null, abstainedReason: null }, { lockedAt: 'x', abstainedReason: null }, { lockedAt: 'x', abstainedReason: 'y' }].map(sheetState)).toEqual(['NEW', 'DRAFT', 'LOCKED', 'ABSTAINED']);
  });

  it('want a score and its reason for every criterion, a comment, and how sure the judge is', () => {
    expect(gapsOf([criterion('a', 0.5), criterion('b', 0.5)], { scores: new Map([['a', 0]]), reasons: new Map([['a', ' ']]), confidence: null, comment: '          ' }).map(({ field, why }) => `${field} ${why}`)).toEqual(['reason-a reason-missing', 'score-b score-missing', 'comment comment', 'confidence confidence']);
    expect(gapsOf([criterion('a', 1)], { scores: new Map([['a', 0]]), reasons: new Map([['a', 'x']]), confidence: 1, comment: 'đủ mười chữ' })).toEqual([]);
  });
});

describe('screening', () => {
  const look = (outcome: 'ELIGIBLE' | 'INELIGIBLE' | 'UNCLEAR', replyUntil: string | null = '2026-11-30', repliedAt: string | null = null) => ({ outcome, replyUntil, repliedAt });

  it.each([
    [null, 'UNCHECKED'],
    [look('ELIGIBLE', null), 'ELIGIBLE'],
    [look('UNCLEAR'), 'WAITING'],
    [look('INELIGIBLE', '2026-11-22'), 'INELIGIBLE'],
    [look('UNCLEAR', null), 'UNCLEAR'],
    [look('INELIGIBLE', '2026-11-22', 'x'), 'REPLIED'],
  ])('%j stands at %s', (last, state) => expect(screeningState(last, '2026-11-23')).toBe(state));

  it('hears a reply until the end of the day, once, and only to a doubt', () => {
    expect([canReply(look('UNCLEAR', '2026-11-23'), '2026-11-23'), canReply(look('UNCLEAR', '2026-11-22'), '2026-11-23'), canReply(look('UNCLEAR', '2026-11-30', 'x'), '2026-11-23'), canReply(look('ELIGIBLE'), '2026-11-23')]).toEqual([true, false, false, false]);
  });
});

describe('similar entries', () => {
  const words = fc.array(fc.constantFrom('dữ', 'liệu', 'mở', 'cho', 'người', 'dân', 'tra', 'cứu'), { maxLength: 40 }).map((list) => list.join(' '));

  it('are alike with themselves, and as much one way as the other', () => {
    fc.assert(fc.property(words, words, (one, other) => {
      const [a, b] = [shingles(one), shingles(other)];
      expect(jaccard(a, b)).toBe(jaccard(b, a));
      expect(jaccard(a, a)).toBe(a.size > 0 ? 1 : 0);
      const found = findSimilar([{ id: 'a', text: one }, { id: 'b', text: other }], 0.0001);
      expect(found[0]?.share ?? 0).toBeCloseTo(jaccard(a, b), 10);
    }));
  });

  it('are found without marks and capitals, the most alike first', () => {
    const text = 'Ứng dụng tra cứu thủ tục hành chính bằng dữ liệu mở cho người dân';
    const found = findSimilar([{ id: 'a', text }, { id: 'b', text: 'UNG DUNG TRA CUU THU TUC HANH CHINH BANG DU LIEU MO CHO NGUOI DAN' }, { id: 'c', text: `${text}, thêm bản đồ và giọng nói cho người cao tuổi ở xã` }, { id: 'd', text: 'Một ý khác hẳn về nông nghiệp và thời tiết của vùng ven biển' }, { id: 'e', text: '' }]);
    expect(found.map(({ a, b }) => a + b)).toEqual(['ab', 'ac', 'bc']);
    expect(found[0]?.share).toBe(1);
  });

  it('show what both have, and lose no word', () => {
    const [one, other] = ['Trước tiên, tra cứu thủ tục hành chính ở xã.', 'Sau đó TRA CỨU THỦ TỤC hành chính khác.'];
    expect(commonPassages(one, other)).toEqual([{ text: 'Trước tiên, ', isCommon: false }, { text: 'tra cứu thủ tục hành chính ', isCommon: true }, { text: 'ở xã.', isCommon: false }]);
    fc.assert(fc.property(words, words, (a, b) => {
      expect(commonPassages(a, b).map(({ text }) => text).join('')).toBe(a);
    }));
  });
});

it('a shuffle keeps everything and depends on the seed alone', () => {
  fc.assert(fc.property(fc.array(fc.nat()), fc.nat(), (list, seed) => {
    const mixed = shuffled(list, seededRandom(seed));
    expect(mixed.toSorted((a, b) => a - b)).toEqual(list.toSorted((a, b) => a - b));
    expect(shuffled(list, seededRandom(seed))).toEqual(mixed);
  }));
});
