import { listFile } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { exportExemptions } from '../commands/export-exemptions.server.ts';
import { exemptionsFileQuery } from '../forms/exemptions.ts';

/** The exemptions of the page as a file. */
export const loader = page({ guard: canSeeReminders, isRecorded: true, query: exemptionsFileQuery }, ({ actor, query: { format, q, state }, context }) =>
  listFile(context, format, 'mien-va-cong-nhan', (ports, wish) => exportExemptions(ports, actor, { q, state }, wish)));
