import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../tests/world/answer-desk.ts';
import { anAnswer } from '../../tests/world/answers.ts';
import { openNumber, sealNumber } from './caller-seal.server.ts';
import { dateDocuments, ensureDocuments } from './document-rows.server.ts';
import type { AnswerFields } from './rules/answer.ts';
import { answerOf, answerOfRow, columnsOf, hashOf, insertDraft, updateDraft } from './version-rows.server.ts';
import { fieldsFrom, rowOf, answerRow } from './forms/answer-file.ts';

const text = fc.string({ unit: fc.constantFrom(...'aăêđ ỞX.,-"\'\\\n{}[]🙂1'), maxLength: 30 });
const line = fc.string({ unit: fc.constantFrom(...'aăêđỞX.,-"\'{}🙂1'), minLength: 1, maxLength: 30 });
const answers: fc.Arbitrary<AnswerFields> = fc.record({
  topic: fc.constant('tai-khoan'), audience: fc.constantFrom('PUBLIC', 'INTERNAL'), question: line, variants: fc.array(line, { maxLength: 5 }), short: line, body: line, papers: fc.array(line, { maxLength: 5 }), fee: fc.option(line), place: fc.option(line), timeLimit: fc.option(line),
  legalBasis: fc.array(fc.record({ document: fc.constantFrom('Luật A', 'Luật B'), article: fc.option(line), effectiveFrom: fc.constant(null), effectiveTo: fc.constant(null) }), { maxLength: 4 }),
  asOf: fc.constant('2026-11-01'), confidence: fc.constantFrom('A', 'B', 'C'), volatility: fc.constantFrom('LOW', 'MEDIUM', 'HIGH'), reviewDue: fc.constant('2026-11-20'), transferTo: fc.constantFrom(null, 'cong-an-xa'), sources: fc.array(line, { minLength: 1, maxLength: 3 }), related: fc.constant([]),
});

describe('an answer in rows', () => {
  it('comes back from its columns as it was, whatever it says', () => {
    fc.assert(fc.property(answers, text, (answer, body) => {
      const whole = { ...answer, body };
      expect(answerOfRow(columnsOf(whole), whole.legalBasis)).toEqual(whole);
    }));
  });

  it('comes back from the database as it was, also after many saves, with the same hash', async () => {
    await using w = await answerDesk();
    for (const name of ['Luật A', 'Luật B']) await w.db.insertInto('legal_document').values({ id: name, name }).execute();
    const id = await w.add();
    await fc.assert(fc.asyncProperty(answers, async (answer) => {
      const draft = await w.newest(id);
      expect(await w.db.transaction().execute((tx) => updateDraft(tx, draft, answer, { actorId: w.editor.id, at: 'now' }))).toBe(draft.revision + 1);
      const kept = await answerOf(w.db, await w.newest(id));
      expect(kept).toEqual(answer);
      expect(hashOf(kept)).toBe(hashOf(answer));
    }), { numRuns: 40 });
    expect((await w.db.selectFrom('faq_draft_save').select('revision').execute()).length).toBe((await w.newest(id)).revision + 1);
  });

  it('comes back from an export as it was', () => {
    fc.assert(fc.property(answers, (answer) => {
      const row = answerRow.safeParse(rowOf('muc-2', answer, { version: 1, revision: 0 }));
      // An export trims ends of lines that no form lets in either.
      if (!row.success) return expect(row.error.issues.every(({ code }) => code === 'invalid_format' || code === 'too_small')).toBe(true);
      const back = fieldsFrom(row.data, { topic: row.data.topic, body: row.data.body });
      expect(hashOf(back)).toBe(hashOf(answer));
    }));
  });

  it('has another hash for every other word, and the same for other dates of its documents', () => {
    fc.assert(fc.property(answers, answers, (one, two) => (hashOf(one) === hashOf(two)) === isDeepStrictEqual(one, two)));
    const dated = { ...anAnswer, legalBasis: [{ document: 'Luật A', article: null, effectiveFrom: '2020-01-01', effectiveTo: '2027-01-01' }] };
    expect(hashOf(dated)).toBe(hashOf({ ...dated, legalBasis: [{ document: 'Luật A', article: null, effectiveFrom: null, effectiveTo: null }] }));
    expect(hashOf({ ...anAnswer, fee: '' })).not.toBe(hashOf({ ...anAnswer, fee: null }));
    expect(hashOf({ ...anAnswer, papers: ['a', 'b'] })).not.toBe(hashOf({ ...anAnswer, papers: ['b', 'a'] }));
  });

  it('is one draft an entry: the database refuses a second', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await expect(w.db.transaction().execute((tx) => insertDraft(tx, anAnswer, { entryId: id, number: 2, actorId: null, at: 'now' }))).rejects.toThrow('UNIQUE');
    expect((await w.newest(id)).number).toBe(1);
  });

  it('of the program itself has no author', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    await w.db.transaction().execute((tx) => insertDraft(tx, anAnswer, { entryId: id, number: 2, actorId: null, at: 'now' }));
    expect(await w.db.selectFrom('faq_author').select('user_id').where('version_id', '=', (await w.newest(id)).id).execute()).toEqual([]);
  });
});

