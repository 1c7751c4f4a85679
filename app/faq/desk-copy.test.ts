import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../tests/world/answer-desk.ts';
import { momentOf } from '../people/ports.ts';
import { addWord } from './commands/change-words.server.ts';
import { addDocument, dateDocument } from './commands/legal-documents.server.ts';
import { retireAnswer } from './commands/retire-answer.server.ts';
import { rememberDeskCopy } from './queries/desk-answers.server.ts';
import type { DeskCopy } from './rules/desk-index.ts';

/** An answer on a circular that ends with the year; one that is shown for an hour tomorrow; how often a copy was made. */
async function world() {
  const w = await answerDesk();
  const made = await addDocument(w.ports, w.editor, { name: 'Thông tư 64', effectiveFrom: null, effectiveTo: '2026-12-31' });
  const fee = await w.published({ slug: 'le-phi', legalBasis: [{ document: 'Thông tư 64', article: null, effectiveFrom: null, effectiveTo: null }] });
  const hour = await w.add({ slug: 'mot-gio', question: 'Trong một giờ?' });
  for (const step of [w.handIn, w.approve]) await w.must(step(hour));
  await w.must(w.publish(hour, '2026-11-24T08:00', '2026-11-24T09:00'));
  const copies: DeskCopy[] = [];
  const give = rememberDeskCopy((copy) => {
    copies.push(copy);
    return copy;
  });
  const ask = () => give(w.db, momentOf(w.ports));
  return { ...w, fee, documentId: made.ok ? made.id : '', ask, copies, shown: async () => (await ask()).answers.map(({ slug }) => slug).toSorted() };
}

describe('the copy of the desk', () => {
  it('is made once for all who ask, at once or one after the other', async () => {
    await using w = await world();
    const all = await Promise.all(Array.from({ length: 20 }, () => w.ask()));
    expect(new Set([...all, await w.ask()]).size).toBe(1);
    w.clock.pass({ minutes: 30 });
    expect([await w.shown(), w.copies.length]).toEqual([['le-phi'], 1]);
  });

  it('is made anew to the millisecond when an answer comes or goes by the clock, and when the clock is set back', async () => {
    await using w = await world();
    const at = async (moment: string) => {
      w.clock.set(moment);
      return [await w.shown(), w.copies.length];
    };
    expect(await at('2026-11-24T00:59:59.999Z')).toEqual([['le-phi'], 1]);
    expect(await at('2026-11-24T01:00:00.000Z')).toEqual([['le-phi', 'mot-gio'], 2]);
    expect(await at('2026-11-24T01:59:59.999Z')).toEqual([['le-phi', 'mot-gio'], 2]);
    expect(await at('2026-11-24T02:00:00.000Z')).toEqual([['le-phi'], 3]);
    expect(await at('2026-11-24T01:30:00.000Z')).toEqual([['le-phi', 'mot-gio'], 4]);
  });

  it('says at the first moment of the day that a document under an answer has lapsed, though nobody changed anything', async () => {
    await using w = await world();
    const lapsed = async (moment: string) => {
      w.clock.set(moment);
      return (await w.ask()).answers.find(({ slug }) => slug === 'le-phi')?.lapsed;
    };
    expect([await lapsed('2026-12-31T16:59:59.999Z'), await lapsed('2026-12-31T17:00:00.000Z')]).toEqual([[], ['Thông tư 64']]);
  });

  it('warns from the day after its review was due, and says how long each document holds', async () => {
    await using w = await world();
    const { review_due: due } = await w.db.selectFrom('faq_version as v').innerJoin('faq_entry as e', 'e.id', 'v.entry_id').select('v.review_due').where('e.slug', '=', 'le-phi').executeTakeFirstOrThrow();
    const copy = async (moment: string) => {
      w.clock.set(moment);
      return (await w.ask()).answers.find(({ slug }) => slug === 'le-phi');
    };
    const midnight = `${due}T17:00:00.000Z`;
    const eve = new Date(Date.parse(midnight) - 1).toISOString();
    expect([(await copy(eve))?.isOverdue, (await copy(midnight))?.isOverdue, (await copy(midnight))?.periods]).toEqual([false, true, [{ from: null, to: '2026-12-31' }]]);
  });

  it('says of each answer until when it may be read out, by the first of what is planned, and changes when the plan does', async () => {
    await using w = await world();
    const until = async (slug: string) => (await w.ask()).answers.find((answer) => answer.slug === slug)?.until;
    expect(await until('le-phi')).toBeNull();
    await w.nextVersion(w.fee, { short: 'Thu cả.', legalBasis: [] });
    await w.must(w.publish(w.fee, '2026-12-01T00:00'));
    expect(await until('le-phi')).toBe('2026-11-30T17:00:00.000Z');
    await w.db.updateTable('faq_entry').set({ retired_at: '2026-11-29T03:00:00.000Z' }).where('id', '=', w.fee).execute();
    expect(await until('le-phi')).toBe('2026-11-29T03:00:00.000Z');
    await w.db.updateTable('faq_entry').set({ retired_at: null }).where('id', '=', w.fee).execute();
    await w.db.updateTable('faq_publication').set({ cancelled_at: w.clock.now().toISOString() }).where('publish_at', '=', '2026-11-30T17:00:00.000Z').execute();
    expect(await until('le-phi')).toBeNull();
    w.clock.set('2026-11-24T01:30:00.000Z');
    expect(await until('mot-gio')).toBe('2026-11-24T02:00:00.000Z');
  });

  it.each<[string, (w: Awaited<ReturnType<typeof world>>) => Promise<unknown>, (copy: DeskCopy) => unknown, unknown]>([
    ['a word is added', (w) => w.must(addWord(w.ports, w.editor, { word: 'GPLX', meaning: 'giấy phép lái xe' })), ({ words }) => words.length, 1],
    ['a document gets another end', async (w) => w.must(dateDocument(w.ports, w.appraiser, w.documentId, { revision: (await w.db.selectFrom('legal_document').select('revision').where('id', '=', w.documentId).executeTakeFirstOrThrow()).revision, effectiveFrom: null, effectiveTo: '2026-11-01' })), ({ answers }) => answers[0]?.lapsed, ['Thông tư 64']],
    ['an answer is taken out of use', (w) => w.must(retireAnswer(w.ports, w.appraiser, { entryId: w.fee, reason: 'Gộp' })), ({ answers }) => answers.length, 0],
    ['a new version is published', async (w) => {
      await w.nextVersion(w.fee, { short: 'Thu cả.', legalBasis: [] });
      w.clock.pass({ seconds: 1 });
      await w.must(w.publish(w.fee));
    }, ({ answers }) => answers[0]?.short, 'Thu cả.'],
  ])('is made anew when %s', async (_what, change, read, expected) => {
    await using w = await world();
    const before = await w.ask();
    await change(w);
    const after = await w.ask();
    expect([after === before, read(after)]).toEqual([false, expected]);
    expect([await w.ask() === after, w.copies.length]).toEqual([true, 2]);
  });

  it('that could not be made is not kept for the next who asks', async () => {
    await using w = await world();
    let fails = true;
    const give = rememberDeskCopy(() => {
      if (fails) throw new Error('no room');
      return 'a copy';
    });
    const ask = () => give(w.db, momentOf(w.ports));
    await expect(ask()).rejects.toThrow('no room');
    fails = false;
    expect(await ask()).toBe('a copy');
  });
});
