import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsWorld, type ResultsWorld } from '../../tests/world/contest-results.ts';
import { promptAdoptions } from '../../app/contest/commands/prompt-adoptions.server.ts';
import { listSteps } from '../../app/contest/queries/adoptions.server.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testPorts } from '../../tests/world/calls.ts';
import type { Db } from '../client.ts';
import { databaseBefore } from '../../tests/support/db.ts';
import { migrate } from './index.ts';

const step = '0048-extra-reviews';
const at = '2026-02-01T00:00:00.000Z';

/** A database as it was before the step: a round with one review, one sheet with a note, an adoption with questions in every state, a milestone that was reached. */
async function before(): Promise<Db> {
  const db = await databaseBefore(step);
  await sql`insert into org_unit (id, kind, level, valid_from) values ('u', 'DEPARTMENT', 'PROVINCE', '2026-01-01')`.execute(db);
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', ${at}), ('j', 'OPERATOR', 'Đặng Thị Thơ', 'dang thi tho', ${at})`.execute(db);
  await sql`insert into contest (id, slug, code, title, summary, organiser_unit_id, eligibility, created_by, created_at, published_at) values ('c', 'c', 'C1', 'Sáng kiến', '', 'u', '', 'p', ${at}, ${at})`.execute(db);
  await sql`insert into entry (id, contest_id, number, owner_id, title, created_at, submitted_at) values ('e', 'c', 'C1-001', 'p', 'Bài', ${at}, ${at}), ('f', 'c', 'C1-002', 'p', 'Bài', ${at}, ${at})`.execute(db);
  await sql`insert into judge (id, contest_id, user_id, max_reviews, invited_by, invited_at, accepted_at) values ('g', 'c', 'j', 5, 'p', ${at}, ${at})`.execute(db);
  await sql`insert into review_round (id, contest_id, kind, seed, assigned_by, assigned_at) values ('r', 'c', 'PRELIMINARY', 1, 'p', ${at})`.execute(db);
  await sql`insert into review_assignment (id, round_id, judge_id, entry_id, label, assigned_at) values ('a', 'r', 'g', 'e', 'B1', ${at})`.execute(db);
  await sql`insert into score_sheet (assignment_id, saved_at, note_to_organiser) values ('a', ${at}, 'Nghi chép lại')`.execute(db);
  await sql`insert into adoption (id, entry_id, unit_id, state, started_at, changed_at) values ('ad', 'e', 'u', 'PILOT', ${at}, ${at})`.execute(db);
  await sql`insert into adoption_step (id, adoption_id, kind, title, due_on, done_on, written_at) values
    ('done', 'ad', 'PROMPT', '3', '2026-05-01', '2026-05-01', ${at}), ('open', 'ad', 'PROMPT', '6', '2026-08-01', null, ${at}), ('far', 'ad', 'PROMPT', '12', '2027-02-01', null, ${at}),
    ('mile', 'ad', 'MILESTONE', 'Chạy thử', '2026-06-01', '2026-06-02', ${at}), ('good', 'ad', 'BENEFIT', 'Giờ công', null, '2026-06-02', ${at})`.execute(db);
  return db;
}

