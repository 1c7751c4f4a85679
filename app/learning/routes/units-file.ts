import { z } from 'zod';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeUnits } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { sheetResponse } from '../../platform/sheets/sheet-file.server.ts';
import { sheetFileName, sheetFormats } from '../../platform/sheets/sheet.ts';
import { exportLearners } from '../commands/export-learners.server.ts';
import { slug } from '../forms/params.ts';
import { learnerStates } from '../rules/learner-state.ts';

const query = z.object({ unit: z.uuid().optional(), course: slug.optional(), state: z.enum(learnerStates).optional().catch(undefined), format: z.enum(sheetFormats).catch('xlsx') });

/** The people of a unit in a course as a file, filtered as on the page. */
export const loader = page({ guard: canSeeUnits, isRecorded: true, query }, async ({ actor, query: { format, ...question }, context }) => {
  const ports = portsOf(context);
  const { now, today } = momentOf(ports);
  const sheet = await exportLearners(ports, actor, question, { locale: context.reader.locale, format });
  return sheetResponse(sheet, { format, fileName: sheetFileName(`tien-do-${question.course ?? ''}`, today, format), made: now });
});
