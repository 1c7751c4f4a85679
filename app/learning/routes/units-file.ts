import { z } from 'zod';
import { listFile } from '../../people/index.server.ts';
import { canSeeUnits } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { exportLearners } from '../commands/export-learners.server.ts';
import { slug } from '../forms/params.ts';
import { learnerStates } from '../rules/learner-state.ts';

const query = z.object({ unit: z.uuid().optional(), course: slug.optional(), state: z.enum(learnerStates).optional().catch(undefined), format: z.enum(sheetFormats).catch('xlsx') });

/** The people of a unit in a course as a file, filtered as on the page. */
export const loader = page({ guard: canSeeUnits, isRecorded: true, query }, ({ actor, query: { format, ...question }, context }) =>
  listFile(context, format, `tien-do-${question.course ?? ''}`, (ports, wish) => exportLearners(ports, actor, question, wish)));
