import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptionFigures } from '../../../app/contest/index.server.ts';
import { checkReceiptFile } from '../../../app/contest/verify.server.ts';
import { readCommitment } from '../../../app/contest/queries/commitment.server.ts';
import { findRound, getContestHead, listRounds } from '../../../app/contest/queries/contest-round.server.ts';
import { findPublication } from '../../../app/contest/queries/publications.server.ts';
import { listAppeals } from '../../../app/contest/queries/appeals.server.ts';
import { readGallery } from '../../../app/contest/queries/gallery.server.ts';
import { readVoteDesk, readVotePage } from '../../../app/contest/queries/vote.server.ts';
import { readLate } from '../../../app/contest/queries/late-entries.server.ts';
import { getJudgingContest } from '../../../app/contest/queries/judging-contest.server.ts';
import { listReviewNeeds } from '../../../app/contest/queries/review-needs.server.ts';
import { readPublicCall } from '../../../app/contest/queries/public-call.server.ts';
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
import { inFinal, voted } from './contest-stories-2026.ts';
import { calledOff, inJudging } from './contest-stories-turns.ts';
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
    const given = await db.selectFrom('contest_decision').select(['reason', 'prize_id']).where('contest_id', '=', contest).where('revoked_at', 'is', null).execute();
    expect(given).toHaveLength(12);
    expect(given.filter(({ reason }) => reason !== '')).toHaveLength(1);
    const winners = (await readGallery(db, contest))?.winners ?? [];
    expect(winners).toHaveLength(12);
    expect(winners.some(({ shown }) => shown !== null) && winners.some(({ shown }) => shown === null)).toBe(true);
  });

  it('was voted on: the numbers are public, and the report found nothing unusual', async () => {
    const { page, report } = await readVoteDesk(db, await getContestHead(db, contest), DEMO_NOW);
    expect(page.state).toBe('OVER');
    expect(page.counts?.map(({ rank }) => rank)).toEqual(page.counts?.map(({ rank }) => rank).toSorted((a, b) => a - b));
    expect([report?.voters === report?.counted, (report?.voters ?? 0) > 10, report?.anomalies]).toEqual([true, true, []]);
    expect(await db.selectFrom('vote_roll').select('mark').where('contest_id', '=', contest).execute()).toEqual([]);
  });

  it('has one prize that is applied with what was measured, and one that is not, with its reason', async () => {
    expect((await publicAdoptions(db, contest)).map(({ state, benefits, reason }) => [state, benefits.length, reason !== null])).toEqual([['APPLIED', 2, false], ['NOT_APPLIED', 0, true]]);
    expect(await adoptionFigures(db, { from: '2026-10-01', to: '2026-11-01' })).toMatchObject({ states: { APPLIED: 1, NOT_APPLIED: 1 }, benefits: [{ unit: 'lượt đi lại', amount: 318 }] });
  });
});

describe('the contest whose results have just come out', () => {
  const id = contestId(voted.code);
  const head = () => getContestHead(db, id);

  it('is voted on: everybody sees the winners, nobody a number', async () => {
    const { state, candidates, counts } = await readVotePage(db, voted.slug, DEMO_NOW);
    expect([state, candidates.every(({ shown }) => shown !== null), counts]).toEqual(['OPEN', true, null]);
    expect(candidates).toHaveLength(4);
    const { votes } = await db.selectFrom('vote_candidate').select(({ fn }) => fn.sum<number>('votes').as('votes')).where('contest_id', '=', id).executeTakeFirstOrThrow();
    expect(votes).toBeGreaterThan(5);
  });

  it('has an objection that waits within its time, a prize that is tried out and one that waits for its unit', async () => {
    expect((await listAppeals(db, id)).map(({ answeredAt }) => answeredAt)).toEqual([null]);
    expect((await publicAdoptions(db, id)).map(({ state }) => state)).toEqual(['PILOT', 'PROPOSED']);
    expect((await readStanding(db, await head())).state).toBe('READY');
  });
});

describe('the contest in its final', () => {
  const id = contestId(inFinal.code);

  it('has eight finalists, each pair before three judges, part of it compared and nothing of it shown', async () => {
    const duels = await db.selectFrom('duel as d').innerJoin('judge as j', 'j.id', 'd.judge_id').innerJoin('user_account as u', 'u.id', 'j.user_id').select(['d.winner', 'u.email']).where('j.contest_id', '=', id).execute();
    expect(duels).toHaveLength(84);
    const decided = duels.filter(({ winner }) => winner !== null).length;
    expect([decided > 30, decided < 70]).toEqual([true, true]);
    expect((await readStanding(db, await getContestHead(db, id))).state).toBe('WAITING');
    // Whoever signs in as the learner finds pairs of her own that wait.
    expect(duels.filter(({ email, winner }) => email === 'hoc-vien@vi-du.invalid' && winner === null).length).toBeGreaterThan(5);
  });

  it('is committed to in its first round, with the hash of what is stored', async () => {
    const [first] = await listRounds(db, id);
    if (!first) throw new Error('no round');
    expect((await readCommitment(db, secret, await getContestHead(db, id), first)).hash).toBe(first.commitment);
  });

  it('draws pairs, labels and choices alike every time', async () => {
    await using again = await seeded();
    const story = (of: Db) => of.selectFrom('duel as d').innerJoin('finalist as f', (join) => join.onRef('f.entry_id', '=', 'd.a_entry_id').onRef('f.round_id', '=', 'd.round_id')).select(['d.id', 'd.winner', 'd.decided_at', 'f.label']).orderBy('d.id').execute();
    expect(await story(again)).toEqual(await story(db));
  }, 60_000);
});

