import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../platform/canonical.ts';
import { contentOf, marksOf, receiptOf, type EntryFacts } from './entry-content.ts';
import { entryParts, entrySteps, missingOf, partLimits, partOf, type EntryState } from './entry-parts.ts';
import { entriesEnd, mayGoOn, mayHandIn } from './hand-in-time.ts';
import { secretMarksIn } from './secret-marks.ts';

describe('canonical JSON', () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);

  it('says what was said, whatever the order of the keys, and changes nothing the second time', () => {
    fc.assert(fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(canonicalJson(reversed(value)) as string));
      expect(canonicalJson(reversed(value))).toBe(text);
    }));
  });

  it('writes composed and decomposed words alike, leaves out what is undefined, and keeps no blanks', () => {
    expect(canonicalJson({ b: 'Thuỳ'.normalize('NFD'), a: [1, null, undefined as never === undefined], c: undefined })).toBe('{"a":[1,null,true],"b":"Thuỳ"}');
  });
});

function reversed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, one]) => [key, reversed(one as Json)]));
}

describe('markings of state secrets', () => {
  it.each([
    ['MẬT', ['MẬT']], ['  [ MẬT ]  ', ['MẬT']], ['Độ mật: MẬT', ['MẬT']], ['*** TUYỆT MẬT ***', ['TUYỆT MẬT']], ['Mức độ mật: TỐI MẬT', ['TỐI MẬT']], ['MẬT'.normalize('NFD'), ['MẬT']], ['lời mở\nTỐI  MẬT\nlời kết', ['TỐI MẬT']],
    ['theo văn bản TUYỆT MẬT số 12', ['TUYỆT MẬT']], ['MẬT\nTUYỆT MẬT', ['TUYỆT MẬT', 'MẬT']], ['1. MẬT', ['MẬT']], ['\tMẬT\r', ['MẬT']],
  ])('%j holds %j', (text, marks) => {
    expect(secretMarksIn(text)).toEqual(marks);
  });

  it.each(['bảo mật thông tin', 'BẢO MẬT', 'MẬT ONG', 'Mật', 'mật', 'bí mật kinh doanh', 'CHÍNH SÁCH BẢO MẬT', 'MẬT KHẨU', 'dữ liệu MẬT trong câu', 'CẤM TỐI MẬT HOÁ', 'TỐI MẬT ONG', '', 'THƯ MẬT', 'tối mật'])('%j holds none', (text) => {
    expect(secretMarksIn(text)).toEqual([]);
  });

  it('are found between any lines, and looked for in a megabyte without standing still', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 40 }).map((text) => text.replace(/[\n\r]/g, ' '))), fc.array(fc.string({ maxLength: 40 })), (before, after) => {
      expect(secretMarksIn([...before, 'TUYỆT MẬT', ...after].join('\n'))).toContain('TUYỆT MẬT');
    }));
    expect(secretMarksIn('. '.repeat(500_000))).toEqual([]);
    expect(secretMarksIn(`${'A '.repeat(200_000)}TỐI`)).toEqual([]);
  });
});

const whole: EntryState = { title: 'Bản đồ', trackId: 't', hasTracks: true, parts: Object.fromEntries(entryParts.map((part) => [part, 'chữ'])), files: [{ isComplete: true, isQuarantined: false }] };

