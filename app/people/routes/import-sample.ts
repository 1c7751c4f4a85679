import { sampleCsv } from '../importing/write-csv.server.ts';
import { canImportPeople } from '../policy.ts';
import { page } from '../route.server.ts';

/** A file that shows how a list may look. */
export const loader = page({ guard: canImportPeople }, ({ context }) => {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="danh-sach-mau.csv"', 'Cache-Control': 'private, no-store' };
  return new Response(sampleCsv(context.reader.locale), { headers });
});
