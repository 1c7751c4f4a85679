import type { Db } from '../../../db/client.ts';
import { fewestFinalists, withFinal } from '../rules/final.ts';
import { placesOf, type Prize } from '../rules/prizes.ts';
import { standingOf, type Criterion, type LockedSheet, type Standing } from '../rules/standing.ts';
import { isLocked, isOpen, listCriteria, listPrizes, listRounds, type ContestHead, type Round } from './contest-round.server.ts';
import { readFit } from './duels.server.ts';

/** An entry as a standing names it; who stands behind it only once the round is open. */
export interface EntryName {
  id: string;
  number: string;
  title: string | null;
  owner: string | null;
}
/** What a contest's standing shows. Before all sheets are locked there is no score in it at all. */
export type StandingView =
  | { state: 'NO_ROUND' }
  | { state: 'WAITING'; round: Round }
  | { state: 'DISCONNECTED'; round: Round; groups: string[][] }
  | { state: 'READY'; round: Round; standing: Standing; entries: Record<string, EntryName>; criteria: Criterion[]; prizes: (Prize & { amount: number | null })[]; unscored: EntryName[]; isOpen: boolean; awaitsFinal: boolean };
/** What the pages of the desk get: before the commitment counts, and the numbers of entries that nobody scored. */
export type DeskView = StandingView | { state: 'SEALED'; round: Round; entries: number; unscored: string[] };
export type ReadyStanding = Extract<StandingView, { state: 'READY' }>;

/** The standing of the round that counts. Judges are in it by their ids; `judgeNames` names them for organisers. */
export async function readStanding(db: Db, contest: ContestHead): Promise<StandingView> {
  const rounds = await listRounds(db, contest.id);
  const round = rounds.at(-1);
  if (!round) return { state: 'NO_ROUND' };
  if (!isLocked(round)) return { state: 'WAITING', round };
  const [criteria, prizes] = [await listCriteria(db, contest.id), await listPrizes(db, contest.id)];
  // A final orders the first of the round before it.
  const scored = rounds[0]?.id ?? round.id;
  const sheets = (await listSheets(db, scored)).filter(({ values }) => values.size > 0);
  const names = await entryNames(db, scored, isOpen(contest, round));
  const gone = new Set(names.filter(({ isGone }) => isGone).map(({ id }) => id));
  const entries = Object.fromEntries(names.map(({ id, number, title, owner }) => [id, { id, number, title, owner }]));
  const outcome = standingOf(sheets, criteria, { method: contest.method, places: placesOf(prizes), gone });
  if (!outcome.ok) return { state: 'DISCONNECTED', round, groups: outcome.groups.map((group) => group.map((id) => entries[id]?.number ?? '')) };
  const withSheets = new Set(sheets.map(({ entry }) => entry));
  const unscored = Object.values(entries).filter(({ id }) => !withSheets.has(id) && !gone.has(id));
  const isFinal = round.kind === 'FINAL';
  const standing = isFinal ? withFinal(outcome.standing, await readFit(db, round.id), placesOf(prizes)) : outcome.standing;
  const awaitsFinal = contest.finalists > 0 && !isFinal && standing.lines.length >= fewestFinalists;
  return { state: 'READY', round, awaitsFinal, standing, entries, criteria, prizes, unscored, isOpen: isOpen(contest, round) };
}

/** The locked sheets of a round; somebody who abstained has no values. */
export async function listSheets(db: Db, roundId: string): Promise<(LockedSheet & { assignment: string; lockedAt: string; abstained: boolean })[]> {
  const sheets = await db
    .selectFrom('review_assignment as a')
    .innerJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['a.id', 'a.judge_id as judge', 'a.entry_id as entry', 's.locked_at as lockedAt', 's.abstained_reason as abstained'])
    .where('a.round_id', '=', roundId)
    .where('a.released_at', 'is', null)
    .where('s.locked_at', 'is not', null)
    .orderBy('a.id')
    .execute();
  const scores = await db.selectFrom('score as v').innerJoin('review_assignment as a', 'a.id', 'v.assignment_id').select(['v.assignment_id as assignment', 'v.criterion_id as criterion', 'v.value']).where('a.round_id', '=', roundId).execute();
  const byAssignment = Map.groupBy(scores, ({ assignment }) => assignment);
  return sheets.map(({ id, judge, entry, lockedAt, abstained }) => ({
    assignment: id, judge, entry, lockedAt: lockedAt ?? '', abstained: abstained !== null,
    values: new Map(abstained === null ? (byAssignment.get(id) ?? []).map(({ criterion, value }) => [criterion, value]) : []),
  }));
}

async function entryNames(db: Db, roundId: string, withNames: boolean): Promise<(EntryName & { isGone: boolean })[]> {
  const rows = await db
    .selectFrom('entry as e')
    .innerJoin('user_account as u', 'u.id', 'e.owner_id')
    .leftJoin('contestant as c', 'c.user_id', 'e.owner_id')
    .select(['e.id', 'e.number', 'e.title', 'e.withdrawn_at', 'e.erased_at', 'u.full_name', 'c.legal_name'])
    .where(({ exists, selectFrom }) => exists(selectFrom('review_assignment as a').select('a.id').whereRef('a.entry_id', '=', 'e.id').where('a.round_id', '=', roundId)))
    .orderBy('e.number')
    .execute();
  return rows.map((row) => ({ id: row.id, number: row.number, title: withNames ? row.title : null, owner: withNames ? (row.legal_name ?? row.full_name) : null, isGone: Boolean(row.withdrawn_at || row.erased_at) }));
}

/** Names of the judges of a contest, for those who look after them. */
export async function judgeNames(db: Db, contestId: string): Promise<Record<string, string>> {
  const rows = await db.selectFrom('judge as j').innerJoin('user_account as u', 'u.id', 'j.user_id').select(['j.id', 'u.full_name']).where('j.contest_id', '=', contestId).execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.full_name]));
}
