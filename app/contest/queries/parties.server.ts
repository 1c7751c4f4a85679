import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { findTies, type EntryParties, type FoundTie, type JudgeParty, type Parents, type Party } from '../rules/conflicts.ts';
import type { JudgingContest } from './judging-contest.server.ts';

/** Somebody who may become a judge: an account, or what is known of a person who has none yet. */
export interface Candidate {
  userId: string | null;
  fullName: string;
  email: string | null;
  employer: string | null;
  named: readonly string[];
}
interface Account {
  id: string;
  fullName: string;
  email: string | null;
  legalName: string | null;
  taxCode: string | null;
  units: { id: string; name: string }[];
}

/** Ties of candidates with every entry of the contest that was handed in, one list for each candidate. Units count as they were at any time since the contest was written. */
export async function tiesOf(db: Db, contest: Pick<JudgingContest, 'id' | 'createdAt'>, candidates: readonly Candidate[]): Promise<FoundTie[][]> {
  const since = contest.createdAt.slice(0, 10);
  const entries = await entryParties(db, contest.id, since);
  const parents = await parentsSince(db, since);
  const accounts = await accountsOf(db, candidates.flatMap(({ userId }) => userId ?? []), since);
  return candidates.map((candidate) => findTies(judgeParty(candidate, accounts.get(candidate.userId ?? '')), entries, parents));
}

function judgeParty(candidate: Candidate, account: Account | undefined): JudgeParty {
  const own = account ? partyOf(account) : { userId: null, fullName: candidate.fullName, email: candidate.email, unitIds: [], organisations: [], taxCode: null };
  return { ...own, organisations: [...own.organisations, ...(candidate.employer ? [candidate.employer] : [])], named: candidate.named };
}

const partyOf = ({ id, fullName, email, legalName, taxCode, units }: Account): Party => ({ userId: id, fullName, email, unitIds: units.map((unit) => unit.id), organisations: [...(legalName ? [legalName] : []), ...units.map((unit) => unit.name)], taxCode });

async function entryParties(db: Db, contestId: string, since: Day): Promise<EntryParties[]> {
  const entries = await db.selectFrom('entry').select(['id', 'owner_id']).where('contest_id', '=', contestId).where('submitted_at', 'is not', null).where('withdrawn_at', 'is', null).execute();
  // Whoever was in the team once keeps the tie.
  const members = await db.selectFrom('entry_member as m').innerJoin('entry as e', 'e.id', 'm.entry_id').select(['m.entry_id', 'm.user_id', 'm.email', 'm.full_name']).where('e.contest_id', '=', contestId).execute();
  const named = await db.selectFrom('declared_tie as d').innerJoin('entry as e', 'e.id', 'd.entry_id').select(['d.entry_id', 'd.name']).where('e.contest_id', '=', contestId).execute();
  const accounts = await accountsOf(db, [...entries.map((entry) => entry.owner_id), ...members.flatMap((member) => member.user_id ?? [])], since);
  const team = Map.groupBy(members, (member) => member.entry_id);
  const names = Map.groupBy(named, (tie) => tie.entry_id);
  return entries.map(({ id, owner_id }) => {
    const own = team.get(id) ?? [];
    const known = [owner_id, ...own.flatMap((member) => member.user_id ?? [])].flatMap((user) => accounts.get(user) ?? []).map(partyOf);
    const invited = own.map((member): Party => ({ userId: member.user_id, fullName: member.full_name, email: member.email, unitIds: [], organisations: [], taxCode: null }));
    return { entryId: id, parties: [...known, ...invited], named: (names.get(id) ?? []).map((tie) => tie.name) };
  });
}

async function accountsOf(db: Db, ids: readonly string[], since: Day): Promise<Map<string, Account>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  const people = await db.selectFrom('user_account as u').leftJoin('contestant as c', 'c.user_id', 'u.id').select(['u.id', 'u.full_name', 'u.email', 'c.legal_name', 'c.tax_code']).where('u.id', 'in', wanted).execute();
  const units = await db
    .selectFrom('membership as m')
    .innerJoin('org_unit_version as v', 'v.unit_id', 'm.unit_id')
    .select(['m.user_id', 'v.unit_id', 'v.name'])
    .where('m.user_id', 'in', wanted)
    .where((where) => where.or([where('m.valid_to', 'is', null), where('m.valid_to', '>', since)]))
    .where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', since)]))
    .execute();
  const byPerson = Map.groupBy(units, (unit) => unit.user_id);
  return new Map(people.map(({ id, full_name, email, legal_name, tax_code }) => [id, { id, fullName: full_name, email, legalName: legal_name, taxCode: tax_code, units: (byPerson.get(id) ?? []).map((unit) => ({ id: unit.unit_id, name: unit.name })) }]));
}

async function parentsSince(db: Db, since: Day): Promise<Parents> {
  const rows = await db.selectFrom('org_unit_version').select(['unit_id', 'parent_id']).where('parent_id', 'is not', null).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', since)])).execute();
  return new Map([...Map.groupBy(rows, (row) => row.unit_id)].map(([unit, own]) => [unit, own.flatMap((row) => row.parent_id ?? [])]));
}
