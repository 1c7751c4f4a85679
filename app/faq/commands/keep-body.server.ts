import type { Selectable } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { CompetentBodyTable } from '../../../db/schema.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { listCommuneNames, momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { findCommune } from '../../people/index.ts';
import { forbidden } from '../entry-rows.server.ts';
import type { BodyForm, ClosingForm } from '../forms/bodies.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { canKeepBodies } from '../policy.ts';
import { firstFree, slugOf } from '../rules/answer-slug.ts';
import { isClosedBody } from '../ticket-rows.server.ts';

type BodyRow = Selectable<CompetentBodyTable>;

/** Adds a body. @returns its key, made of its name */
export async function addBody(ports: Ports, actor: Actor, form: BodyForm): Promise<Outcome<{ key: string }>> {
  if (!canKeepBodies(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ key: string }>> => {
    const bodies = await tx.selectFrom('competent_body').select(['key', 'name']).execute();
    if (bodies.some(({ name }) => name === form.name)) return refuse('name', messages.both('fault.name-used'));
    const served = await servedBy(tx, form.communes, today);
    if ('ok' in served) return served;
    // `new` is a page of its own.
    const key = firstFree(slugOf(form.name), new Set(['new', ...bodies.map((body) => body.key)]));
    await tx.insertInto('competent_body').values({ key, ...columnsOf(form), edited_at: at, revision: 1 }).execute();
    await writeServed(tx, key, served.ids);
    await recordAudit(tx, { at, actor, action: 'body.create', objectType: 'competent_body', objectId: key, details: { name: form.name } });
    return { ok: true, key };
  });
}

/** Changes what is known of a body; from then on the files of the content leave it alone. */
export async function editBody(ports: Ports, actor: Actor, key: string, form: BodyForm): Promise<Outcome> {
  if (!canKeepBodies(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const body = await bodyIn(tx, key);
    if (body.revision !== form.revision) return refuse('form', messages.both('fault.changed'));
    if (await tx.selectFrom('competent_body').select('key').where('name', '=', form.name).where('key', '<>', key).executeTakeFirst()) return refuse('name', messages.both('fault.name-used'));
    const served = await servedBy(tx, form.communes, today);
    if ('ok' in served) return served;
    const columns = columnsOf(form);
    const fields = (['name', 'kind', 'phone', 'address', 'hours'] as const).filter((field) => columns[field] !== body[field]);
    await tx.updateTable('competent_body').set({ ...columns, edited_at: at, revision: body.revision + 1 }).where('key', '=', key).execute();
    await writeServed(tx, key, served.ids);
    await recordAudit(tx, { at, actor, action: 'body.edit', objectType: 'competent_body', objectId: key, details: { name: form.name, fields: fields.join(', ') } });
    return { ok: true };
  });
}

/** Closes a body from a day on, with who follows it. The day may lie ahead; until then it goes on. */
export async function closeBody(ports: Ports, actor: Actor, key: string, { revision, closedOn, successor, reason }: ClosingForm): Promise<Outcome> {
  if (!canKeepBodies(actor)) throw forbidden();
  const { at } = momentOf(ports);
  const closedAt = new Date(instantOf(`${closedOn}T00:00`, ports.timeZone)).toISOString();
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const body = await bodyIn(tx, key);
    if (body.revision !== revision) return refuse('form', messages.both('fault.changed'));
    const next = successor === '' ? undefined : await tx.selectFrom('competent_body').selectAll().where('key', '=', successor).executeTakeFirst();
    // One that has been followed by this very body is closed itself, so nothing can go in a ring.
    if (successor !== '' && (!next || next.key === key || next.closed_at !== null || isClosedBody(next, closedAt))) return refuse('successor', messages.both('fault.successor'));
    await tx.updateTable('competent_body').set({ closed_at: closedAt, successor_key: next?.key ?? null, edited_at: at, revision: revision + 1 }).where('key', '=', key).execute();
    await recordAudit(tx, { at, actor, action: 'body.close', objectType: 'competent_body', objectId: key, details: { name: body.name, on: closedOn, to: next?.name ?? '', reason } });
    return { ok: true };
  });
}

/** Takes a closing back, planned or past. */
export async function reopenBody(ports: Ports, actor: Actor, key: string, { revision }: { revision: number }): Promise<Outcome> {
  if (!canKeepBodies(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const body = await bodyIn(tx, key);
    if (body.revision !== revision || body.closed_at === null) return refuse('form', messages.both('fault.changed'));
    await tx.updateTable('competent_body').set({ closed_at: null, successor_key: null, edited_at: at, revision: revision + 1 }).where('key', '=', key).execute();
    await recordAudit(tx, { at, actor, action: 'body.reopen', objectType: 'competent_body', objectId: key, details: { name: body.name } });
    return { ok: true };
  });
}

/** A body by its key. @throws AppError not-found */
async function bodyIn(tx: Tx, key: string): Promise<BodyRow> {
  const body = await tx.selectFrom('competent_body').selectAll().where('key', '=', key).executeTakeFirst();
  if (!body) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return body;
}

const columnsOf = ({ name, kind, phone, address, hours }: BodyForm) => ({ name, kind, phone, address, hours });

/** The communes that the lines name; a line that names none, or several, is handed back. */
async function servedBy(tx: Tx, lines: readonly string[], today: string): Promise<{ ids: Set<string> } | Refusal> {
  const names = lines.length === 0 ? [] : await listCommuneNames(tx, today);
  const found = lines.map((line) => ({ line, unitId: findCommune(names, line)?.unitId }));
  const unknown = found.filter(({ unitId }) => unitId === undefined).map(({ line }) => line);
  if (unknown.length > 0) return refuse('communes', messages.both('fault.communes', { names: unknown.slice(0, 5).join('; ') }));
  return { ids: new Set(found.flatMap(({ unitId }) => unitId ?? [])) };
}

async function writeServed(tx: Tx, key: string, ids: ReadonlySet<string>): Promise<void> {
  await tx.deleteFrom('competent_body_commune').where('body_key', '=', key).execute();
  for (const unitId of ids) await tx.insertInto('competent_body_commune').values({ body_key: key, unit_id: unitId }).execute();
}
