import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestText, packFaults, plainName, readManifest, rowCounter, type PackManifest } from './pack.ts';
import { countedIn, noPackCounts, packStates, packSums, roundKey, roundsOf, stateAtEnd, type PackCounts } from './pack-learning.ts';
import { sumOf, summaryPaper, type PackSummary } from './pack-summary.ts';
import { packColumns, packWords, stepWords } from './pack-tables.ts';

const counts = fc.record({ COMPLETED: fc.nat(500), OVERDUE: fc.nat(500), IN_PROGRESS: fc.nat(500), NOT_STARTED: fc.nat(500), CANCELLED: fc.nat(500) }) as fc.Arbitrary<PackCounts>;
const summary = (changes: Partial<PackSummary> = {}): PackSummary => ({ issuer: 'UBND tỉnh', unit: 'UBND phường', from: '2026-01-01', to: '2026-11-23', madeOn: '2026-11-24', people: 3, courses: [], units: [], certificates: 0, reminders: 0, files: [], keyName: 'k', ...changes });
const shareOf = (one: Partial<PackCounts>) => summaryPaper(summary({ courses: [{ title: 'A', counts: { ...noPackCounts(), ...one } }] })).parts[0]?.table?.rows[0]?.at(-1);
const numberIn = (cell: string | undefined) => Number((cell ?? '').replaceAll('.', ''));

describe('shares in the summary', () => {
  it.each([
    [{ COMPLETED: 1, OVERDUE: 2 }, '33,3%'],
    [{ COMPLETED: 2, OVERDUE: 1 }, '66,7%'],
    [{ COMPLETED: 5 }, '100%'],
    [{ OVERDUE: 5 }, '0%'],
    [{ COMPLETED: 9_999, OVERDUE: 1 }, '99,9%'],
    [{ COMPLETED: 49_999, NOT_STARTED: 1 }, '99,9%'],
    [{ COMPLETED: 1, NOT_STARTED: 49_999 }, '0,1%'],
    [{ CANCELLED: 7 }, '–'],
    [{ COMPLETED: 1, CANCELLED: 7 }, '100%'],
    [{}, '–'],
  ])('of %j: %s', (of, words) => expect(shareOf(of)).toBe(words));

  it('say all only of all, and nothing only of nothing', () => {
    fc.assert(fc.property(fc.nat(60_000), fc.nat(60_000), (done, left) => {
      const words = shareOf({ COMPLETED: done, IN_PROGRESS: left });
      expect(words === '100%').toBe(done > 0 && left === 0);
      expect(words === '0%').toBe(done === 0 && left > 0);
    }));
  });
});

describe('what does not fit on the page', () => {
  it('is summed up in one line: no unit and no course is lost', () => {
    fc.assert(fc.property(fc.array(fc.record({ people: fc.nat(5_000), counts }), { minLength: 1, maxLength: 30 }), (list) => {
      const units = list.map((one, at) => ({ ...one, name: `Đơn vị ${at}` }));
      const rows = summaryPaper(summary({ units })).parts[1]?.table?.rows ?? [];
      expect(rows.length).toBe(units.length <= 9 ? units.length : 9);
      const whole = sumOf(units.map((one) => one.counts));
      expect(rows.reduce((sum, row) => sum + numberIn(row[1]), 0)).toBe(units.reduce((sum, { people }) => sum + people, 0));
      expect(rows.reduce((sum, row) => sum + numberIn(row[2]), 0)).toBe(countedIn(whole));
      expect(rows.reduce((sum, row) => sum + numberIn(row[3]), 0)).toBe(whole.COMPLETED);
      expect(rows.reduce((sum, row) => sum + numberIn(row[4]), 0)).toBe(whole.OVERDUE);
    }));
  });

  it('is never one line alone: what would be “one other” is shown', () => {
    const units = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `Đơn vị ${at}`, people: 1, counts: { ...noPackCounts(), COMPLETED: 1 } }));
    const names = (count: number) => (summaryPaper(summary({ units: units(count) })).parts[1]?.table?.rows ?? []).map(([name]) => name);
    expect(names(9)).not.toContain(expect.stringContaining('khác'));
    expect([names(9).length, names(10).length, names(10).at(-1)]).toEqual([9, 9, '2 đơn vị khác']);
  });

  it('keeps hostile names as names', () => {
    const name = '<script>alert(1)</script> "Đơn vị" 👩‍💻 =1+1';
    const paper = summaryPaper(summary({ unit: name, issuer: name, units: [{ name, people: 1, counts: noPackCounts() }], courses: [{ title: name, counts: noPackCounts() }], files: [{ name: 'la.csv', rows: 0 }] }));
    expect([paper.issuer, paper.parts[0]?.table?.rows[0]?.[0], paper.parts[1]?.table?.rows[0]?.[0], paper.parts[2]?.table?.rows[0]]).toEqual([name, name, name, ['la.csv', '', '0']]);
    expect(paper.subject).toContain(name);
  });

  it('numbers its parts without a gap, with units and without', () => {
    const heads = (changes: Partial<PackSummary>) => summaryPaper(summary(changes)).parts.map(({ heading }) => heading.slice(0, 2));
    expect([heads({}), heads({ units: [{ name: 'A', people: 0, counts: noPackCounts() }] })]).toEqual([['1.', '2.'], ['1.', '2.', '3.']]);
  });

  it('has widths of hundred in every table', () => {
    const { parts } = summaryPaper(summary({ units: [{ name: 'A', people: 1, counts: noPackCounts() }] }));
    expect(parts.map(({ table }) => table?.columns.reduce((sum, { width }) => sum + width, 0))).toEqual([100, 100, 100]);
  });
});

