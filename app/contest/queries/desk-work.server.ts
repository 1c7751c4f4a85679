import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { waitingIf, type WaitingWork } from '../../platform/waiting-work.ts';
import { copiesOf, needsLook } from './blind-copies.server.ts';
import { organiserTies } from './organiser-ties.server.ts';
import { isLookAtLast } from './screening.server.ts';

export type DeskWork = 'contest.screen' | 'contest.reply' | 'contest.copy' | 'contest.note' | 'contest.short' | 'contest.adopt';

interface Counted {
  id: string;
  title: string;
  count: number | string | bigint;
}

/**
 * What waits for an organiser in contests that are not closed, from the entries that come in to the reviews that are missing. Only work whose page opens to her: a seat in the
 * jury closes the desk while identities are closed, a tie to an entry closes what judges write and lack.
 */
export async function listDeskWork(db: Db, userId: string): Promise<WaitingWork<DeskWork>[]> {
  const seats = await listBlindSeats(db, userId);
  const outside = (found: readonly Counted[], closed: ReadonlySet<string>) => found.filter(({ id }) => !closed.has(id));
  return [
    ...byContest('contest.screen', 'entries?state=UNCHECKED', outside(await countUnchecked(db), seats)),
    ...byContest('contest.reply', 'entries?state=REPLIED', outside(await countReplies(db), seats)),
    ...byContest('contest.copy', 'blindness', outside(await countCopies(db), seats)),
    ...byContest('contest.note', 'notes', await untied(db, userId, outside(await countNotes(db), seats))),
    ...byContest('contest.short', 'assignment/more', await untied(db, userId, outside(await countShort(db), seats))),
    ...byContest('contest.adopt', 'adoptions', await countUnadopted(db)),
  ];
}

