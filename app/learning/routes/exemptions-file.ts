import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { sheetResponse } from '../../platform/sheets/sheet-file.server.ts';
import { sheetFileName } from '../../platform/sheets/sheet.ts';
import { exportExemptions } from '../commands/export-exemptions.server.ts';
import { exemptionsFileQuery } from '../forms/exemptions.ts';

/** The exemptions of the page as a file. */
export const loader = page({ guard: canSeeReminders, isRecorded: true, query: exemptionsFileQuery }, async ({ actor, query: { format, q, state }, context }) => {
  const ports = portsOf(context);
  const { now, today } = momentOf(ports);
  const sheet = await exportExemptions(ports, actor, { q, state }, { locale: context.reader.locale, format });
  return sheetResponse(sheet, { format, fileName: sheetFileName('mien-va-cong-nhan', today, format), made: now });
});
