import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf, unitScopeOf, type UnitScope } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { canLeadAdoptions, canSeeContestDesk } from '../policy.ts';
import type { AdoptionState, Recognition } from '../rules/adoption.ts';

export interface Adoption {
  id: string;
  entryId: string;
  number: string;
  title: string;
  contestId: string;
  contestTitle: string;
  contestSlug: string;
  unitId: string;
  unitName: string;
  state: AdoptionState;
  reason: string | null;
  recognition: Recognition;
  /** The contest's own words for it; null where the usual ones are used. */
  recognitionTitle: string | null;
  revision: number;
  startedAt: string;
  changedAt: string;
}
export interface AdoptionStep {
  id: string;
  adoptionId: string;
  kind: 'MILESTONE' | 'BENEFIT' | 'PROMPT';
  title: string;
  dueOn: string | null;
  doneOn: string | null;
  amount: number | null;
  unit: string | null;
  evidence: string | null;
  fileId: string | null;
  /** Of a prompt: when it was asked, and the owner's answer. */
  askedOn: string | null;
  answer: string | null;
}

/** The units whose adoptions an actor carries as their leader. */
async function ledUnits(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, grantsOf(actor, 'UNIT_LEADER'), today);
}

/** The adoptions that an actor may see: all of them at the contest desk, those of her units as their leader. */
export async function listAdoptions(db: Db, actor: Actor, today: Day, filter: { contestId?: string } = {}): Promise<Adoption[]> {
  const rows = await adoptionRows(db, filter.contestId);
  if (canSeeContestDesk(actor)) return rows;
  const scope = await ledUnits(db, actor, today);
  return rows.filter(({ unitId }) => covers(scope, unitId));
}

/** Whether a leader carries any adoption: asked on every page, so that it costs others nothing. */
export async function carriesAdoptions(db: Db, actor: Actor, today: Day): Promise<boolean> {
  if (!canLeadAdoptions(actor)) return false;
  const units = await db.selectFrom('adoption').select('unit_id').distinct().execute();
  if (units.length === 0) return false;
  const scope = await ledUnits(db, actor, today);
  return units.some(({ unit_id }) => covers(scope, unit_id));
}

/** An adoption that the actor may see, and whether she may write it. @throws not-found */
export async function getAdoption(db: Db, actor: Actor, id: string, today: Day): Promise<{ adoption: Adoption; steps: AdoptionStep[]; canWrite: boolean }> {
  const adoption = (await listAdoptions(db, actor, today)).find((one) => one.id === id);
  if (!adoption) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { adoption, steps: await listSteps(db, [id]), canWrite: covers(await ledUnits(db, actor, today), adoption.unitId) };
}

/** All adoptions of a contest, or of all contests, the last changed first. */
export async function adoptionRows(db: Db, contestId?: string): Promise<Adoption[]> {
  const rows = await db
    .selectFrom('adoption as a')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .select(['a.id', 'a.entry_id as entryId', 'e.number', 'e.title', 'e.contest_id as contestId', 'c.title as contestTitle', 'c.slug as contestSlug', 'a.unit_id as unitId', 'a.state', 'a.reason', 'a.recognition', 'a.recognition_title as recognitionTitle', 'a.revision', 'a.started_at as startedAt', 'a.changed_at as changedAt'])
    .select(sql<string>`(select v.name from org_unit_version as v where v.unit_id = a.unit_id order by v.valid_from desc limit 1)`.as('unitName'))
    .$if(contestId !== undefined, (query) => query.where('e.contest_id', '=', contestId ?? ''))
    .orderBy('a.changed_at', 'desc')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as AdoptionState, recognition: row.recognition as Recognition }));
}

export async function listSteps(db: Db, adoptionIds: readonly string[]): Promise<AdoptionStep[]> {
  if (adoptionIds.length === 0) return [];
  const rows = await db.selectFrom('adoption_step').select(['id', 'adoption_id as adoptionId', 'kind', 'title', 'due_on as dueOn', 'done_on as doneOn', 'amount', 'unit', 'evidence', 'file_id as fileId', 'asked_on as askedOn', 'answer']).where('adoption_id', 'in', adoptionIds).orderBy(sql`coalesce(due_on, done_on)`).orderBy('id').execute();
  return rows.map((row) => ({ ...row, kind: row.kind as AdoptionStep['kind'] }));
}

/** Prizes of a published contest that nobody carries yet, for choosing one. */
export async function adoptableEntries(db: Db, contestId: string): Promise<{ id: string; number: string; title: string }[]> {
  return db
    .selectFrom('entry as e')
    .innerJoin('contest_publication as p', (join) => join.onRef('p.contest_id', '=', 'e.contest_id').on('p.withdrawn_at', 'is', null))
    .innerJoin('contest_decision as d', (join) => join.onRef('d.entry_id', '=', 'e.id').on('d.revoked_at', 'is', null).on('d.prize_id', 'is not', null))
    .leftJoin('adoption as a', 'a.entry_id', 'e.id')
    .select(['e.id', 'e.number', 'e.title'])
    .where('e.contest_id', '=', contestId)
    .where('a.id', 'is', null)
    .where('e.withdrawn_at', 'is', null)
    .orderBy('e.number')
    .execute();
}

/** An adoption that the actor leads, for its forms. @throws not-found, forbidden */
export async function getOwnAdoption(db: Db, actor: Actor, id: string, today: Day): Promise<Adoption> {
  const { adoption, canWrite } = await getAdoption(db, actor, id, today);
  if (!canWrite) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  return adoption;
}