describe('what is missing', () => {
  it('is nothing in a whole entry, also without files or tracks', () => {
    expect(missingOf(whole)).toEqual([]);
    expect(missingOf({ ...whole, files: [], hasTracks: false, trackId: null })).toEqual([]);
  });

  it('names every step in order', () => {
    expect(missingOf({ title: ' ', trackId: null, hasTracks: true, parts: {}, files: [{ isComplete: false, isQuarantined: false }, { isComplete: true, isQuarantined: true }] }).map(({ step, why }) => `${step} ${why}`)).toEqual([
      'summary NO_TITLE', 'summary NO_TRACK', ...entryParts.map((part) => `${part.toLowerCase()} EMPTY`), 'files UNFINISHED_FILE', 'files QUARANTINED_FILE',
    ]);
    expect(missingOf({ ...whole, parts: { ...whole.parts, PLAN: ' \n ' } })).toEqual([{ step: 'plan', why: 'EMPTY' }]);
  });

  it('is counted by parts that all have a step and a limit', () => {
    for (const part of entryParts) expect([partOf(part.toLowerCase()), entrySteps.includes(part.toLowerCase() as never), partLimits[part] > 0]).toEqual([part, true, true]);
    for (const step of ['team', 'files', 'check', 'SUMMARY', 'constructor', '']) expect(partOf(step)).toBeUndefined();
  });
});

const deadline = { announced: '2026-12-31T16:59:59.000Z', extensions: [], graceSeconds: 0 };
const close = Date.parse('2026-12-31T16:59:59.999Z');
const iso = (at: number) => new Date(at).toISOString();
const none = { uploads: [], minutes: 30 };

describe('handing in', () => {
  it('is in time until the last thousandth of the announced second', () => {
    expect([iso(close), iso(close + 1)].map((at) => mayHandIn(at, deadline, none))).toEqual([true, false]);
    expect(mayHandIn(iso(close + 60_000), { ...deadline, extensions: [{ minutes: 1 }] }, none)).toBe(true);
    expect([20_000, 20_001].map((more) => mayHandIn(iso(close + more), { ...deadline, graceSeconds: 20 }, none))).toEqual([true, false]);
  });

  it('waits for an upload that began before the limit and ended after it, for a quarter of an hour', () => {
    const upload = { begunAt: iso(close - 1), completedAt: iso(close + 30_000) };
    expect([31_000, 30_000 + 900_000, 30_000 + 900_001].map((more) => mayHandIn(iso(close + more), deadline, { uploads: [upload], minutes: 30 }))).toEqual([true, true, false]);
  });

  it.each([['began too late', { begunAt: iso(close + 1), completedAt: iso(close + 2) }], ['ended in time', { begunAt: iso(close - 10), completedAt: iso(close) }], ['has not ended', { begunAt: iso(close - 10), completedAt: null }], ['took an hour', { begunAt: iso(close), completedAt: iso(close + 3_600_000) }]])('does not wait for an upload that %s', (_what, upload) => {
    expect([1, 86_400_001].map((more) => mayHandIn(iso(close + more), deadline, { uploads: [upload], minutes: 30 }))).toEqual([false, false]);
  });

  it('takes bytes of an upload that began in time and was sealed for half an hour more, of others for no moment', () => {
    const goesOn = (more: number, isSealed: boolean) => mayGoOn(iso(close + more), deadline, { begunAt: iso(close), isSealed, minutes: 30 });
    expect([0, 1_800_000, 1_800_001].map((more) => goesOn(more, true))).toEqual([true, true, false]);
    expect([0, 1].map((more) => goesOn(more, false))).toEqual([true, false]);
    expect(mayGoOn(iso(close + 1), deadline, { begunAt: iso(close + 1), isSealed: true, minutes: 30 })).toBe(false);
  });

  it('takes nothing after the limit where the terms of a contest give no minutes for it', () => {
    const upload = { begunAt: iso(close - 1), completedAt: iso(close + 1_000) };
    expect([0, 1].map((minutes) => mayGoOn(iso(close + 1_000), deadline, { begunAt: iso(close - 1), isSealed: true, minutes }))).toEqual([false, true]);
    expect([0, 1].map((minutes) => mayHandIn(iso(close + 2_000), deadline, { uploads: [upload], minutes }))).toEqual([false, true]);
  });

  it('never becomes possible again once it was not, without an upload', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1e9), (at, more) => mayHandIn(iso(close + at), deadline, none) || !mayHandIn(iso(close + at + more), deadline, none)));
  });

  it('ends for everybody at one instant, after which no upload lets anybody in, and until which some upload can', () => {
    const instants = fc.integer({ min: -2e6, max: 8e6 });
    fc.assert(fc.property(instants, instants, fc.nat({ max: 120 }), fc.nat({ max: 60 }), fc.nat({ max: 1e7 }), (begun, ended, minutes, graceSeconds, more) => {
      const graced = { ...deadline, graceSeconds };
      const after = iso(Date.parse(entriesEnd(graced, minutes)) + 1 + more);
      expect(mayHandIn(after, graced, { uploads: [{ begunAt: iso(close + begun), completedAt: iso(close + ended) }], minutes })).toBe(false);
      expect(mayGoOn(after, graced, { begunAt: iso(close + begun), isSealed: true, minutes })).toBe(false);
    }));
    const upload = { begunAt: iso(close), completedAt: iso(close + 30 * 60_000) };
    expect(mayHandIn(entriesEnd(deadline, 30), deadline, { uploads: [upload], minutes: 30 })).toBe(true);
    expect(entriesEnd(deadline, 30)).toBe(iso(close + 45 * 60_000));
    expect([entriesEnd(deadline, 0), entriesEnd({ ...deadline, graceSeconds: 20 }, 0), entriesEnd({ ...deadline, extensions: [{ minutes: 2 }] }, 0)]).toEqual([iso(close), iso(close + 20_000), iso(close + 120_000)]);
  });
});

