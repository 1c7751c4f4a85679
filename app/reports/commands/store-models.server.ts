import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Db, Tx } from '../../../db/client.ts';
import { deadlineDays, readModels, type ModelsFile } from '../../learning/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import type { Problem } from '../../platform/content/problems.ts';

export interface StoredModels {
  state: 'stored' | 'unchanged' | 'refused' | 'missing';
  problems: Problem[];
}

/**
 * Takes the register of the models over from a content folder. The first time it holds from the day of the plan; what the file says otherwise later holds from the day
 * on which that is seen, and what held before stays in the books. A file with errors leaves everything as it was.
 */
export async function storeModels(db: Db, contentDir: string, today: Day): Promise<StoredModels> {
  if (!existsSync(join(contentDir, 'models.yaml'))) return { state: 'missing', problems: [] };
  const { plan, problems } = readModels(contentDir);
  if (!plan) return { state: 'refused', problems };
  return db.transaction().execute(async (tx): Promise<StoredModels> => {
    const known = await tx.selectFrom('pilot_model').selectAll().execute();
    const first = known.length === 0 ? plan.plan.issued_on : today;
    const open = new Map(known.filter((row) => row.valid_to === null).map((row) => [row.number, row]));
    let changed = 0;
    for (const model of plan.models) {
      const entry = entryOf(plan, model);
      const before = open.get(model.number);
      open.delete(model.number);
      if (before && JSON.stringify(await storedEntry(tx, before)) === JSON.stringify(entry)) continue;
      if (before) await end(tx, before, first);
      await begin(tx, model.number, first, entry);
      changed += 1;
    }
    for (const gone of open.values()) await end(tx, gone, first);
    return { state: changed + open.size > 0 ? 'stored' : 'unchanged', problems };
  });
}

type Model = ModelsFile['models'][number];

/** A model as its rows hold it. */
function entryOf(plan: ModelsFile, model: Model) {
  const { first, last } = deadlineDays(model.deadline);
  const agencies = new Map(plan.agencies.map(({ key, name }) => [key, name]));
  const { hoc06, touches, targets, plan_tools: tools, note, source } = model;
  return {
    row: {
      group_key: model.group, group_name: plan.groups.find(({ key }) => key === model.group)?.name ?? model.group, name: model.name, goal: model.goal,
      deadline_kind: model.deadline.kind, deadline_text: model.deadline.text, starts_on: first, ends_on: last,
      details: JSON.stringify({ label: model.deadline.label ?? null, milestones: model.deadline.milestones, targets, tools, hoc06, touches, note: note ?? null, source }),
    },
    roles: model.roles.map(({ role, agency, note: of }) => ({ role, agency_key: agency, agency_name: agencies.get(agency) ?? agency, note: of ?? null })),
  };
}
type Entry = ReturnType<typeof entryOf>;
type Kept = Omit<Entry['row'], 'deadline_kind'> & { number: number; valid_from: Day; deadline_kind: string };

async function storedEntry(tx: Tx, { number, valid_from, ...row }: Kept): Promise<unknown> {
  const { group_key, group_name, name, goal, deadline_kind, deadline_text, starts_on, ends_on, details } = row;
  const roles = await tx.selectFrom('pilot_model_role').select(['role', 'agency_key', 'agency_name', 'note']).where('number', '=', number).where('valid_from', '=', valid_from).orderBy('position').execute();
  return { row: { group_key, group_name, name, goal, deadline_kind, deadline_text, starts_on, ends_on, details }, roles };
}

/** What began on the same day never held: it is taken out instead of ended. */
async function end(tx: Tx, { number, valid_from }: { number: number; valid_from: Day }, on: Day): Promise<void> {
  if (valid_from < on) return void (await tx.updateTable('pilot_model').set({ valid_to: on }).where('number', '=', number).where('valid_from', '=', valid_from).execute());
  await tx.deleteFrom('pilot_model_role').where('number', '=', number).where('valid_from', '=', valid_from).execute();
  await tx.deleteFrom('pilot_model').where('number', '=', number).where('valid_from', '=', valid_from).execute();
}

async function begin(tx: Tx, number: number, valid_from: Day, { row, roles }: Entry): Promise<void> {
  await tx.insertInto('pilot_model').values({ number, valid_from, valid_to: null, ...row }).execute();
  if (roles.length > 0) await tx.insertInto('pilot_model_role').values(roles.map((role, at) => ({ number, valid_from, position: at + 1, ...role }))).execute();
}
