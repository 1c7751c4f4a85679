import { recordAudit } from '../../platform/audit.server.ts';
import type { SheetFormat } from '../../platform/sheets/sheet.ts';
import type { Actor } from '../actor.ts';
import { momentOf, type Ports } from '../ports.ts';

/** What is kept of a list that leaves the program: how many rows in which kind of file, and by what it was narrowed. */
export type ExportDetails = { rows: number; format: SheetFormat } & Readonly<Record<string, unknown>>;

/** Writes down who takes a list with names out of the program, before its first row leaves. */
export async function recordExport(ports: Ports, actor: Actor, list: string, details: ExportDetails): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute((tx) => recordAudit(tx, { at, actor, action: 'list.export', objectType: 'list', objectId: list, details }));
}