/** Contests in whose jury somebody sits while identities are closed. */
async function listBlindSeats(db: Db, userId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('judge as j')
    .leftJoin('review_round as r', (join) => join.onRef('r.contest_id', '=', 'j.contest_id').on('r.kind', '=', 'PRELIMINARY'))
    .select('j.contest_id as id')
    .where('j.user_id', '=', userId)
    .where('j.declined_at', 'is', null)
    .where('j.removed_at', 'is', null)
    .where('r.unblinded_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Without the contests to whose entries something ties her: there what concerns judges is for others. */
async function untied(db: Db, userId: string, found: readonly Counted[]): Promise<Counted[]> {
  const rows = found.length > 0 ? await db.selectFrom('contest').select(['id', 'created_at as createdAt']).where('id', 'in', found.map(({ id }) => id)).execute() : [];
  const tied = new Set<string>();
  for (const row of rows) if ((await organiserTies(db, row, [userId]))[0]) tied.add(row.id);
  return found.filter(({ id }) => !tied.has(id));
}

const byContest = <Kind extends DeskWork>(kind: Kind, page: string, found: readonly Counted[]) => found.flatMap(({ id, title, count }) => waitingIf(kind, Number(count), `/contest-desk/${id}/${page}`, { subject: title }));

/** Entries that are in the running, of contests that go on. */
const running = (db: Db) => db.selectFrom('entry as e').innerJoin('contest as c', 'c.id', 'e.contest_id').where('c.closed_at', 'is', null).where('e.submitted_at', 'is not', null).where('e.withdrawn_at', 'is', null);
const perContest = (query: ReturnType<typeof running>) => query.select((row) => ['c.id', 'c.title', row.fn.countAll<number>().as('count')]).groupBy(['c.id', 'c.title']).orderBy('c.title').orderBy('c.id').execute();
/** Entries that were given to nobody, of contests whose scores are not committed. */
const screened = (db: Db) =>
  running(db)
    .where((where) => where.not(where.exists(where.selectFrom('review_assignment as a').select('a.id').whereRef('a.entry_id', '=', 'e.id'))))
    .where((where) => where.not(where.exists(where.selectFrom('review_round as r').select('r.id').whereRef('r.contest_id', '=', 'c.id').where('r.commitment', 'is not', null))));

const countUnchecked = (db: Db): Promise<Counted[]> => perContest(screened(db).where((where) => where.not(where.exists(where.selectFrom('eligibility_check as k').select('k.id').whereRef('k.entry_id', '=', 'e.id').where(isLookAtLast)))));

/** The last look at an entry as it is now is what counts. */
const lastLook = sql<string>`(select k.id from eligibility_check k where k.entry_id = e.id and ${isLookAtLast} order by k.checked_at desc, k.id desc limit 1)`;

function countReplies(db: Db): Promise<Counted[]> {
  return perContest(screened(db).where((where) => where.exists(where.selectFrom('eligibility_check as l').select('l.id').where('l.id', '=', lastLook).where('l.replied_at', 'is not', null).where('l.outcome', '!=', 'ELIGIBLE'))));
}

/** Clean copies with something left in them, of rounds that are not committed. */
async function countCopies(db: Db): Promise<Counted[]> {
  const rows = await running(db)
    .select(['c.id', 'c.title', 'e.id as entry'])
    .where('c.blind', '=', 1)
    .where((where) => where.not(where.exists(where.selectFrom('review_round as r').select('r.id').whereRef('r.contest_id', '=', 'c.id').where('r.committed_at', 'is not', null))))
    .where((where) => where.exists(where.selectFrom('blind_copy as b').innerJoin('entry_file as f', 'f.id', 'b.file_id').select('b.file_id').whereRef('f.entry_id', '=', 'e.id').where('b.leftovers', '!=', '[]').where('b.cleared_at', 'is', null)))
    .orderBy('c.title')
    .orderBy('c.id')
    .execute();
  // Only files of what was handed in last are anybody's work.
  const copies = rows.length > 0 ? await copiesOf(db, rows.map(({ entry }) => entry)) : new Map<string, never[]>();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((own) => ({ id: own[0]?.id ?? '', title: own[0]?.title ?? '', count: own.flatMap(({ entry }) => copies.get(entry) ?? []).filter(needsLook).length }));
}

function countNotes(db: Db): Promise<Counted[]> {
  return db
    .selectFrom('score_sheet as s')
    .innerJoin('review_assignment as a', 'a.id', 's.assignment_id')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .leftJoin('judge_note_seen as n', (join) => join.onRef('n.assignment_id', '=', 'a.id').onRef('n.note', '=', 's.note_to_organiser'))
    .select((row) => ['c.id', 'c.title', row.fn.countAll<number>().as('count')])
    .where('c.closed_at', 'is', null)
    .where('e.erased_at', 'is', null)
    .where('s.note_to_organiser', '!=', '')
    .where('n.seen_at', 'is', null)
    .groupBy(['c.id', 'c.title'])
    .orderBy('c.title')
    .orderBy('c.id')
    .execute();
}

/** Entries that nobody was given, and those whose judges gave them back, abstained or were taken out, so that too few are left; those with a reason for it wait for nobody. */
function countShort(db: Db): Promise<Counted[]> {
  const left = sql<number>`(select count(*) from review_assignment a left join score_sheet s on s.assignment_id = a.id where a.entry_id = e.id and a.round_id = r.id and a.released_at is null and s.abstained_reason is null)`;
  return db
    .selectFrom('review_round as r')
    .innerJoin('contest as c', 'c.id', 'r.contest_id')
    .innerJoin('entry as e', 'e.contest_id', 'c.id')
    .select((row) => ['c.id', 'c.title', row.fn.countAll<number>().as('count')])
    .where('r.kind', '=', 'PRELIMINARY')
    .where('r.commitment', 'is', null)
    .where('c.closed_at', 'is', null)
    .where('e.withdrawn_at', 'is', null)
    .where('e.erased_at', 'is', null)
    .where('e.submitted_at', 'is not', null)
    .where((where) => where.or([
      where.exists(where.selectFrom('review_assignment as g').select('g.id').whereRef('g.round_id', '=', 'r.id').whereRef('g.entry_id', '=', 'e.id')),
      where.exists(where.selectFrom('eligibility_check as l').select('l.id').where('l.id', '=', lastLook).where('l.outcome', '=', 'ELIGIBLE')),
    ]))
    .where((where) => where.not(where.exists(where.selectFrom('review_excuse as x').select('x.entry_id').whereRef('x.round_id', '=', 'r.id').whereRef('x.entry_id', '=', 'e.id'))))
    .where((where) => where(left, '<', where.ref('c.reviews_per_entry')))
    .groupBy(['c.id', 'c.title'])
    .orderBy('c.title')
    .orderBy('c.id')
    .execute();
}

/** Published prizes that were given to no unit and of which nobody has said why. */
const countUnadopted = (db: Db): Promise<Counted[]> =>
  perContest(
    running(db)
      .where((where) => where.exists(where.selectFrom('contest_publication as p').select('p.contest_id').whereRef('p.contest_id', '=', 'c.id').where('p.withdrawn_at', 'is', null)))
      .where((where) => where.exists(where.selectFrom('contest_decision as d').select('d.id').whereRef('d.entry_id', '=', 'e.id').where('d.revoked_at', 'is', null).where('d.prize_id', 'is not', null)))
      .where((where) => where.not(where.exists(where.selectFrom('adoption as a').select('a.id').whereRef('a.entry_id', '=', 'e.id'))))
      .where((where) => where.not(where.exists(where.selectFrom('adoption_gap as g').select('g.entry_id').whereRef('g.entry_id', '=', 'e.id')))),
  );
