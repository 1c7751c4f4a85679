import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { sheetResponse } from '../../platform/sheets/sheet-file.server.ts';
import { sheetFileName } from '../../platform/sheets/sheet.ts';
import { exportRulePeople } from '../commands/export-rule-people.server.ts';
import { rulePeopleFileQuery, ruleParams } from '../forms/assignments.ts';

/** The people under a rule as a file, found as on the page. */
export const loader = page({ guard: canSeeReminders, isRecorded: true, params: ruleParams, query: rulePeopleFileQuery }, async ({ actor, params, query: { format, q }, context }) => {
  const ports = portsOf(context);
  const { now, today } = momentOf(ports);
  const sheet = await exportRulePeople(ports, actor, params.rule, q, { locale: context.reader.locale, format });
  return sheetResponse(sheet, { format, fileName: sheetFileName('nguoi-thuoc-quy-tac', today, format), made: now });
});
