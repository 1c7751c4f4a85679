import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { makeBlindCopy, type FileKind } from '../blind-copy.server.ts';
import { blindCopyPath } from '../blind-store.server.ts';
import { entryFilePath } from '../entry-store.server.ts';
import { blindCopiesKey, makeBlindCopiesJob } from '../jobs.ts';
import { blindnessMessages as messages } from '../messages/blindness.ts';
import { resultsMessages } from '../messages/results.ts';
import { identitiesOf } from '../queries/blind-entry.server.ts';
import { listCopies, type CopyLeft } from '../queries/blind-copies.server.ts';
import { getHandedIn, listBlindness } from '../queries/blindness.server.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import type { Identities } from '../rules/mask-identities.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

/** Larger files are not opened here: they would take the server's memory. */
const mostBytes = 60_000_000;

/** Asks for the copies of an entry's files that have none yet; a job makes them. Asked twice, they are made once. */
export async function requestBlindCopies(ports: Ports, actor: Actor, place: { contestId: string; entryId: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getDeskContest(tx, actor, place.contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const { id: entryId } = await getHandedIn(tx, contest.id, place.entryId);
    if (!(await listCopies(tx, entryId)).some(({ copy }) => copy === null)) return refuse('form', messages.both('fault.all-made'));
    await enqueue(tx, makeBlindCopiesJob, { entryId, askedBy: actor.id }, { now: at, uniqueKey: blindCopiesKey(entryId) });
    return { ok: true };
  });
}

/** The same for all entries of a contest that lack some; each entry is a job of its own. */
export async function requestAllBlindCopies(ports: Ports, actor: Actor, contestId: string): Promise<Outcome<{ entries: number }>> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ entries: number }>> => {
    const contest = await getDeskContest(tx, actor, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const lacking = (await listBlindness(tx, contest.id)).filter(({ missing }) => missing > 0);
    if (lacking.length === 0) return refuse('form', messages.both('fault.all-made'));
    for (const { id } of lacking) await enqueue(tx, makeBlindCopiesJob, { entryId: id, askedBy: actor.id }, { now: at, uniqueKey: blindCopiesKey(id) });
    return { ok: true, entries: lacking.length };
  });
}

/** Makes the copies that are missing. A file that cannot be read is written down as such and stays closed to judges. @returns how many */
export async function makeBlindCopies(ports: Ports & { filesDir: string }, { entryId, askedBy }: { entryId: string; askedBy: string }): Promise<number> {
  const asker = await ports.db.selectFrom('user_account').select(['id', 'full_name as fullName']).where('id', '=', askedBy).executeTakeFirstOrThrow();
  const identities = await identitiesOf(ports.db, entryId);
  let made = 0;
  for (const file of await listCopies(ports.db, entryId)) {
    if (file.copy) continue;
    const copy = await copyFile({ filesDir: ports.filesDir, entryId }, file.fileId, file.kind as FileKind, identities);
    await keepCopy(ports, asker, { fileId: file.fileId, entryId, name: `tep-${file.place}.${file.kind.toLowerCase().replace('jpeg', 'jpg')}`, ...copy });
    made += 1;
  }
  return made;
}

interface Made {
  bytes: number;
  sha256: string;
  left: CopyLeft[];
}

async function copyFile({ filesDir, entryId }: { filesDir: string; entryId: string }, fileId: string, kind: FileKind, identities: Identities): Promise<Made> {
  try {
    const original = await readFile(entryFilePath(filesDir, entryId, fileId));
    if (original.length > mostBytes) return broken;
    const { bytes, leftovers } = await makeBlindCopy(kind, original, identities);
    const path = blindCopyPath(filesDir, entryId, fileId);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, bytes, { mode: 0o600 });
    return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), left: leftovers };
  } catch (error) {
    if (isOfTheMachine(error)) throw error;
    // Whatever is wrong with somebody's file: it is said on the page, and judges never get it.
    return broken;
  }
}

/** A full disk or too many open files say nothing about somebody's file: the job comes again. */
function isOfTheMachine(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error && error.code !== 'ENOENT';
}

const broken: Made = { bytes: 0, sha256: '', left: [{ kind: 'BROKEN', text: '' }] };

async function keepCopy(ports: Ports, actor: { id: string; fullName: string }, { fileId, entryId, name, bytes, sha256, left }: Made & { fileId: string; entryId: string; name: string }): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('blind_copy')
      .values({ file_id: fileId, entry_id: entryId, name, bytes, sha256, leftovers: JSON.stringify(left), made_at: at })
      .onConflict((conflict) => conflict.column('file_id').doNothing())
      .executeTakeFirst();
    if (Number(numInsertedOrUpdatedRows ?? 0) > 0) await recordAudit(tx, { at, actor, action: 'blind-copy.make', objectType: 'entry', objectId: entryId, details: { fileName: name, count: left.length } });
  });
}

/** Lets judges read a copy in which something was left, after a look at it. */
export async function clearBlindCopy(ports: Ports, actor: Actor, place: { contestId: string; entryId: string; fileId: string; note: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getDeskContest(tx, actor, place.contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    await getHandedIn(tx, contest.id, place.entryId);
    if ((await teamOf(tx, place.entryId)).includes(actor.id)) return refuse('form', resultsMessages.both('fault.own-entry'));
    const file = (await listCopies(tx, place.entryId)).find(({ fileId }) => fileId === place.fileId);
    if (!file?.copy || file.copy.clearedAt !== null || file.copy.left.length === 0) return refuse('form', messages.both('fault.copy'));
    if (file.copy.left.some(({ kind }) => kind === 'BROKEN')) return refuse('form', messages.both('fault.broken'));
    await tx.updateTable('blind_copy').set({ cleared_by: actor.id, cleared_at: at, clearing_note: place.note }).where('file_id', '=', place.fileId).execute();
    await recordAudit(tx, { at, actor, action: 'blind-copy.clear', objectType: 'entry', objectId: place.entryId, details: { fileName: file.copy.name, note: place.note } });
    return { ok: true };
  });
}
