import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { grantsOf, unitScopeOf, type UnitScope } from '../../people/index.server.ts';
import { covers } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { assigningGrants, canChangeRule } from '../policy.ts';
import { ruleState, versionOn, type DatedVersion, type RuleState, type RuleWhat, type RuleWho } from '../rules/assignment-rule.ts';
import { unitsUnder } from './assignment-match.server.ts';

export interface RuleVersion extends DatedVersion {
  id: string;
  name: string;
  who: RuleWho;
  what: RuleWhat | null;
  confirmedAt: string | null;
  confirmedBy: string | null;
}

export interface Rule {
  id: string;
  unitId: string | null;
  revision: number;
  endedOn: Day | null;
  releases: boolean;
  state: RuleState;
  /** The newest first. */
  versions: RuleVersion[];
  /** The version that holds today, or held last. */
  held: RuleVersion | undefined;
  draft: RuleVersion | undefined;
  /** Whether the reader may change it. */
  isOwn: boolean;
}

/** The units in which somebody assigns courses. */
export async function assigningScope(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, assigningGrants(actor), today);
}

/** The units whose people somebody sees on the pages of rules and exemptions. */
export async function readingScope(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, grantsOf(actor, 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'), today);
}

/** The rules that concern the reader's units: those of the province, of units above hers and of units below. The newest first. */
export async function listRules(db: Db, actor: Actor, today: Day): Promise<Rule[]> {
  const rows = await ruleRows(db).orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').execute();
  return visible(db, actor, await withVersions(db, actor, rows, today), today);
}

/** @throws AppError not-found for a rule that does not concern the reader's units, or does not exist */
export async function getRule(db: Db, actor: Actor, id: string, today: Day): Promise<Rule> {
  const rows = await ruleRows(db).where('r.id', '=', id).execute();
  const [rule] = await visible(db, actor, await withVersions(db, actor, rows, today), today);
  if (!rule) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return rule;
}

/** @throws AppError not-found as above, forbidden for a rule that the reader may only read */
export async function getOwnRule(db: Db, actor: Actor, id: string, today: Day): Promise<Rule> {
  const rule = await getRule(db, actor, id, today);
  if (!rule.isOwn) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  return rule;
}

/** One rule as jobs see it, whoever may change it. */
export async function readRule(db: Db, id: string, today: Day): Promise<Rule> {
  const [rule] = await withVersions(db, null, await ruleRows(db).where('r.id', '=', id).execute(), today);
  if (!rule) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return rule;
}

/** Every rule, for the nightly run: the oldest first. */
export async function readRules(db: Db, today: Day): Promise<Rule[]> {
  return withVersions(db, null, await ruleRows(db).orderBy('r.created_at').orderBy('r.id').execute(), today);
}

function ruleRows(db: Db) {
  return db.selectFrom('assignment_rule as r').select(['r.id', 'r.unit_id as unitId', 'r.revision', 'r.ended_on as endedOn', 'r.releases']);
}
type RuleRow = Awaited<ReturnType<ReturnType<typeof ruleRows>['execute']>>[number];

async function withVersions(db: Db, actor: Actor | null, rows: readonly RuleRow[], today: Day): Promise<Rule[]> {
  const own = actor ? await assigningScope(db, actor, today) : 'ALL';
  const versions = Map.groupBy(await versionRows(db, rows.map((row) => row.id)), (version) => version.ruleId);
  return rows.map((row) => {
    const all = (versions.get(row.id) ?? []).map(({ ruleId: _of, ...version }) => version);
    const base = { ...row, releases: row.releases === 1, versions: all };
    return { ...base, state: ruleState(base, today), held: versionOn(all, today), draft: all.find(({ isConfirmed }) => !isConfirmed), isOwn: canChangeRule(own, row.unitId) };
  });
}

async function versionRows(db: Db, ruleIds: readonly string[]): Promise<(RuleVersion & { ruleId: string })[]> {
  const rows = await db
    .selectFrom('assignment_rule_version as v')
    .leftJoin('user_account as u', 'u.id', 'v.confirmed_by')
    .select(['v.id', 'v.rule_id as ruleId', 'v.number', 'v.name', 'v.who', 'v.what', 'v.valid_from as validFrom', 'v.valid_to as validTo', 'v.confirmed_at as confirmedAt', 'u.full_name as confirmedBy'])
    .where('v.rule_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ruleIds)}))`)
    .orderBy('v.number', 'desc')
    .execute();
  return rows.map(({ who, what, ...row }) => ({ ...row, who: JSON.parse(who) as RuleWho, what: what === null ? null : (JSON.parse(what) as RuleWhat), isConfirmed: row.confirmedAt !== null }));
}

/** Drafts are shown to those who may go on with them. */
async function visible(db: Db, actor: Actor, rules: readonly Rule[], today: Day): Promise<Rule[]> {
  const scope = await readingScope(db, actor, today);
  const shown: Rule[] = [];
  for (const rule of rules) {
    const concerns = scope === 'ALL' || rule.unitId === null || covers(scope, rule.unitId) || (await unitsUnder(db, [rule.unitId], today)).some((id) => scope.has(id));
    if (concerns && (rule.isOwn || rule.state !== 'DRAFT')) shown.push(rule);
  }
  return shown;
}
