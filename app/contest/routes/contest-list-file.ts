import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { sheetResponse } from '../../platform/sheets/sheet-file.server.ts';
import { sheetFileName } from '../../platform/sheets/sheet.ts';
import { exportContestList } from '../commands/export-contest-list.server.ts';
import { contestListParams, contestListQuery } from '../forms/contest-list.ts';
import { canAwardPrizes } from '../policy.ts';

/** Entries, jury, ranking or adoptions of a contest as a file. */
export const loader = page({ guard: canAwardPrizes, isRecorded: true, params: contestListParams, query: contestListQuery }, async ({ actor, params, query: { format }, context }) => {
  const ports = portsOf(context);
  const { now, today } = momentOf(ports);
  const sheet = await exportContestList(ports, actor, params, { locale: context.reader.locale, format });
  return sheetResponse(sheet, { format, fileName: sheetFileName(`cuoc-thi-${params.list}`, today, format), made: now });
});
