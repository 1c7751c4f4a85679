import type { Db, Tx } from '../../db/client.ts';
import type { EntryRow } from './entry-rows.server.ts';
import type { EntryFacts } from './rules/entry-content.ts';
import { missingOf, type EntryPart, type Missing } from './rules/entry-parts.ts';
import type { Upload } from './rules/hand-in-time.ts';
import { isLockedAway } from './rules/quarantine.ts';

/** Everything that an entry is at this moment, as it would be handed in. @throws Error when the contest has no rules */
export async function entryFacts(tx: Db | Tx, entry: EntryRow): Promise<EntryFacts> {
  const facts = (await factsOfAll(tx, [entry])).get(entry.id);
  if (!facts) throw new Error('a contest without rules');
  return facts;
}

/** The same of several entries by their ids, read at once; without those whose contest has no rules. */
export async function factsOfAll(tx: Db | Tx, entries: readonly EntryRow[]): Promise<Map<string, EntryFacts>> {
  const [ids, contestIds] = [entries.map(({ id }) => id), [...new Set(entries.map((entry) => entry.contest_id))]];
  const contests = await tx.selectFrom('contest').select(['id', 'code', 'title']).where('id', 'in', contestIds).execute();
  const tracks = await tx.selectFrom('contest_track').select(['id', 'title']).where('id', 'in', entries.map((entry) => entry.track_id ?? '')).execute();
  const datasets = await tx.selectFrom('entry_dataset as e').innerJoin('open_dataset as d', 'd.id', 'e.dataset_id').select(['e.entry_id', 'd.id', 'd.title']).where('e.entry_id', 'in', ids).orderBy('d.id').execute();
  const team = await tx.selectFrom('entry_member').select(['entry_id', 'full_name', 'is_lead']).where('entry_id', 'in', ids).where('accepted_at', 'is not', null).where('removed_at', 'is', null).orderBy('id').execute();
  const files = await tx.selectFrom('entry_file').select(['entry_id', 'id', 'name', 'kind', 'received_bytes', 'sha256']).where('entry_id', 'in', ids).where('removed_at', 'is', null).where('completed_at', 'is not', null).orderBy('id').execute();
  const parts = await tx.selectFrom('entry_part').select(['entry_id', 'part', 'body']).where('entry_id', 'in', ids).execute();
  const rules = await tx.selectFrom('contest_rules').select(['contest_id', 'id', 'version', 'content_hash']).where('contest_id', 'in', contestIds).where('published_at', 'is not', null).orderBy('version').execute();
  const of = <Row extends { entry_id: string }>(rows: readonly Row[], id: string) => rows.filter((row) => row.entry_id === id);
  return new Map(entries.flatMap((entry) => {
    const contest = contests.find(({ id }) => id === entry.contest_id);
    const newest = rules.findLast((one) => one.contest_id === entry.contest_id);
    if (!contest || !newest) return [];
    const { id, number, title } = entry;
    const facts: EntryFacts = {
      contest,
      entry: { id, number, title, track: tracks.find((track) => track.id === entry.track_id) ?? null },
      parts: Object.fromEntries(of(parts, id).map(({ part, body }) => [part, body])),
      datasets: of(datasets, id).map((one) => ({ id: one.id, title: one.title })),
      team: of(team, id).map((member) => ({ name: member.full_name, isLead: member.is_lead === 1 })),
      files: of(files, id).map((file) => ({ id: file.id, name: file.name, kind: file.kind, bytes: file.received_bytes, sha256: file.sha256 ?? '' })),
      rules: { id: newest.id, version: newest.version, hash: newest.content_hash },
    };
    return [[id, facts] as const];
  }));
}

/** The words of an entry by part. */
export async function partsOf(tx: Db | Tx, entryId: string): Promise<Partial<Record<EntryPart, string>>> {
  const rows = await tx.selectFrom('entry_part').select(['part', 'body']).where('entry_id', '=', entryId).execute();
  return Object.fromEntries(rows.map(({ part, body }) => [part, body]));
}

/** What still keeps an entry from being handed in. */
export async function missingIn(tx: Db | Tx, entry: EntryRow): Promise<Missing[]> {
  const track = await tx.selectFrom('contest_track').select('id').where('contest_id', '=', entry.contest_id).limit(1).executeTakeFirst();
  const files = await tx.selectFrom('entry_file').select(['completed_at', 'scan', 'released_at']).where('entry_id', '=', entry.id).where('removed_at', 'is', null).execute();
  return missingOf({ title: entry.title, trackId: entry.track_id, hasTracks: track !== undefined, parts: await partsOf(tx, entry.id), files: files.map((file) => ({ isComplete: file.completed_at !== null, isQuarantined: isLockedAway(file) })) });
}

/** When the files of an entry began and ended to arrive. */
export async function entryUploads(tx: Db | Tx, entryId: string): Promise<Upload[]> {
  const rows = await tx.selectFrom('entry_file').select(['begun_at', 'completed_at']).where('entry_id', '=', entryId).where('removed_at', 'is', null).execute();
  return rows.map((row) => ({ begunAt: row.begun_at, completedAt: row.completed_at }));
}
