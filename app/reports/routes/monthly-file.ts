import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { sendEvidence } from '../evidence-store.server.ts';
import { fileParams } from '../forms/monthly.ts';
import { canSeeMonthly } from '../policy.ts';
import { getEvidence } from '../queries/evidence.server.ts';

/** A file of a report for whoever may read it; never shown, only kept. */
export const loader = page({ guard: canSeeMonthly, params: fileParams }, async ({ actor, params, context }) => sendEvidence(context, params.report, await getEvidence(context.db, actor, { id: params.report, file: params.file }, momentOf(portsOf(context)).today)));
