import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { findAnswer, listAnswers } from './current-answers.server.ts';

const at = (instant: string) => ({ at: instant, today: new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10) });
const now = at('2026-11-28T05:00:00.000Z');

describe('what is shown at a moment', () => {
  it('is the published version from its very second until the second in which it is withdrawn', async () => {
    await using db = await freshDb();
    await makeAnswer(db, { slug: 'muc-2', publishAt: '2026-11-28T05:00:00.000Z', withdrawAt: '2026-11-28T06:00:00.000Z' });
    const shown = async (moment: string) => (await findAnswer(db, 'muc-2', false, at(moment)))?.number;
    expect(await Promise.all(['2026-11-28T04:59:59.999Z', '2026-11-28T05:00:00.000Z', '2026-11-28T05:59:59.999Z', '2026-11-28T06:00:00.000Z'].map(shown))).toEqual([undefined, 1, 1, undefined]);
  });

  it('is the newer of two versions from its second on, and nothing once the newer is withdrawn', async () => {
    await using db = await freshDb();
    const { entryId } = await makeAnswer(db, { slug: 'le-phi', short: 'Thu một nửa.' });
    await makeAnswer(db, { entryId, short: 'Thu cả.', publishAt: '2026-12-31T17:00:00.000Z', withdrawAt: '2027-01-31T17:00:00.000Z' });
    const shown = async (moment: string) => (await findAnswer(db, 'le-phi', false, at(moment)))?.short;
    expect(await Promise.all(['2026-12-31T16:59:59.999Z', '2026-12-31T17:00:00.000Z', '2027-01-31T17:00:00.000Z'].map(shown))).toEqual(['Thu một nửa.', 'Thu cả.', undefined]);
  });

  it('is never internal for strangers, whatever was public before', async () => {
    await using db = await freshDb();
    const { entryId } = await makeAnswer(db, { slug: 'xac-minh' });
    await makeAnswer(db, { slug: 'nghiep-vu', audience: 'INTERNAL' });
    await makeAnswer(db, { entryId, audience: 'INTERNAL', publishAt: '2026-11-01T00:00:00.000Z' });
    expect([await listAnswers(db, false, now), (await listAnswers(db, true, now)).map(({ slug }) => slug).toSorted()]).toEqual([[], ['nghiep-vu', 'xac-minh']]);
  });

  it('leaves drafts, waiting, cancelled and retired answers out', async () => {
    await using db = await freshDb();
    for (const state of ['DRAFT', 'SUBMITTED', 'APPROVED'] as const) await makeAnswer(db, { state });
    const cancelled = await makeAnswer(db);
    await db.updateTable('faq_publication').set({ cancelled_at: now.at }).where('version_id', '=', cancelled.versionId).execute();
    const retired = await makeAnswer(db);
    await db.updateTable('faq_entry').set({ retired_at: now.at }).where('id', '=', retired.entryId).execute();
    expect(await listAnswers(db, true, now)).toEqual([]);
  });

  it('warns from midnight in Vietnam after the last day of a document, and of a review that is due', async () => {
    await using db = await freshDb();
    await makeAnswer(db, { slug: 'le-phi', reviewDue: '2026-12-31', legalBasis: [{ document: 'Thông tư 73/2024/TT-BTC', article: null, effectiveFrom: '2024-10-21', effectiveTo: '2026-12-31' }] });
    const flags = async (moment: string) => {
      const answer = await findAnswer(db, 'le-phi', false, at(moment));
      return [answer?.lapsed.length, answer?.isOverdue];
    };
    expect([await flags('2026-12-31T16:59:59.999Z'), await flags('2026-12-31T17:00:00.000Z')]).toEqual([[0, false], [1, true]]);
  });
});

describe('the database holds the rules', () => {
  it('nobody approves what she wrote', async () => {
    await using db = await freshDb();
    const author = await makePerson(db);
    await expect(makeAnswer(db, { authorId: author.id, approverId: author.id })).rejects.toThrow('FAQ_FOUR_EYES');
  });

  it('nothing is published without an approval of exactly this version', async () => {
    await using db = await freshDb();
    const { entryId, versionId } = await makeAnswer(db, { state: 'APPROVED' });
    const publish = (id: string) => db.insertInto('faq_publication').values({ id, entry_id: entryId, version_id: versionId, publish_at: now.at, created_at: now.at }).execute();
    await db.updateTable('faq_version').set({ short: 'Khác.', hash: 'khác' }).where('id', '=', versionId).execute();
    await expect(publish('a')).rejects.toThrow('FAQ_NOT_APPROVED');
  });

  it('two publications of an entry cannot begin at the same moment', async () => {
    await using db = await freshDb();
    const { entryId } = await makeAnswer(db, { publishAt: now.at });
    await expect(makeAnswer(db, { entryId, publishAt: now.at })).rejects.toThrow('UNIQUE');
  });
});
