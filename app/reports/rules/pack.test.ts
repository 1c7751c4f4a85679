import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvPieces } from '../../platform/sheets/csv.server.ts';
import { manifestText, packPolicy, plainName, readManifest, rowCounter, type PackManifest } from './pack.ts';
import { countedIn, noPackCounts, packSums, roundsOf, stateAtEnd } from './pack-learning.ts';
import { sumOf, summaryPaper, type PackSummary } from './pack-summary.ts';
import { packWords, stepWords } from './pack-tables.ts';

const manifest: PackManifest = {
  format: 'hoc06.inspection-pack/1', product: 'hoc06', province: 'UBND tỉnh Ninh Bình', unit: { id: 'u', name: 'Đơn vị “một”' }, period: { from: '2026-01-01', to: '2026-11-23' }, timeZone: 'Asia/Ho_Chi_Minh', people: 3,
  madeAt: '2026-11-23T01:00:00.000Z', madeBy: { account: 'a', role: 'AUDITOR' }, audit: { rows: 0, hash: '' }, files: [{ name: 'hoc-tap.csv', bytes: 12, sha256: 'a'.repeat(64), rows: 3 }], key: { name: 'k', publicKey: 'p' },
};

describe('a manifest', () => {
  it('has one way to be written, and is read only in that way', () => {
    const text = manifestText(manifest);
    expect(readManifest(text)).toEqual(manifest);
    for (const other of [` ${text}`, `${text}\n`, text.replace('{', '{ '), JSON.stringify(manifest), text.replace('"people":3', '"people":3.0'), text.normalize('NFD'), text.replace('}', ',"x":1}'), text.replace('"rows":3', '"rows":-3'), 'null', '[]', '', '{"__proto__":1}']) expect(readManifest(other), other.slice(0, 40)).toBeNull();
  });

  it.each([{ format: 'hoc06.inspection-pack/2' }, { people: 1.5 }, { files: [] }, { files: [{ name: '../x.csv', bytes: 1, sha256: 'a'.repeat(64), rows: null }] }, { files: [{ name: 'x.csv', bytes: 1, sha256: 'A'.repeat(64), rows: null }] }])('with %j is none', (change) => {
    expect(() => manifestText({ ...manifest, ...change } as PackManifest)).toThrow();
  });

  it.each([['hoc-tap.csv', true], ['manifest.sig', true], ['', false], ['.csv', false], ['a', false], ['A.csv', false], ['a/b.csv', false], ['..csv', false], ['a.csv\n', false], ['đ.csv', false], [`${'a'.repeat(60)}.csv`, false]])('%j as a name: %s', (name, fits) => expect(plainName.test(name)).toBe(fits));

  it('has terms that a setting may change within reason', () => {
    expect(packPolicy.value.safeParse(packPolicy.fallback).success).toBe(true);
    for (const wrong of [{ keepDays: 0 }, { mostDays: 100_000 }, { mostOpen: 1.5 }]) expect(packPolicy.value.safeParse({ ...packPolicy.fallback, ...wrong }).success).toBe(false);
  });
});

describe('counting rows', () => {
  it('agrees with a reader of CSV, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('a\r\nb', '"', '\n', ';', '', "'", '""\n""'))), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const pieces = [];
        for await (const piece of csvPieces({ name: 'x', columns: [{ head: 'Một', kind: 'text' }, { head: 'Hai', kind: 'text' }], batches: [rows], timeZone: 'UTC', locale: 'vi' })) pieces.push(piece);
        const bytes = Buffer.from(pieces.join(''));
        const counter = rowCounter();
        for (let at = 0; at < bytes.length; at += size) counter.pass(bytes.subarray(at, at + size));
        expect(counter.rows()).toBe(parse(bytes, { bom: true, delimiter: ';' }).length - 1);
      }),
    );
  });

  it.each([['', 0], ['a', 0], ['a\r\n', 0], ['a\r\nb', 1], ['a\r\nb\r\n', 1], ['a\nb\n"c\nd"\n', 2]])('%j: %i', (text, count) => {
    const counter = rowCounter();
    counter.pass(Buffer.from(text));
    expect(counter.rows()).toBe(count);
  });
});

