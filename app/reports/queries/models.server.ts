import type { Db } from '../../../db/client.ts';
import { listUnitsInScope } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { modelRoles, type ModelRole } from '../rules/models.ts';

export interface ModelDetails {
  label: string | null;
  milestones: { year: number; month: number; text: string }[];
  targets: { name: string; value: number; unit: string }[];
  tools: string[];
  hoc06: string[];
  touches: string[];
  note: string | null;
  source: string;
}
export interface PilotModel {
  number: number;
  groupKey: string;
  groupName: string;
  name: string;
  goal: string | null;
  deadlineKind: string;
  deadlineText: string;
  startsOn: Day | null;
  endsOn: Day | null;
  details: ModelDetails;
}
export interface Carrier {
  id: string;
  unitId: string;
  unitName: string;
  model: number;
  role: ModelRole;
  from: Day;
  to: Day | null;
  note: string;
}
export interface AgencyRole {
  role: ModelRole;
  agency: string;
  note: string | null;
}

/** The register as it stands on a day, by number. */
export async function listModels(db: Db, on: Day): Promise<PilotModel[]> {
  const rows = await db.selectFrom('pilot_model').selectAll().where('valid_from', '<=', on).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)])).orderBy('number').execute();
  return rows.map((row) => ({
    number: row.number, groupKey: row.group_key, groupName: row.group_name, name: row.name, goal: row.goal, deadlineKind: row.deadline_kind, deadlineText: row.deadline_text, startsOn: row.starts_on, endsOn: row.ends_on,
    details: JSON.parse(row.details) as ModelDetails,
  }));
}

/** One model of the register. @throws AppError not-found */
export async function getModel(db: Db, number: number, on: Day): Promise<PilotModel & { roles: AgencyRole[] }> {
  const model = (await listModels(db, on)).find((one) => one.number === number);
  if (!model) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const roles = await db
    .selectFrom('pilot_model_role as r')
    .innerJoin('pilot_model as m', (join) => join.onRef('m.number', '=', 'r.number').onRef('m.valid_from', '=', 'r.valid_from'))
    .select(['r.role', 'r.agency_name as agency', 'r.note'])
    .where('r.number', '=', number)
    .where('m.valid_from', '<=', on)
    .where((where) => where.or([where('m.valid_to', 'is', null), where('m.valid_to', '>', on)]))
    .orderBy('r.position')
    .execute();
  return { ...model, roles: roles.map((row) => ({ ...row, role: row.role as ModelRole })).toSorted((a, b) => modelRoles.indexOf(a.role) - modelRoles.indexOf(b.role)) };
}

/** The agencies that the plan itself makes leaders, by model. */
export async function listLeads(db: Db, on: Day): Promise<Map<number, string[]>> {
  const rows = await db
    .selectFrom('pilot_model_role as r')
    .innerJoin('pilot_model as m', (join) => join.onRef('m.number', '=', 'r.number').onRef('m.valid_from', '=', 'r.valid_from'))
    .select(['r.number', 'r.agency_name as agency'])
    .where('r.role', '=', 'LEAD')
    .where('m.valid_from', '<=', on)
    .where((where) => where.or([where('m.valid_to', 'is', null), where('m.valid_to', '>', on)]))
    .orderBy('r.number')
    .orderBy('r.position')
    .execute();
  return new Map([...Map.groupBy(rows, ({ number }) => number)].map(([number, leads]) => [number, leads.map(({ agency }) => agency)]));
}

/** Who carries models on a day, the leaders first; units that are closed by then carry nothing. `isComing` takes those in whose day is still to come. */
export async function listCarriers(db: Db, on: Day, { isComing = false, ...filter }: { model?: number; unitId?: string; isComing?: boolean } = {}): Promise<Carrier[]> {
  const rows = await carriers(db, filter)
    .innerJoin('org_unit_version as v', 'v.unit_id', 'a.unit_id')
    .select(['v.name as unitName'])
    .$if(!isComing, (query) => query.where('a.valid_from', '<=', on))
    .where((where) => where.or([where('a.valid_to', 'is', null), where.and([where('a.valid_to', '>', on), where('a.valid_to', '>', where.ref('a.valid_from'))])]))
    .where('v.valid_from', '<=', on)
    .where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', on)]))
    .orderBy('v.name_fold')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as ModelRole })).toSorted((a, b) => a.model - b.model || modelRoles.indexOf(a.role) - modelRoles.indexOf(b.role));
}

/** Who carried a model before today: the register's own memory. */
export async function listPastCarriers(db: Db, model: number, today: Day): Promise<Carrier[]> {
  const rows = await carriers(db, { model })
    .innerJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'a.unit_id').onRef('v.valid_from', '<=', 'a.valid_from').on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', on.ref('a.valid_from'))])))
    .select(['v.name as unitName'])
    .where('a.valid_to', '<=', today)
    .orderBy('a.valid_to', 'desc')
    .orderBy('v.name_fold')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as ModelRole }));
}

function carriers(db: Db, { model, unitId }: { model?: number; unitId?: string }) {
  return db
    .selectFrom('model_assignment as a')
    .select(['a.id', 'a.unit_id as unitId', 'a.model_number as model', 'a.role', 'a.valid_from as from', 'a.valid_to as to', 'a.note'])
    .$if(model !== undefined, (query) => query.where('a.model_number', '=', model ?? 0))
    .$if(unitId !== undefined, (query) => query.where('a.unit_id', '=', unitId ?? ''));
}

/** Units that may carry a model: the province's own bodies and the communes, not their rooms. */
export async function assignableUnits(db: Db, today: Day): Promise<{ id: string; name: string; depth: number }[]> {
  const units = await listUnitsInScope(db, [{ role: 'STANDING_AGENCY', scope: 'ALL', unitId: null }], today);
  return units.filter(({ depth }) => depth <= 1).map(({ id, name, depth }) => ({ id, name, depth }));
}
