import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { answerFile, answerFolder } from '../../../tests/world/answer-files.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import { findAnswer, listAnswers } from '../../../app/faq/queries/current-answers.server.ts';
import { findAuditBreak } from '../../../app/platform/audit.server.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { DEMO_NOW, seedDemo } from './index.ts';
import { datesOf } from './rules/answer-dates.ts';
import { randomFor } from './rules/random.ts';

describe('the dates of a demo answer', () => {
  it('never come before what it rests on, nor after the demo’s present', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2026-11-23'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const answer = fc.record({ asOf: day, volatility: fc.constantFrom('HIGH', 'MEDIUM', 'LOW'), variants: fc.array(fc.constant('x'), { maxLength: 8 }), sources: fc.array(day.map((d) => `Báo, ${d.slice(5, 7)}/${d.slice(0, 4)}`), { maxLength: 2 }), legalBasis: fc.array(fc.record({ effectiveFrom: fc.option(day) }), { maxLength: 2 }) });
    fc.assert(fc.property(answer, fc.string(), (one, seed) => {
      const { asOf, publishedAt, renewedAt, widenedAt } = datesOf(one, Date.parse(DEMO_NOW), randomFor(seed));
      const published = new Date(publishedAt).toISOString().slice(0, 10);
      expect(asOf <= one.asOf && asOf < published && published <= '2026-11-19').toBe(true);
      for (const { effectiveFrom } of one.legalBasis) if (effectiveFrom && effectiveFrom < '2026-11-10') expect(effectiveFrom <= published).toBe(true);
      for (const later of [renewedAt, widenedAt]) if (later !== null) expect(later > publishedAt && later <= Date.parse('2026-11-19T12:00:00Z')).toBe(true);
      expect(renewedAt === null || widenedAt === null).toBe(true);
    }));
  });
});

describe('the answers of the demo', () => {
  it('are published when they are sure, carry the mark of sample data, and the fee rule is swapped at the first second of 2027', async () => {
    const names = Array.from({ length: 45 }, (_, at) => [`tai-khoan/cau-${at}.md`, answerFile({ question: `Câu số ${at}?`, as_of: '2026-03-01', volatility: 'medium', related: [`cau-${(at + 1) % 45}`] })] as const);
    using folder = answerFolder({ ...Object.fromEntries(names), 'can-cuoc/le-phi-lam-the.md': answerFile({ question: 'Lệ phí?', as_of: '2026-01-31', volatility: 'high' }), 'can-cuoc/chua-chac.md': answerFile({ question: 'Chưa chắc?', confidence: 'C' }) });
    await using db = await freshDb();
    await storeOrganisation(db);
    await makeDemoCourses(db);
    await seedDemo(db, { secret: 'mot-bi-mat-du-dai-cho-viec-kiem-tra', people: 120, contentDir: folder.path });
    const now = { at: DEMO_NOW, today: '2026-11-23' };
    const shown = await listAnswers(db, false, now);
    expect(shown.length).toBe(46);
    expect(shown.every(({ isSample, publishedAt }) => isSample && publishedAt < DEMO_NOW)).toBe(true);
    expect(shown.some(({ number }) => number === 2)).toBe(true);
    expect(await findAnswer(db, 'chua-chac', true, now)).toBeUndefined();
    expect(await db.selectFrom('faq_version as v').innerJoin('faq_entry as e', 'e.id', 'v.entry_id').select(['v.hash', 'v.is_sample']).where('e.slug', '=', 'chua-chac').execute()).toEqual([{ hash: null, is_sample: 1 }]);
    const fee = async (at: string) => (await findAnswer(db, 'le-phi-lam-the', false, { at, today: at.slice(0, 10) }))?.number;
    expect([await fee('2026-12-31T16:59:59.999Z'), await fee('2026-12-31T17:00:00.000Z')]).toEqual([2, 3]);
    expect(await findAuditBreak(db)).toBeNull();
    const waiting = await db.selectFrom('faq_version').select(['hash', 'returned_at']).where((where) => where.not(where.exists(where.selectFrom('faq_publication as p').select('p.id').whereRef('p.version_id', '=', 'faq_version.id')))).execute();
    expect(new Set(waiting.map(({ hash, returned_at }) => (hash ? 'waiting' : returned_at ? 'returned' : 'draft')))).toEqual(new Set(['waiting', 'draft']));
  }, 90_000);

  it('are refused with their faults when a file is broken', async () => {
    using folder = answerFolder({ 'tai-khoan/a.md': answerFile({ confidence: 'Z' }) });
    await using db = await freshDb();
    await storeOrganisation(db);
    await makeDemoCourses(db);
    await expect(seedDemo(db, { secret: 'mot-bi-mat-du-dai-cho-viec-kiem-tra', people: 120, contentDir: folder.path })).rejects.toThrow(/The answers have errors[\s\S]*a\.md:17/);
  }, 60_000);
});
