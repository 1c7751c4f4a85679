import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import { csvText } from '../../platform/sheets/csv.server.ts';
import type { Actor } from '../actor.ts';
import { oversightMessages as messages } from '../messages/oversight.ts';
import { canReadAudit } from '../policy.ts';
import { auditWord } from '../rules/audit-lines.ts';
import { momentOf, type Ports } from '../ports.ts';
import { listAuditForExport, type AuditFilter, type AuditRow } from '../queries/audit-log.server.ts';

/** The rows that match as a CSV file for Excel; that it was taken is itself recorded. */
export async function exportAudit(ports: Ports, actor: Actor, filter: AuditFilter, locale: Locale): Promise<string> {
  if (!canReadAudit(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  const rows = await listAuditForExport(ports.db, filter, ports.timeZone);
  await ports.db.transaction().execute(async (tx) => {
    await recordAudit(tx, { at, actor, action: 'audit.export', objectType: 'audit_event', objectId: 'export', details: { rows: rows.length, ...filter } });
  });
  return auditCsv(rows, locale, ports.timeZone);
}

/** The rows of the log as a table for a spreadsheet. */
export function auditCsv(rows: readonly AuditRow[], locale: Locale, timeZone: string): string {
  const t = messages.in(locale);
  const formats = defineFormats(locale, timeZone);
  const head = ['#', t('audit.at'), t('audit.actor'), t('audit.action'), t('audit.object-head'), t('audit.object'), t('audit.details')];
  const cells = rows.map((row) => [row.seq, formats.moment(row.at), row.actorId === null ? t('audit.system') : row.actorName, auditWord(locale, 'action', row.action), row.objectName ?? auditWord(locale, 'object', row.objectType), row.objectId, row.details]);
  return csvText([head, ...cells], locale);
}
