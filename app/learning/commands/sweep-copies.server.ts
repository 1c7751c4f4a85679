import type { Db } from '../../../db/client.ts';
import { momentOf } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { removeFromDisk } from '../../platform/files/disk.server.ts';
import { dropLooseFiles, scanLater, scansAtOnce } from '../../platform/files/sweep-files.server.ts';
import { copiesFolder, copyPath } from '../copy-path.server.ts';
import { copyKeptDays } from '../rules/recognition-request.ts';
import type { CopyPorts } from './attach-copy.server.ts';

export interface SweptCopies {
  /** Drafts that nobody went on with, and copies that nobody needs any more. */
  erased: number;
  /** Bytes without a row: their upload broke off, or another copy took their place. */
  loose: number;
  scanned: number;
}

/** Erases copies of certificates that nobody needs any more and what broken uploads left behind; has those looked at that came in while no scanner answered. Run twice it does no harm. */
export async function sweepCopies(ports: CopyPorts): Promise<SweptCopies> {
  return { erased: await eraseUnneeded(ports), scanned: await scanWaiting(ports), loose: await dropLoose(ports) };
}

/** Ninety days after a refusal, after the end of a recognition, or after a draft was last touched. */
function unneeded(db: Db, before: Day) {
  return db
    .selectFrom('recognition_request as r')
    .leftJoin('exemption as x', 'x.id', 'r.exemption_id')
    .select(['r.id', 'r.file_id as fileId', 'r.submitted_at as submittedAt'])
    .where('r.withdrawn_at', 'is', null)
    .where('r.file_erased_at', 'is', null)
    .where((where) => where.or([
      where.and([where('r.submitted_at', 'is', null), where('r.changed_at', '<', before)]),
      where.and([where('r.decision', '=', 'REFUSED'), where('r.decided_at', '<', before)]),
      where.and([where('r.decision', '=', 'ACCEPTED'), where.or([where('x.valid_to', '<', before), where('x.ended_at', '<', before)])]),
    ]));
}

async function eraseUnneeded(ports: CopyPorts): Promise<number> {
  const { at, today } = momentOf(ports);
  const before = plusDays(today, -copyKeptDays);
  let count = 0;
  for (const { id, fileId, submittedAt } of await unneeded(ports.db, before).execute()) {
    // A draft that nobody goes on with is given up as a whole; one that somebody has gone on with since the list was read keeps its copy.
    const { numUpdatedRows } = await ports.db.updateTable('recognition_request').set({ ...(fileId ? { file_erased_at: at } : {}), ...(submittedAt ? {} : { withdrawn_at: at }) }).where('id', '=', id).where('changed_at', '<', before).executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) continue;
    if (fileId) await removeFromDisk(copyPath(ports.filesDir, id, fileId));
    count += 1;
  }
  return count;
}

function dropLoose({ db, filesDir, clock }: CopyPorts): Promise<number> {
  const neededOf = async (id: string) => {
    const row = await db.selectFrom('recognition_request').select('file_id').where('id', '=', id).where('file_erased_at', 'is', null).executeTakeFirst();
    return new Set(row?.file_id ? [row.file_id] : []);
  };
  return dropLooseFiles(copiesFolder(filesDir), neededOf, clock.now());
}

async function scanWaiting({ db, filesDir, scanner, clock }: CopyPorts): Promise<number> {
  const rows = await db.selectFrom('recognition_request').select(['id', 'file_id as fileId']).where('file_scan', '=', 'UNSCANNED').where('file_erased_at', 'is', null).where('file_id', 'is not', null).orderBy('id').limit(scansAtOnce).execute();
  const waiting = rows.flatMap(({ id, fileId }) => (fileId === null ? [] : [{ id, fileId, path: copyPath(filesDir, id, fileId) }]));
  return scanLater(waiting, scanner, async ({ id, fileId, path }, { scan }) => {
    if (scan === 'UNSCANNED') return;
    await db.updateTable('recognition_request').set(scan === 'CLEAN' ? { file_scan: 'CLEAN' } : { file_erased_at: clock.now().toISOString() }).where('id', '=', id).where('file_id', '=', fileId).execute();
    if (scan === 'QUARANTINED') await removeFromDisk(path);
  });
}