describe('where somebody stood', () => {
  const fact = (verb: string, at: string, result = '{}') => ({ userId: 'u', courseId: 'c', verb, at, result });

  it('is counted round by round, the earliest fact of each', () => {
    const rounds = roundsOf([fact('lesson.opened', '2026-02-02'), fact('attempt.started', '2026-02-01'), fact('course.completed', '2026-03-01'), fact('course.completed', '2026-03-05'), fact('course.renewed', '2027-01-01', '{"round":2}'), fact('lesson.completed', '2027-01-05')]);
    expect(Object.fromEntries(rounds)).toEqual({ 'u c 1': { startedAt: '2026-02-01', completedAt: '2026-03-01' }, 'u c 2': { startedAt: '2027-01-05', completedAt: null } });
    expect(roundsOf([]).size).toBe(0);
  });

  it.each([
    [{ dueOn: '2026-06-30', cancelledAt: null, isRenewed: false }, { startedAt: null, completedAt: null }, '2026-06-30', 'NOT_STARTED'],
    [{ dueOn: '2026-06-30', cancelledAt: null, isRenewed: false }, { startedAt: null, completedAt: null }, '2026-07-01', 'OVERDUE'],
    [{ dueOn: null, cancelledAt: null, isRenewed: false }, { startedAt: '2026-01-01', completedAt: null }, '2026-07-01', 'IN_PROGRESS'],
    [{ dueOn: '2026-06-30', cancelledAt: '2026-05-01', isRenewed: false }, { startedAt: null, completedAt: null }, '2026-07-01', 'CANCELLED'],
    [{ dueOn: '2026-06-30', cancelledAt: '2026-05-01', isRenewed: true }, { startedAt: null, completedAt: null }, '2026-07-01', 'OVERDUE'],
    [{ dueOn: '2026-06-30', cancelledAt: '2026-05-01', isRenewed: false }, { startedAt: null, completedAt: '2026-04-01' }, '2026-07-01', 'COMPLETED'],
  ] as const)('%j %j on %s: %s', (enrolment, facts, lastDay, state) => expect(stateAtEnd(enrolment, facts, lastDay)).toBe(state));

  it('adds up by unit and course, cancelled ones apart', () => {
    const sums = packSums();
    for (const state of ['COMPLETED', 'COMPLETED', 'CANCELLED', 'OVERDUE'] as const) sums.add('u', 'c', state);
    sums.add('u', 'd', 'IN_PROGRESS');
    expect(sums.list()).toEqual([{ unitId: 'u', courseId: 'c', counts: { ...noPackCounts(), COMPLETED: 2, CANCELLED: 1, OVERDUE: 1 } }, { unitId: 'u', courseId: 'd', counts: { ...noPackCounts(), IN_PROGRESS: 1 } }]);
    expect(sums.list().map(({ counts }) => countedIn(counts))).toEqual([3, 1]);
    expect(countedIn(sumOf(sums.list().map(({ counts }) => counts)))).toBe(4);
  });
});

it.each([['before-7', '7 ngày trước hạn'], ['after-14', '14 ngày sau hạn'], ['due', 'đúng ngày đến hạn'], ['manual-2026-11-23', 'nhắc trực tiếp'], ['digest', 'digest']])('says the step %s as “%s”', (step, words) => expect(stepWords(step)).toBe(words));
it('says reasons of withdrawal in words, an unknown one as the general one', () => {
  expect([packWords.revoked(null), packWords.revoked('REPLACED'), packWords.revoked('lời cũ')]).toEqual(['', 'Cấp lại', 'Theo quyết định của cơ quan cấp']);
});

describe('the summary', () => {
  const counts = (COMPLETED: number, OVERDUE: number) => ({ ...noPackCounts(), COMPLETED, OVERDUE });
  const summary: PackSummary = { issuer: 'UBND tỉnh', unit: 'UBND phường', from: '2026-01-01', to: '2026-11-23', madeOn: '2026-11-24', people: 1_234, courses: [{ title: 'A', counts: counts(1, 2) }, { title: 'B', counts: noPackCounts() }], units: [], certificates: 1, reminders: 2, files: [{ name: 'hoc-tap.csv', rows: 1_500 }, { name: 'b.pdf', rows: null }], keyName: 'k' };

  it('writes numbers as Vietnamese does and shares only of something', () => {
    const { parts, opening, subject } = summaryPaper(summary);
    expect(opening[0]).toContain('1.234 người');
    expect(subject).toContain('từ ngày 01/01/2026 đến ngày 23/11/2026');
    expect(parts[0]?.table?.rows).toEqual([['A', '3', '1', '2', '33,3%'], ['B', '0', '0', '0', '–']]);
    expect(parts.map(({ heading }) => heading)).toEqual(['1. Theo khoá học', '2. Các tệp kèm theo']);
    expect(parts[1]?.table?.rows).toEqual([['hoc-tap.csv', 'Từng người, từng khoá học', '1.500'], ['b.pdf', '', '–']]);
  });

  it('puts the units that need most first and the others together, losing nobody', () => {
    const units = Array.from({ length: 30 }, (_, at) => ({ name: `Đơn vị ${at}`, people: 10, counts: counts(10 - (at % 10), at % 10) }));
    const rows = summaryPaper({ ...summary, units }).parts[1]?.table?.rows ?? [];
    expect(rows).toHaveLength(9);
    expect(rows[0]?.slice(1)).toEqual(['10', '10', '1', '9', '10%']);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['22 đơn vị khác', '220']);
    expect(rows.reduce((sum, row) => sum + Number(row[4]), 0)).toBe(units.reduce((sum, unit) => sum + unit.counts.OVERDUE, 0));
    expect(summaryPaper({ ...summary, units: units.slice(0, 9) }).parts[1]?.table?.rows).toHaveLength(9);
    const courses = units.map(({ name, counts: of }) => ({ title: name, counts: of }));
    const courseRows = summaryPaper({ ...summary, courses }).parts[0]?.table?.rows ?? [];
    expect([courseRows.length, courseRows.at(-1)?.[0], courseRows.reduce((sum, row) => sum + Number(row[1]), 0)]).toEqual([6, '25 khoá học khác', 300]);
  });
});
