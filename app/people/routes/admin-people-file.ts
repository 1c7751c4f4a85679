import { sheetResponse } from '../../platform/sheets/sheet-file.server.ts';
import { sheetFileName } from '../../platform/sheets/sheet.ts';
import { exportPeople } from '../commands/export-people.server.ts';
import { peopleFileQuery } from '../forms/people-query.ts';
import { canManagePeople } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { page } from '../route.server.ts';

/** The filtered list of people as a file. */
export const loader = page({ guard: canManagePeople, isRecorded: true, query: peopleFileQuery }, async ({ actor, query: { format, ...filter }, context }) => {
  const ports = portsOf(context);
  const { now, today } = momentOf(ports);
  const sheet = await exportPeople(ports, actor, filter, { locale: context.reader.locale, format });
  return sheetResponse(sheet, { format, fileName: sheetFileName('can-bo', today, format), made: now });
});
