import { momentOf, portsOf } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { sheetResponse } from '../../platform/sheets/sheet-file.server.ts';
import { sheetFileName } from '../../platform/sheets/sheet.ts';
import { exportPreview } from '../commands/export-rule-people.server.ts';
import { previewFileQuery, ruleParams } from '../forms/assignments.ts';
import { canAssign } from '../policy.ts';

/** Everybody whom a draft would add or let go of, as a file. */
export const loader = page({ guard: canAssign, isRecorded: true, params: ruleParams, query: previewFileQuery }, async ({ actor, params, query: { format, ...asked }, context }) => {
  const ports = portsOf(context);
  const { now, today } = momentOf(ports);
  const sheet = await exportPreview(ports, actor, params.rule, asked, { locale: context.reader.locale, format });
  return sheetResponse(sheet, { format, fileName: sheetFileName(asked.group === 'added' ? 'se-giao-them' : 'se-bo-ra', today, format), made: now });
});