describe('what was there before', () => {
  it('stays as it is: reviews have no day of their own, notes are new, only questions that were asked have a day of asking', async () => {
    const db = await before();
    expect(await migrate(db)).toContain(step);
    expect(await migrate(db)).toEqual([]);
    expect(await db.selectFrom('review_assignment').select(['id', 'due_at', 'released_at']).execute()).toEqual([{ id: 'a', due_at: null, released_at: null }]);
    expect(await db.selectFrom('judge_note_seen').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('adoption_step').select(['id', 'asked_on', 'done_on', 'answer']).orderBy('id').execute()).toEqual([
      { id: 'done', asked_on: '2026-05-01', done_on: '2026-05-01', answer: null },
      { id: 'far', asked_on: null, done_on: null, answer: null },
      { id: 'good', asked_on: null, done_on: '2026-06-02', answer: null },
      { id: 'mile', asked_on: null, done_on: '2026-06-02', answer: null },
      { id: 'open', asked_on: null, done_on: null, answer: null },
    ]);
    await db.destroy();
  });

  it('is not asked again; what was due meanwhile is asked once, what comes later on its day', async () => {
    const db = await before();
    await migrate(db);
    const clock = testClock();
    const ports = testPorts(db, clock);
    await promptAdoptions(ports);
    const asked = async () => Object.fromEntries((await listSteps(db, ['ad'])).map(({ id, askedOn, doneOn }) => [id, [askedOn, doneOn]]));
    expect(await asked()).toMatchObject({ done: ['2026-05-01', '2026-05-01'], open: ['2026-11-23', null], far: [null, null], mile: [null, '2026-06-02'] });
    await promptAdoptions(ports);
    clock.set('2027-01-31T17:00:00.000Z');
    await promptAdoptions(ports);
    expect(await asked()).toMatchObject({ done: ['2026-05-01', '2026-05-01'], open: ['2026-11-23', null], far: ['2027-02-01', null] });
    await db.destroy();
  });
});

describe('the tables themselves', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await resultsWorld();
  });
  afterAll(() => w[Symbol.asyncDispose]());
  const excuse = (more: object = {}) => w.db.insertInto('review_excuse').values({ round_id: w.round, entry_id: w.entries[0]?.id ?? '', reason: 'Giám khảo đều có quan hệ.', excused_by: w.organiser.id, excused_at: at, ...more });
  const gap = (more: object = {}) => w.db.insertInto('adoption_gap').values({ entry_id: w.entries[0]?.id ?? '', reason: 'Chưa có dữ liệu cần.', given_by: w.organiser.id, given_at: at, ...more });

  it.each([
    ['an excuse of nine letters', () => excuse({ reason: 'chín chữ.' }), /CHECK/],
    ['an excuse of nothing but what is five signs', () => excuse({ reason: '😀😀😀😀😀' }), /CHECK/],
    ['an excuse of no round', () => excuse({ round_id: 'khong-co' }), /FOREIGN KEY/],
    ['an excuse of no entry', () => excuse({ entry_id: 'khong-co' }), /FOREIGN KEY/],
    ['an excuse of nobody', () => excuse({ excused_by: 'khong-co' }), /FOREIGN KEY/],
    ['a gap of nine letters', () => gap({ reason: 'chín chữ.' }), /CHECK/],
    ['a gap of no entry', () => gap({ entry_id: 'khong-co' }), /FOREIGN KEY/],
    ['a note of no review', () => w.db.insertInto('judge_note_seen').values({ assignment_id: 'khong-co', note: 'x', seen_by: w.organiser.id, seen_at: at }), /FOREIGN KEY/],
  ])('refuse %s', async (_what, query, why) => {
    await expect(query().execute()).rejects.toThrow(why);
  });

  it('take one excuse an entry, and none is written, changed or deleted once its round is sealed', async () => {
    await excuse().execute();
    await expect(excuse().execute()).rejects.toThrow('UNIQUE');
    await w.db.updateTable('review_excuse').set({ reason: 'Một lý do khác hẳn.' }).execute();
    await w.db.updateTable('review_round').set({ commitment: 'x', committed_at: at }).where('id', '=', w.round).execute();
    await expect(excuse({ entry_id: w.entries[1]?.id ?? '' }).execute()).rejects.toThrow('an excuse does not change once its round is committed');
    await expect(w.db.updateTable('review_excuse').set({ reason: 'Lý do thứ ba là đây.' }).execute()).rejects.toThrow('an excuse does not change');
    await expect(w.db.deleteFrom('review_excuse').execute()).rejects.toThrow('an excuse does not change');
    await expect(w.db.insertInto('review_assignment').values({ id: 'late', round_id: w.round, judge_id: w.judges[0]?.id ?? '', entry_id: w.entries[0]?.id ?? '', label: 'z', assigned_at: at }).execute()).rejects.toThrow();
    expect(await w.db.selectFrom('review_excuse').select('reason').execute()).toEqual([{ reason: 'Một lý do khác hẳn.' }]);
  });
});
