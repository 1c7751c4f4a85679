import { exportAudit } from '../commands/export-audit.server.ts';
import { auditQuery } from '../forms/audit-query.ts';
import { canReadAudit } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: canReadAudit, isRecorded: true, query: auditQuery }, async ({ actor, query: { page: _page, ...filter }, context }) => {
  const ports = portsOf(context);
  const csv = await exportAudit(ports, actor, filter, context.reader.locale);
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="audit-${momentOf(ports).today}.csv"`, 'Cache-Control': 'no-store' };
  return new Response(csv, { headers });
});
