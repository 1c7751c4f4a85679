import type { Actor } from '../../people/actor.ts';
import { momentOf, recordExport, type Ports } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import type { SheetFormat } from '../../platform/sheets/sheet.ts';
import { savedMessages as messages } from '../messages/saved.ts';
import { findFileBytes, getReportFile } from '../queries/report-file.server.ts';
import { shapes } from '../rules/list-subjects.ts';

/**
 * The bytes of a file that was made for the actor; one with names is recorded before it leaves.
 * @throws AppError not-found for somebody else's; conflict when it has expired or her rights have changed
 */
export async function fetchReportFile(ports: Ports, actor: Actor, id: string): Promise<{ bytes: Uint8Array; fileName: string; format: SheetFormat }> {
  const { at, today } = momentOf(ports);
  const file = await getReportFile(ports.db, actor, id, { at, today });
  const bytes = file.state === 'ready' ? await findFileBytes(ports.db, id) : undefined;
  if (!bytes) throw new AppError('conflict', messages.both(file.state === 'rights' ? 'file.rights-text' : 'file.expired-text'));
  if (shapes[file.question.subject].namesPeople) await recordExport(ports, actor, file.question.subject, { rows: file.rowCount, format: file.format, list: file.name });
  return { bytes, fileName: file.fileName, format: file.format };
}
