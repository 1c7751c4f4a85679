import { z } from 'zod';
import { listFile } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { exportList } from '../commands/export-list.server.ts';
import { periodFault, readQuestion } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import { canMakeLists } from '../policy.ts';

/** A list as a file, with the question of the page that it was taken from. */
export const loader = page({ guard: canMakeLists, isRecorded: true, query: z.object({ format: z.enum(sheetFormats).catch('xlsx') }) }, async ({ actor, query: { format }, context, request }) => {
  const search = new URL(request.url).searchParams;
  const fault = periodFault(search);
  if (fault) throw new AppError('invalid', listMessages.both(`fault.${fault}`));
  const question = readQuestion(search);
  return listFile(context, format, `danh-sach-${question.subject}`, (ports, wish) => exportList(ports, actor, question, wish));
});