describe('rounds', () => {
  const verbs = fc.constantFrom('lesson.opened', 'lesson.completed', 'attempt.started', 'course.completed');
  const fact = fc.record({ userId: fc.constantFrom('u', 'v'), courseId: fc.constantFrom('c', 'd'), verb: verbs, at: fc.integer({ min: 10, max: 99 }).map((day) => `2026-${day}`), result: fc.constant('{}') });

  it('never mix people or courses, and keep the earliest fact of each kind', () => {
    fc.assert(fc.property(fc.array(fact, { maxLength: 30 }), (facts) => {
      const rounds = roundsOf(facts);
      for (const userId of ['u', 'v']) for (const courseId of ['c', 'd']) {
        const own = facts.filter((one) => one.userId === userId && one.courseId === courseId);
        const first = (list: typeof own) => list.map(({ at }) => at).toSorted()[0] ?? null;
        const expected = { startedAt: first(own.filter(({ verb }) => verb !== 'course.completed')), completedAt: first(own.filter(({ verb }) => verb === 'course.completed')) };
        expect(rounds.get(roundKey(userId, courseId, 1)) ?? { startedAt: null, completedAt: null }).toEqual(expected);
      }
    }));
  });

  it('begin anew with a renewal that is recorded before anything of it', () => {
    const renewed = { userId: 'u', courseId: 'c', verb: 'course.renewed', at: '2026-02-01', result: '{"round":3}' };
    const later = { userId: 'u', courseId: 'c', verb: 'course.completed', at: '2026-03-01', result: '{}' };
    expect(Object.fromEntries(roundsOf([renewed, { ...later, courseId: 'd' }, later]))).toEqual({ 'u d 1': { startedAt: null, completedAt: '2026-03-01' }, 'u c 3': { startedAt: null, completedAt: '2026-03-01' } });
  });

  it('end in exactly one state, and only a completion makes them done', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-06-${String(date).padStart(2, '0')}`);
    fc.assert(fc.property(fc.option(day), fc.option(day), fc.boolean(), fc.option(day), fc.option(day), day, (dueOn, cancelledAt, isRenewed, startedAt, completedAt, lastDay) => {
      const state = stateAtEnd({ dueOn, cancelledAt, isRenewed }, { startedAt, completedAt }, lastDay);
      expect(packStates).toContain(state);
      expect(state === 'COMPLETED').toBe(completedAt !== null);
      if (state === 'OVERDUE') expect(dueOn !== null && dueOn < lastDay).toBe(true);
      if (state === 'CANCELLED') expect(cancelledAt).not.toBeNull();
    }));
  });

  it('are counted once each, by unit and course', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('u', 'v'), fc.constantFrom('c', 'd'), fc.constantFrom(...packStates)), { maxLength: 60 }), (rows) => {
      const sums = packSums();
      for (const [unit, course, state] of rows) sums.add(unit, course, state);
      const whole = sumOf(sums.list().map((one) => one.counts));
      for (const state of packStates) expect(whole[state]).toBe(rows.filter((row) => row[2] === state).length);
      expect(new Set(sums.list().map(({ unitId, courseId }) => `${unitId} ${courseId}`)).size).toBe(sums.list().length);
    }));
  });
});

describe('a manifest', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 });
  const file = fc.record({ name: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}\.[a-z]{1,4}$/), bytes: fc.nat(), sha256: fc.stringMatching(/^[0-9a-f]{64}$/), rows: fc.option(fc.nat()) });
  const manifest: fc.Arbitrary<PackManifest> = fc.record({
    format: fc.constant('hoc06.inspection-pack/1' as const), product: word, province: word, unit: fc.record({ id: word, name: word }), period: fc.record({ from: word, to: word }), timeZone: word, people: fc.nat(), madeAt: word,
    madeBy: fc.record({ account: word, role: word }), audit: fc.record({ rows: fc.nat(), hash: word }), files: fc.array(file, { minLength: 1, maxLength: 5 }), key: fc.record({ name: word, publicKey: word }),
  });

  it('comes back as it was written, whatever its words, and has one text', () => {
    fc.assert(fc.property(manifest, (one) => {
      const text = manifestText(one);
      const read = readManifest(text);
      expect(read).not.toBeNull();
      expect(read && manifestText(read)).toBe(text);
      expect(text).toBe(text.normalize('NFC'));
    }));
  });

  it('is not read with a character more or less anywhere', () => {
    fc.assert(fc.property(manifest, fc.nat(), (one, place) => {
      const text = manifestText(one);
      const at = place % text.length;
      for (const other of [`${text.slice(0, at)} ${text.slice(at)}`, `${text.slice(0, at)}${text.slice(at + 1)}`]) {
        const read = readManifest(other);
        if (read) expect(manifestText(read)).toBe(other);
      }
    }));
  });

  it.each<[string, object]>([
    ['negative people', { people: -1 }], ['no number of people', { people: Number.NaN }], ['more files than a pack has', { files: Array.from({ length: 51 }, (_, at) => ({ name: `a${at}.csv`, bytes: 1, sha256: 'a'.repeat(64), rows: 1 })) }],
    ['a field more', { note: 'x' }], ['a period without its end', { period: { from: '2026-01-01' } }], ['rows that are text', { files: [{ name: 'a.csv', bytes: 1, sha256: 'a'.repeat(64), rows: '1' }] }],
    ['negative bytes', { files: [{ name: 'a.csv', bytes: -1, sha256: 'a'.repeat(64), rows: 1 }] }], ['a short hash', { files: [{ name: 'a.csv', bytes: 1, sha256: 'a'.repeat(63), rows: 1 }] }],
  ])('with %s is none', (_what, change) => {
    const good = fc.sample(manifest, { numRuns: 1, seed: 7 })[0] as PackManifest;
    expect(() => manifestText({ ...good, ...change } as PackManifest)).toThrow();
    expect(readManifest(JSON.stringify({ ...good, ...change }))).toBeNull();
  });

  it('names only files that lie in one folder', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', 'B', '-', '\u0000', ':', 'đ', ' ', '\n', '1'), maxLength: 12 }), (name) => {
      if (plainName.test(name)) expect(name).toMatch(/^[a-z0-9][a-z0-9-]*\.[a-z0-9]+$/);
    }));
    for (const name of ['con.', 'a..csv', '-a.csv', 'a b.csv', 'a.csv ', '\u202Ea.csv', 'a.tar.gz']) expect(plainName.test(name), name).toBe(false);
  });
});

describe('rows of a table', () => {
  it('are the same however the bytes are cut', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\n', '\r', ';', 'đ'), maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }), (text, sizes) => {
      const bytes = Buffer.from(text);
      const [whole, cut] = [rowCounter(), rowCounter()];
      whole.pass(bytes);
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        cut.pass(bytes.subarray(at, at + size));
        at += size;
      }
      expect(cut.rows()).toBe(whole.rows());
      expect(whole.rows()).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe('words in the tables', () => {
  it('are there for every state and no column has two names', () => {
    expect(packStates.map((state) => packWords.state[state])).toEqual(['Hoàn thành', 'Quá hạn', 'Đang học', 'Chưa bắt đầu', 'Đã huỷ']);
    for (const columns of Object.values(packColumns)) expect(new Set(columns.map(({ head }) => head)).size).toBe(columns.length);
    expect(JSON.stringify(packColumns)).not.toMatch(/Họ (và )?tên/);
  });

  it.each([['before-0', '0 ngày trước hạn'], ['after-', 'after-'], ['BEFORE-7', 'BEFORE-7'], ['before-7 ', 'before-7 '], ['manual-', 'nhắc trực tiếp'], ['', ''], ['<script>', '<script>']])('say the step %j as %j', (step, words) => expect(stepWords(step)).toBe(words));

  it('know a reason that nobody foresaw', () => {
    expect(packWords.revoked('RENEWED')).toBe('Đã cấp cho lần học sau');
    for (const odd of ['', '<script>', 'renewed']) expect(packWords.revoked(odd)).toBe('Theo quyết định của cơ quan cấp');
  });

  it('name every fault once', () => expect(new Set(packFaults).size).toBe(packFaults.length));
});