describe('documents', () => {
  const basis = (document: string, effectiveFrom: string | null = null, effectiveTo: string | null = null) => ({ document, article: null, effectiveFrom, effectiveTo });

  it('that come with answers are added once and keep what they have', async () => {
    await using w = await answerDesk();
    await w.db.transaction().execute((tx) => ensureDocuments(tx, [basis('A', '2020-01-01'), basis('A', '2021-01-01'), basis('B')]));
    await w.db.transaction().execute((tx) => ensureDocuments(tx, [basis('B', '2022-01-01')]));
    expect(await w.db.selectFrom('legal_document').select(['name', 'effective_from']).orderBy('name').execute()).toEqual([{ name: 'A', effective_from: '2020-01-01' }, { name: 'B', effective_from: null }]);
  });

  it('are dated by files until somebody has dated them here', async () => {
    await using w = await answerDesk();
    for (const [name, revision] of [['A', 0], ['B', 1]] as const) await w.db.insertInto('legal_document').values({ id: name, name, effective_to: '2026-01-01', revision }).execute();
    await w.db.transaction().execute((tx) => dateDocuments(tx, [basis('A', null, '2030-01-01'), basis('B', null, '2030-01-01'), basis('C')]));
    expect(await w.db.selectFrom('legal_document').select(['name', 'effective_to', 'revision']).orderBy('name').execute()).toEqual([{ name: 'A', effective_to: '2030-01-01', revision: 0 }, { name: 'B', effective_to: '2026-01-01', revision: 1 }]);
  });
});

describe('the seal of a number', () => {
  const number = fc.stringMatching(/^\+84[35789]\d{8}$/);

  it('opens under its secret alone, and never looks the same twice', () => {
    fc.assert(fc.property(number, (own) => {
      const [one, two] = [sealNumber('s', own), sealNumber('s', own)];
      expect([openNumber('s', one.number_sealed), openNumber('t', one.number_sealed), one.number_sealed === two.number_sealed, one.number_hash === two.number_hash]).toEqual([own, null, false, true]);
      expect(sealNumber('t', own).number_hash).not.toBe(one.number_hash);
    }), { numRuns: 20 });
  });

  it('that was altered anywhere does not open', () => {
    const sealed = Buffer.from(sealNumber('s', '+84912345678').number_sealed ?? '', 'base64url');
    fc.assert(fc.property(fc.integer({ min: 0, max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ by;
      return openNumber('s', altered.toString('base64url')) === null;
    }));
    for (const wrong of ['', 'AAAA', '%%%', null]) expect(openNumber('s', wrong)).toBeNull();
  });

  it('of no number is none', () => {
    expect(sealNumber('s', null)).toEqual({ number_sealed: null, number_mask: null, number_hash: null });
  });
});
