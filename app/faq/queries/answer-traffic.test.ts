import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { answerTraffic, type AnswersOf } from './answer-traffic.server.ts';

let db: Awaited<ReturnType<typeof freshDb>>;
/** Two versions of one answer (the second one under another topic), another one on its first topic, and one apart. */
let first: string, second: string, beside: string, apart: string, entry: string, agent: string;
const noon = '2026-11-23T05:00:00.000Z';
const day = (count: number) => new Date(Date.parse(noon) + count * 86_400_000).toISOString();

async function searched(versionId: string | null, at: string): Promise<void> {
  await db.insertInto('faq_search').values({ id: newId(), question: 'x', question_fold: 'x', results: 1, opened_version_id: versionId, source: 'PUBLIC', at }).execute();
}
async function voted(versionId: string, isHelpful: 0 | 1, at: string): Promise<void> {
  await db.insertInto('faq_feedback').values({ id: newId(), version_id: versionId, is_helpful: isHelpful, source: 'PUBLIC', at }).execute();
}
async function called(versionIds: string[], at: string): Promise<void> {
  const id = newId();
  await db.insertInto('call_record').values({ id, client_key: id, revision: 0, agent_id: agent, channel: 'PHONE', source: 'ONLINE', started_at: at, wrapped_at: at, wrap_code: 'ANSWERED', erase_after: '2027-01-01' }).execute();
  for (const version_id of versionIds) await db.insertInto('call_answer').values({ call_id: id, version_id, read_at: at }).execute();
}

beforeAll(async () => {
  db = await freshDb();
  agent = (await makePerson(db)).id;
  const made = await makeAnswer(db, { topic: 'lua-dao' });
  [first, entry] = [made.versionId, made.entryId];
  second = (await makeAnswer(db, { topic: 'giay-to', entryId: entry, publishAt: '2026-06-01T01:00:00.000Z' })).versionId;
  beside = (await makeAnswer(db, { topic: 'lua-dao' })).versionId;
  apart = (await makeAnswer(db, { topic: 'ho-tich' })).versionId;
  // Each version: opened, voted for and against, and read out at noon; then again a day later.
  for (const version of [first, second, beside, apart]) {
    await searched(version, noon);
    await voted(version, 1, noon);
    await voted(version, 0, day(1));
  }
  await searched(null, noon);
  await called([first, second, beside], noon);
  await called([apart], noon);
  await called([], noon);
});
afterAll(() => db.destroy());

const always = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
const of = (what: Partial<AnswersOf>, span = always) => answerTraffic(db, { entryIds: [], topics: [], ...what }, span);
const nothing = { opened: 0, helpful: 0, unhelpful: 0, calls: 0 };

describe('how often answers were looked up', () => {
  it('counts every version of an entry, and a call in which both were read out once', async () => {
    expect(await of({ entryIds: [entry] })).toEqual({ opened: 2, helpful: 2, unhelpful: 2, calls: 1 });
  });

  it('counts of a topic what stood under it, and nothing twice that is meant by its entry, too', async () => {
    expect(await of({ topics: ['lua-dao'] })).toEqual({ opened: 2, helpful: 2, unhelpful: 2, calls: 1 });
    expect(await of({ entryIds: [entry, entry], topics: ['lua-dao', 'lua-dao'] })).toEqual({ opened: 3, helpful: 3, unhelpful: 3, calls: 1 });
    expect(await of({ topics: ['lua-dao', 'giay-to', 'ho-tich'] })).toEqual({ opened: 4, helpful: 4, unhelpful: 4, calls: 2 });
  });

  it.each<[string, Partial<AnswersOf>]>([
    ['no answer at all', {}],
    ['an entry that is not there', { entryIds: ['khong-co'] }],
    ['a topic that is not there', { topics: ['khong-co'] }],
    ['an empty name', { entryIds: [''], topics: [''] }],
    ['a name that is a query', { entryIds: [`' or 1=1 --`], topics: [`%') or ('1'='1`] }],
    ['a topic in capitals', { topics: ['LUA-DAO'] }],
  ])('of %s is nothing', async (_what, what) => expect(await of(what)).toEqual(nothing));

  it('takes its first moment and leaves its last one to the next', async () => {
    const on = (from: string, to: string) => of({ entryIds: [entry] }, { from, to });
    expect(await on(noon, day(1))).toEqual({ opened: 2, helpful: 2, unhelpful: 0, calls: 1 });
    expect(await on(day(1), day(2))).toEqual({ ...nothing, unhelpful: 2 });
    expect(await on(noon, noon)).toEqual(nothing);
    expect(await on(day(2), day(-2))).toEqual(nothing);
    expect(await on('2026-11-22T05:00:00.000Z', '2026-11-23T04:59:59.999Z')).toEqual(nothing);
  });

  it('cut at any moment, the parts add up to the whole', async () => {
    const whole = await of({ topics: ['lua-dao', 'ho-tich'] });
    await fc.assert(fc.asyncProperty(fc.integer({ min: -2_000, max: 4_000 }), async (minutes) => {
      const cut = new Date(Date.parse(noon) + minutes * 60_000).toISOString();
      const [before, after] = [await of({ topics: ['lua-dao', 'ho-tich'] }, { ...always, to: cut }), await of({ topics: ['lua-dao', 'ho-tich'] }, { ...always, from: cut })];
      expect({ opened: before.opened + after.opened, helpful: before.helpful + after.helpful, unhelpful: before.unhelpful + after.unhelpful, calls: before.calls + after.calls }).toEqual(whole);
    }), { numRuns: 20, examples: [[0], [1_440]] });
  });
});
