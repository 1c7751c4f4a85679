import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Ports, type Refusal } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { closedFor, entryOf, second, timesOf, type EntryRow } from '../entry-rows.server.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { partLimits, type EntryPart } from '../rules/entry-parts.ts';
import { fitsTrack } from './start-entry.server.ts';

/** A part as somebody typed it. The first step carries the title and the track too, the step of data the chosen data sets; each has the revision that was on the page. */
export interface TypedPart {
  body: string;
  revision: number;
  head?: { title: string; trackId: string | null; revision: number };
  datasets?: readonly string[];
}
/** A part as it stands now, with who saved it last. */
export interface CurrentPart {
  body: string;
  revision: number;
  savedAt: Instant | null;
  savedBy: string | null;
  head: { title: string; trackId: string | null; revision: number };
  datasets: string[];
}
export type SavedPart = { ok: true; current: CurrentPart } | (Refusal & { current?: CurrentPart });

/**
 * Saves one part of an entry. Whoever saves must have seen the newest text; otherwise nothing is written and both texts are handed back. Sending the same again is fine.
 * From the deadline on nothing is written.
 */
export async function saveEntryPart(ports: Ports, actor: Actor, what: { entryId: string; part: EntryPart }, typed: TypedPart): Promise<SavedPart> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<SavedPart> => {
    const entry = await entryOf(tx, actor, what.entryId);
    const current = await currentPart(tx, entry, what.part);
    if (isSame(current, typed)) return { ok: true, current };
    const max = partLimits[what.part];
    if (typed.body.length > max) return refuse('body', faults.both('too-long', { max, count: typed.body.length }));
    const refusal = await refusalOf(tx, entry, typed, closedFor(at, await timesOf(tx, entry.contest_id), ports.timeZone));
    if (refusal) return refusal;
    if (isOutdated(current, typed)) return { ...refuse('revision', faults.both('conflict', { name: current.savedBy ?? 'hoc06', time: second(current.savedAt ?? at, ports.timeZone) })), current };
    await write(tx, entry, what.part, typed, { at, actor, current });
    return { ok: true, current: await currentPart(tx, await entryOf(tx, actor, what.entryId), what.part) };
  });
}

async function refusalOf(tx: Tx, entry: EntryRow, typed: TypedPart, closed: Refusal | null): Promise<Refusal | null> {
  if (entry.erased_at) return refuse('form', faults.both('erased'));
  if (closed) return closed;
  if (typed.head && !(await fitsTrack(tx, entry.contest_id, typed.head.trackId))) return refuse('track', faults.both('track'));
  const known = new Set((await tx.selectFrom('contest_dataset').select('dataset_id').where('contest_id', '=', entry.contest_id).execute()).map((row) => row.dataset_id));
  return typed.datasets?.some((id) => !known.has(id)) ? refuse('datasets', faults.both('dataset')) : null;
}

const sameSet = (a: readonly string[], b: readonly string[]) => [...new Set(a)].toSorted().join() === [...new Set(b)].toSorted().join();
const sameHead = (current: CurrentPart, { head }: TypedPart) => !head || (head.title === current.head.title && head.trackId === current.head.trackId);
const samePart = (current: CurrentPart, { body, datasets }: TypedPart) => body === current.body && (!datasets || sameSet(datasets, current.datasets));
const isSame = (current: CurrentPart, typed: TypedPart) => samePart(current, typed) && sameHead(current, typed);

/** Somebody else's newer text would be written over. What one did not change oneself does not count. */
function isOutdated(current: CurrentPart, typed: TypedPart): boolean {
  return (!samePart(current, typed) && typed.revision !== current.revision) || (!sameHead(current, typed) && typed.head?.revision !== current.head.revision);
}

async function write(tx: Tx, entry: EntryRow, part: EntryPart, typed: TypedPart, { at, actor, current }: { at: Instant; actor: Actor; current: CurrentPart }): Promise<void> {
  if (typed.head && !sameHead(current, typed)) await tx.updateTable('entry').set({ title: typed.head.title, track_id: typed.head.trackId, revision: entry.revision + 1 }).where('id', '=', entry.id).execute();
  if (samePart(current, typed)) return;
  const row = { body: typed.body, revision: current.revision + 1, saved_at: at, saved_by: actor.id };
  await tx.insertInto('entry_part').values({ entry_id: entry.id, part, ...row }).onConflict((conflict) => conflict.columns(['entry_id', 'part']).doUpdateSet(row)).execute();
  if (!typed.datasets) return;
  await tx.deleteFrom('entry_dataset').where('entry_id', '=', entry.id).execute();
  for (const id of new Set(typed.datasets)) await tx.insertInto('entry_dataset').values({ entry_id: entry.id, dataset_id: id }).execute();
}

async function currentPart(tx: Tx, entry: EntryRow, part: EntryPart): Promise<CurrentPart> {
  const row = await tx.selectFrom('entry_part as p').innerJoin('user_account as u', 'u.id', 'p.saved_by').select(['p.body', 'p.revision', 'p.saved_at', 'u.full_name']).where('p.entry_id', '=', entry.id).where('p.part', '=', part).executeTakeFirst();
  const datasets = await tx.selectFrom('entry_dataset').select('dataset_id').where('entry_id', '=', entry.id).execute();
  return {
    body: row?.body ?? '',
    revision: row?.revision ?? 0,
    savedAt: row?.saved_at ?? null,
    savedBy: row?.full_name ?? null,
    head: { title: entry.title, trackId: entry.track_id, revision: entry.revision },
    datasets: datasets.map((one) => one.dataset_id),
  };
}