describe('the contest whose judges are at work', () => {
  const id = contestId(inJudging.code);
  const entryBy = async (column: 'withdrawn_by' | 'id', value: string) => db.selectFrom('entry').select(['id', 'number', 'withdrawn_at']).where('contest_id', '=', id).where(column, '=', value).executeTakeFirstOrThrow();

  it('has sheets that are locked and sheets that are not, and nothing of a standing', async () => {
    const view = await readStanding(db, await getContestHead(db, id));
    expect(view).toMatchObject({ state: 'WAITING', round: { commitment: null } });
    const [round] = await listRounds(db, id);
    expect([(round?.locked ?? 0) > 10, (round?.assigned ?? 0) - (round?.locked ?? 0) > 3]).toEqual([true, true]);
  });

  it('has an entry that was readmitted after the others were given out, and says so at its desk', async () => {
    const [round] = await listRounds(db, id);
    if (!round) throw new Error('no round');
    expect(await readLate(db, id, round, '2026-11-23')).toMatchObject({ numbers: ['DM26-009'], screening: { unchecked: 0, waiting: 0, replied: 0 } });
    const needs = await listReviewNeeds(db, await getJudgingContest(db, id), { ...round, assignedAt: '2026-10-19T02:00:00.000Z' });
    expect(needs.find(({ number }) => number === 'DM26-009')?.judges.length).toBeGreaterThan(3);
  });

  it('has an entry withdrawn in time by its lead and one by the organisers, each with a receipt that verifies; the judges who had it were told', async () => {
    const receipts = await db.selectFrom('entry_withdrawal as w').innerJoin('entry as e', 'e.id', 'w.entry_id').select(['e.number', 'w.receipt', 'w.signature', 'w.withdrawn_at']).orderBy('w.withdrawn_at').execute();
    expect(receipts.map(({ number }) => number)).toEqual(['DM26-012', 'DM26-011', 'SK26-007']);
    for (const row of receipts) expect(checkReceiptFile(receiptFile({ ...row, content: '' }), receiptPublicKey(secret))).toMatchObject({ ok: true });
    const gone = await entryBy('withdrawn_by', (await db.selectFrom('contest').select('created_by').where('id', '=', id).executeTakeFirstOrThrow()).created_by);
    expect(gone.number).toBe('DM26-011');
    expect((await db.selectFrom('review_assignment').select('released_at').where('entry_id', '=', gone.id).execute()).some(({ released_at }) => released_at !== null)).toBe(true);
    expect((await db.selectFrom('message').select('id').where('source_id', 'like', `review-gone:${gone.id}%`).execute()).length).toBeGreaterThan(0);
  });
});

describe('the contest that was called off', () => {
  it('is public with its reason, has no results, and told both who had entered', async () => {
    const call = await readPublicCall(db, calledOff.slug, { at: DEMO_NOW, today: '2026-11-23' });
    expect([call.phase, call.closing?.hasResults, call.closing?.reason?.includes('chỉ có hai bài')]).toEqual(['CLOSED', false, true]);
    const told = await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select('r.user_id').where('m.source_id', '=', `contest-called-off:${contestId(calledOff.code)}:ENTRANT`).execute();
    expect(told.length).toBeGreaterThanOrEqual(2);
  });
});

describe('the contest that is open', () => {
  it('has drafts and entries that were handed in, and takes more', async () => {
    const rows = await db.selectFrom('entry').select(['submitted_at']).where('contest_id', '=', contestId(present.code)).execute();
    expect([rows.length, rows.filter((row) => row.submitted_at).length]).toEqual([7, 4]);
    expect(present.moments.OPENS < DEMO_NOW && DEMO_NOW < present.moments.ENTRIES_CLOSE).toBe(true);
  });

  it('is entered by the two whom a visitor can be', async () => {
    for (const { email } of outsiders.slice(0, 2)) expect((await db.selectFrom('entry').select('id').where('owner_id', '=', outsiderId(email)).where('contest_id', '=', contestId(present.code)).execute()).length).toBeGreaterThan(0);
  });
});

it('every receipt verifies offline', async () => {
  const rows = await db.selectFrom('entry_submission').select(['content', 'receipt', 'signature']).execute();
  expect(rows).toHaveLength(80);
  for (const row of rows) expect(checkReceiptFile(receiptFile(row), receiptPublicKey(secret))).toMatchObject({ ok: true, hasContent: true });
});

it('leaves no work behind but the end of the open vote, nothing of the future, and a whole log', async () => {
  expect(await db.selectFrom('job').select(['name', 'run_at']).execute()).toEqual([{ name: 'contest.close-vote', run_at: '2026-12-31T17:00:00.000Z' }]);
  for (const [table, column] of [['audit_event', 'at'], ['message', 'send_at'], ['adoption', 'changed_at'], ['entry', 'created_at'], ['score_sheet', 'saved_at'], ['duel', 'decided_at'], ['result_appeal', 'raised_at']] as const) {
    const rows = (await db.selectFrom(table).selectAll().execute()) as Record<string, unknown>[];
    expect(rows.every((row) => row[column] === null || String(row[column]) <= DEMO_NOW), table).toBe(true);
  }
  expect(await findAuditBreak(db)).toBeNull();
});

it('comes to the same every time', async () => {
  await using again = await seeded();
  expect((await findPublication(again, contest))?.hash).toBe((await findPublication(db, contest))?.hash);
}, 60_000);