const facts: EntryFacts = {
  contest: { id: 'c', code: 'SK26', title: 'Sáng kiến' }, entry: { id: 'e', number: 'SK26-0001', title: 'Bản đồ', track: { id: 't', title: 'Chính quyền số' } }, parts: { SUMMARY: 'Tóm tắt' },
  datasets: [{ id: 'd', title: 'Danh mục' }], team: [{ name: 'An', isLead: true }], files: [{ id: 'f', name: 'a.pdf', kind: 'PDF', bytes: 3, sha256: 'ab' }], rules: { id: 'r', version: 2, hash: 'cd' },
};

describe('what is handed in', () => {
  it('holds every part, also the empty ones, and no time', () => {
    const text = canonicalJson(contentOf(facts));
    for (const part of entryParts) expect(text).toContain(`"${part}":`);
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
    expect(canonicalJson(contentOf({ ...facts, parts: { ...facts.parts } }))).toBe(text);
  });

  it('differs with every word, member, file and version of the rules', () => {
    const others: EntryFacts[] = [{ ...facts, parts: { SUMMARY: 'Tóm tắt.' } }, { ...facts, team: [] }, { ...facts, files: [{ ...facts.files[0]!, sha256: 'ac' }] }, { ...facts, rules: { ...facts.rules, version: 3 } }, { ...facts, datasets: [] }, { ...facts, entry: { ...facts.entry, track: null } }];
    expect(new Set([facts, ...others].map((one) => canonicalJson(contentOf(one)))).size).toBe(others.length + 1);
  });

  it('is told by a receipt without a word of it but its title', () => {
    const receipt = receiptOf(facts, { version: 1, submittedAt: '2026-12-31T16:59:59.000Z', contentHash: 'ef', key: 'k' });
    expect(receipt).toMatchObject({ entry: 'SK26-0001', files: [{ name: 'a.pdf', bytes: 3, sha256: 'ab' }], rules: { version: 2, hash: 'cd' } });
    expect(JSON.stringify(receipt)).not.toContain('Tóm tắt');
  });

  it('is searched for markings in its title and all parts', () => {
    expect(marksOf({ title: 'MẬT', parts: { PLAN: 'một\nTỐI MẬT' } })).toEqual(['TỐI MẬT', 'MẬT']);
    expect(marksOf({ title: 'Bảo mật', parts: {} })).toEqual([]);
  });
});
