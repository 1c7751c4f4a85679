import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptionFigures, checkReceiptFile } from '../../../app/contest/index.server.ts';
import { readCommitment } from '../../../app/contest/queries/commitment.server.ts';
import { findRound, getContestHead } from '../../../app/contest/queries/contest-round.server.ts';
import { findPublication } from '../../../app/contest/queries/publications.server.ts';
import { readGallery } from '../../../app/contest/queries/gallery.server.ts';
import { publicAdoptions } from '../../../app/contest/queries/adoption-figures.server.ts';
import { readStanding } from '../../../app/contest/queries/standing.server.ts';
import { receiptFile, receiptPublicKey } from '../../../app/contest/receipt-signature.server.ts';
import { findAuditBreak } from '../../../app/platform/audit.server.ts';
import { freshDb } from '../../../tests/support/db.ts';
import type { Db } from '../../client.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { seedContests } from './contest.ts';
import { contestId, outsiderId } from './contest-rows.ts';
import { ideas, outsiders, past, present } from './contest-story.ts';
import { populate } from './population.ts';
import { DEMO_NOW } from './rules/working-time.ts';
import { storePeople } from './store-people.ts';

const secret = 'mot-bi-mat-du-dai-cho-viec-kiem-tra';
const people = populate(loadOrganisation(), 120);
async function seeded(): Promise<Db & AsyncDisposable> {
  const fresh = await freshDb();
  await storeOrganisation(fresh);
  await storePeople(fresh, people);
  await seedContests(fresh, secret, people);
  return fresh;
}
let db: Db & AsyncDisposable;
beforeAll(async () => { db = await seeded(); }, 60_000);
afterAll(() => db.destroy());
const contest = contestId(past.code);

describe('the contest that is over', () => {
  it('has forty different ideas, each read by three of twelve judges who are linked, all sheets locked', async () => {
    expect([ideas.length, new Set(ideas.map(([title]) => title)).size]).toEqual([40, 40]);
    const view = await readStanding(db, await getContestHead(db, contest));
    if (view.state !== 'READY') throw new Error(view.state);
    expect([view.standing.lines.length, view.round.locked, view.standing.judges.length]).toEqual([40, 120, 12]);
    expect(view.standing.lines.every(({ sheets }) => sheets === 3)).toBe(true);
    expect(view.standing.cut).not.toBeNull();
    expect(view.standing.lines.some(({ crossesCut }) => crossesCut)).toBe(true);
    expect(view.standing.lines.some(({ crossesCut }) => !crossesCut)).toBe(true);
  });

  it('lets no judge read her own entry', async () => {
    const own = await db.selectFrom('review_assignment as a').innerJoin('judge as j', 'j.id', 'a.judge_id').innerJoin('entry as e', (join) => join.onRef('e.id', '=', 'a.entry_id').onRef('e.owner_id', '=', 'j.user_id')).select('a.id').execute();
    expect(own).toEqual([]);
  });

  it('committed before it opened, opened before it published, and the stored data still agree', async () => {
    const round = await findRound(db, contest);
    const publication = await findPublication(db, contest);
    const order = [round?.committedAt, round?.unblindedAt, publication?.publishedAt, publication?.awardedAt];
    expect(order).toEqual(order.toSorted());
    if (!round) throw new Error('no round');
    expect((await readCommitment(db, secret, await getContestHead(db, contest), round)).hash).toBe(round.commitment);
  });

  it('gave twelve prizes, one of them beside the ranking with its reason', async () => {
    const given = await db.selectFrom('contest_decision').select(['reason', 'prize_id']).where('revoked_at', 'is', null).execute();
    expect(given).toHaveLength(12);
    expect(given.filter(({ reason }) => reason !== '')).toHaveLength(1);
    const winners = (await readGallery(db, contest))?.winners ?? [];
    expect(winners).toHaveLength(12);
    expect(winners.some(({ shown }) => shown !== null) && winners.some(({ shown }) => shown === null)).toBe(true);
  });

  it('has one prize that is applied with what was measured, and one that is not, with its reason', async () => {
    expect((await publicAdoptions(db, contest)).map(({ state, benefits, reason }) => [state, benefits.length, reason !== null])).toEqual([['APPLIED', 2, false], ['NOT_APPLIED', 0, true]]);
    expect(await adoptionFigures(db, { from: '2026-10-01', to: '2026-11-01' })).toMatchObject({ states: { APPLIED: 1, NOT_APPLIED: 1 }, benefits: [{ unit: 'lượt đi lại', amount: 318 }] });
  });
});

describe('the contest that is open', () => {
  it('has drafts and entries that were handed in, and takes more', async () => {
    const rows = await db.selectFrom('entry').select(['submitted_at']).where('contest_id', '=', contestId(present.code)).execute();
    expect([rows.length, rows.filter((row) => row.submitted_at).length]).toEqual([6, 3]);
    expect(present.moments.OPENS < DEMO_NOW && DEMO_NOW < present.moments.ENTRIES_CLOSE).toBe(true);
  });

  it('is entered by the two whom a visitor can be', async () => {
    for (const { email } of outsiders.slice(0, 2)) expect((await db.selectFrom('entry').select('id').where('owner_id', '=', outsiderId(email)).where('contest_id', '=', contestId(present.code)).execute()).length).toBeGreaterThan(0);
  });
});

it('every receipt verifies offline', async () => {
  const rows = await db.selectFrom('entry_submission').select(['content', 'receipt', 'signature']).execute();
  expect(rows).toHaveLength(43);
  for (const row of rows) expect(checkReceiptFile(receiptFile(row), receiptPublicKey(secret))).toMatchObject({ ok: true, hasContent: true });
});

it('leaves no work behind, nothing of the future, and a whole log', async () => {
  expect(await db.selectFrom('job').select('name').execute()).toEqual([]);
  for (const [table, column] of [['audit_event', 'at'], ['message', 'send_at'], ['adoption', 'changed_at'], ['entry', 'created_at'], ['score_sheet', 'saved_at']] as const) {
    const rows = (await db.selectFrom(table).selectAll().execute()) as Record<string, unknown>[];
    expect(rows.every((row) => String(row[column]) <= DEMO_NOW), table).toBe(true);
  }
  expect(await findAuditBreak(db)).toBeNull();
});

it('comes to the same every time', async () => {
  await using again = await seeded();
  expect((await findPublication(again, contest))?.hash).toBe((await findPublication(db, contest))?.hash);
}, 60_000);
