import type { Db, Tx } from '../../db/client.ts';
import { newestRules, type EntryRow } from './entry-rows.server.ts';
import type { EntryFacts } from './rules/entry-content.ts';
import { missingOf, type EntryPart, type Missing } from './rules/entry-parts.ts';
import type { Upload } from './rules/hand-in-time.ts';
import { isLockedAway } from './rules/quarantine.ts';

/** Everything that an entry is at this moment, as it would be handed in. @throws Error when the contest has no rules */
export async function entryFacts(tx: Db | Tx, entry: EntryRow): Promise<EntryFacts> {
  const contest = await tx.selectFrom('contest').select(['id', 'code', 'title']).where('id', '=', entry.contest_id).executeTakeFirstOrThrow();
  const track = await tx.selectFrom('contest_track').select(['id', 'title']).where('id', '=', entry.track_id ?? '').executeTakeFirst();
  const datasets = await tx.selectFrom('entry_dataset as e').innerJoin('open_dataset as d', 'd.id', 'e.dataset_id').select(['d.id', 'd.title']).where('e.entry_id', '=', entry.id).orderBy('d.id').execute();
  const team = await tx.selectFrom('entry_member').select(['full_name', 'is_lead']).where('entry_id', '=', entry.id).where('accepted_at', 'is not', null).where('removed_at', 'is', null).orderBy('id').execute();
  const files = await tx.selectFrom('entry_file').select(['id', 'name', 'kind', 'received_bytes', 'sha256']).where('entry_id', '=', entry.id).where('removed_at', 'is', null).where('completed_at', 'is not', null).orderBy('id').execute();
  const rules = await newestRules(tx, entry.contest_id);
  if (!rules) throw new Error('a contest without rules');
  return {
    contest,
    entry: { id: entry.id, number: entry.number, title: entry.title, track: track ?? null },
    parts: await partsOf(tx, entry.id),
    datasets,
    team: team.map((member) => ({ name: member.full_name, isLead: member.is_lead === 1 })),
    files: files.map((file) => ({ id: file.id, name: file.name, kind: file.kind, bytes: file.received_bytes, sha256: file.sha256 ?? '' })),
    rules: { id: rules.id, version: rules.version, hash: rules.content_hash },
  };
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
