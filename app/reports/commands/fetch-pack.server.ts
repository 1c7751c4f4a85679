import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { momentOf, type Actor, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { packMessages as messages } from '../messages/packs.ts';
import { getPack, type PackView } from '../queries/packs.server.ts';

/**
 * Opens a pack for download; each time is a row in the audit log.
 * @throws AppError not-found for whoever must not see it, forbidden for whoever may not have it (any more), conflict when its file is gone
 */
export async function fetchPack(ports: Ports & { packsDir: string }, actor: Actor, id: string): Promise<{ pack: PackView; path: string; bytes: number }> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const { canDownload, ...pack } = await getPack(tx, actor, id, today);
    if (pack.state !== 'DONE' || pack.fileName === null) throw new AppError('conflict', messages.both('gone'));
    if (!canDownload) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
    const path = join(ports.packsDir, pack.fileName);
    const size = (await stat(path).catch(() => null))?.size;
    if (size === undefined || size !== pack.bytes) throw new AppError('conflict', messages.both('gone'));
    await recordAudit(tx, { at, actor, action: 'pack.download', objectType: 'inspection_pack', objectId: id, details: { unitId: pack.unitId, from: pack.from, to: pack.to, contentHash: pack.sha256 } });
    return { pack, path, bytes: size };
  });
}
